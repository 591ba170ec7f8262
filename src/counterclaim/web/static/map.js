// The live map. The server's drawing stays where WebGL or the library is missing; no offset or text is made here.
import * as maplibregl from "./vendor/maplibre-gl.mjs";

const DAY = 86400000;
const box = document.getElementById("map");
const slider = document.getElementById("slider");
const day = document.getElementById("day");
// Day 719163 of the calendar is 1970-01-01.
const iso = (number) => new Date((number - 719163) * DAY).toISOString().slice(0, 10);
const number = (text) => Math.round(Date.parse(text) / DAY) + 719163;
const points = async (of) => (await fetch(box.dataset.points + of)).json();
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function hatch(colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 10;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.45;
  for (const at of [-10, 0, 10]) {
    pen.moveTo(at, 10);
    pen.lineTo(at + 10, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, 10, 10);
}

function style() {
  const line = ink("--soft");
  const lines = (id, paint, dash) => ({
    id, type: "line", source: "lines", filter: ["==", ["get", "kind"], id],
    paint: { "line-color": line, ...paint, ...(dash ? { "line-dasharray": dash } : {}) },
  });
  const sources = {
    lines: { type: "geojson", data: new URL(box.dataset.borders, location.href).href },
    points: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  };
  const layers = [{ id: "paper", type: "background", paint: { "background-color": ink("--raised") } }];
  if (box.dataset.tiles) {
    sources.tiles = { type: "raster", tiles: [box.dataset.tiles], tileSize: 256 };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  layers.push(
    lines("coast", { "line-opacity": 0.9 }),
    lines("border", { "line-opacity": 0.45 }),
    lines("disputed", { "line-opacity": 0.7 }, [3, 3]),
    lines("area", { "line-opacity": 0.5 }, [1, 3]),
    {
      id: "incidents", type: "circle", source: "points", filter: ["==", ["get", "kind"], "incident"],
      paint: { "circle-color": ink("--ink"), "circle-radius": 3.5, "circle-opacity": 0.7 },
    },
    {
      id: "contested", type: "circle", source: "points",
      filter: ["all", ["==", ["get", "kind"], "place"], ["get", "contested"]],
      paint: { "circle-radius": 12, "circle-opacity": 0, "circle-stroke-width": 2, "circle-stroke-color": ink("--contested") },
    },
    {
      id: "places", type: "circle", source: "points", filter: ["==", ["get", "kind"], "place"],
      paint: { "circle-color": ["get", "colour"], "circle-radius": 7, "circle-stroke-width": 1.5, "circle-stroke-color": ink("--ink") },
    },
  );
  return { version: 8, sources, layers };
}

function details(features) {
  const list = document.createElement("div");
  for (const one of features.slice(0, 8)) {
    const row = document.createElement("p");
    const link = document.createElement("a");
    link.href = one.properties.href;
    link.textContent = one.properties.label;
    row.append(link);
    list.append(row);
  }
  return list;
}

function start() {
  maplibregl.setWorkerUrl(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);
  const [west, south, east, north] = box.dataset.box.split(",").map(Number);
  box.hidden = false;
  const map = new maplibregl.Map({
    container: box, attributionControl: false, style: style(),
    bounds: [[west, south], [east, north]], maxZoom: box.dataset.tiles ? 18 : 9, dragRotate: false,
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.on("load", async () => {
    map.addImage("hatch", hatch(ink("--ink")));
    map.addLayer({
      id: "hatched", type: "fill", source: "lines", filter: ["==", ["get", "kind"], "area"],
      paint: { "fill-pattern": "hatch" },
    }, "coast");
    map.getSource("points").setData(await points(day.value));
    map.once("idle", () => { document.body.dataset.map = "idle"; });
  });
  map.on("click", (event) => {
    const found = map.queryRenderedFeatures(event.point, { layers: ["places", "incidents"] });
    if (found.length) {
      new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(details(found)).addTo(map);
    }
  });
  map.on("mousemove", (event) => {
    const found = map.queryRenderedFeatures(event.point, { layers: ["places", "incidents"] });
    map.getCanvas().style.cursor = found.length ? "pointer" : "";
  });
  return map;
}

let map = null;
if (box) {
  try {
    map = start();
  } catch {
    box.hidden = true;
    document.body.dataset.map = "none";
  }
  slider.parentElement.hidden = false;
  let waits = 0;
  const show = (of) => {
    clearTimeout(waits);
    waits = setTimeout(async () => map?.getSource("points")?.setData(await points(of)), 120);
  };
  slider.addEventListener("input", () => {
    day.value = iso(Number(slider.value));
    show(day.value);
  });
  slider.addEventListener("change", () => day.dispatchEvent(new Event("change", { bubbles: true })));
  day.addEventListener("change", () => {
    if (!day.value) return;
    slider.value = number(day.value);
    show(day.value);
  });
}
