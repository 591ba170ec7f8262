// Draws the totals anew with Plot; until then, and without it, the server's drawing stands.
const days = (text) => new Date(`${text}T00:00:00Z`);

function plotted(figure) {
  const { Plot } = window;
  const lines = JSON.parse(figure.dataset.lines);
  // Lines are told apart by their place: two sources may bear one name.
  const points = lines.flatMap((line, at) =>
    line.points.map((one, n) => ({
      at, name: line.name, day: days(one.day), low: one.low, high: one.high, label: one.label, odd: one.odd, fell: n > 0 && one.low < line.points[n - 1].low,
    })),
  );
  const most = Math.max(...points.map((one) => one.high ?? one.low));
  const svg = Plot.plot({
    className: "plot",
    width: Math.max(320, Math.min(640, figure.clientWidth || 640)),
    height: 260,
    marginLeft: 22 + 7 * Math.round(most).toLocaleString("en").length,
    x: { type: "utc", label: null },
    y: { grid: true, zero: true, label: null },
    symbol: { domain: ["triangle", "circle"], range: ["triangle", "circle"], legend: false },
    r: { type: "identity" },
    color: { type: "categorical", domain: lines.map((_, at) => at), range: lines.map((line) => line.colour) },
    marks: [
      Plot.ruleY([0]),
      Plot.line(points, { x: "day", y: "low", z: "at", stroke: "at", strokeWidth: 2, curve: "step-after" }),
      Plot.ruleX(points.filter((one) => one.high !== null && one.high !== one.low), { x: "day", y1: "low", y2: "high", stroke: "at" }),
      Plot.dot(points, { x: "day", y: "low", fill: "at", symbol: (one) => (one.odd ? "triangle" : "circle"), r: (one) => (one.odd ? 6 : 4), rotate: (one) => (one.odd && one.fell ? 180 : 0), title: (one) => `${one.name}, ${one.day.toISOString().slice(0, 10)}: ${one.label}` }),
    ],
  });
  for (const part of svg.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${figure.dataset.title}; the totals stand below`);
  const key = document.createElement("p");
  key.className = "key";
  for (const line of lines) {
    const one = document.createElement("span");
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.backgroundColor = line.colour;
    const name = document.createElement("bdi");
    name.textContent = line.name;
    one.append(swatch, name);
    key.append(one);
  }
  figure.replaceChildren(svg, ...(lines.length > 1 ? [key] : []));
  figure.dataset.drawn = "plot";
}

function all() {
  if (!window.Plot) return;
  for (const figure of document.querySelectorAll("figure.chart[data-lines]:not([data-drawn])")) {
    try {
      plotted(figure);
    } catch {
      figure.dataset.drawn = "server";
    }
  }
}

all();
document.addEventListener("htmx:after:swap", all);
