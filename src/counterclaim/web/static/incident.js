// Conflict links drawn between the cards of the columns. The list below them says the same in words.
const SVG = 'http://www.w3.org/2000/svg';
const stage = document.querySelector('.columns');
const links = [...document.querySelectorAll('.link:not(.dismissed)')].map((at) => ({
  at, number: at.dataset.link, kind: at.dataset.kind,
  ends: [at.dataset.a, at.dataset.b].map((id) => id && document.getElementById(`card-${id}`)),
}));

function make(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Where a card stands in the columns, however far they are scrolled.
function box(card) {
  const outer = stage.getBoundingClientRect();
  const inner = card.getBoundingClientRect();
  return {
    left: inner.left - outer.left + stage.scrollLeft,
    right: inner.right - outer.left + stage.scrollLeft,
    top: inner.top - outer.top + stage.scrollTop,
  };
}

let wires = null;

function draw() {
  wires?.remove();
  wires = null;
  const wide = getComputedStyle(stage).gridAutoFlow.startsWith('column');
  const drawn = links.filter(({ ends: [a, b] }) => a && b && a !== b && a.offsetParent && b.offsetParent);
  document.querySelector('.server-links')?.setAttribute('hidden', '');
  if (!wide || !drawn.length) return;
  const made = make('svg', {
    class: 'wires', 'aria-hidden': 'true', width: stage.scrollWidth, height: stage.scrollHeight,
  });
  drawn.forEach((link, index) => {
    const [a, b] = link.ends.map(box).sort((x, y) => x.left - y.left || x.top - y.top);
    const drop = 24 + (index % 4) * 10;
    const from = { x: a.right, y: a.top + drop };
    const same = b.left < a.right;
    const to = { x: same ? b.right : b.left, y: b.top + drop };
    const bend = same ? 18 : Math.max(16, (to.x - from.x) / 2);
    const second = same ? to.x + bend : to.x - bend;
    const path = make('path', {
      d: `M${from.x},${from.y} C${from.x + bend},${from.y} ${second},${to.y} ${to.x},${to.y}`,
      class: `kind-${link.kind}`, 'data-link': link.number,
    });
    const text = make('text', { x: from.x + 4, y: from.y - 4 });
    text.textContent = link.number;
    made.append(path, text);
  });
  stage.append(made);
  wires = made;
}

function light(number, on) {
  wires?.querySelector(`path[data-link="${CSS.escape(number)}"]`)?.classList.toggle('lit', on);
  const link = links.find((one) => one.number === number);
  for (const card of link?.ends ?? []) card?.classList?.toggle('lit', on);
}

if (stage) {
  for (const at of document.querySelectorAll('[data-link]')) {
    for (const event of ['mouseenter', 'focusin']) at.addEventListener(event, () => light(at.dataset.link, true));
    for (const event of ['mouseleave', 'focusout']) at.addEventListener(event, () => light(at.dataset.link, false));
  }
  new ResizeObserver(draw).observe(stage);
  stage.addEventListener('toggle', draw, true);
  draw();
}
