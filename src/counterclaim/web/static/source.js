// Pointing at a marked claim shows its fields; pointing at a claim of the list lights its words.
const told = (id) => document.getElementById(`told-${id}`);
const words = (id) => document.querySelectorAll(`mark[data-claims~="${CSS.escape(id)}"]`);
const text = document.getElementById('words');
const peek = document.createElement('div');
peek.className = 'peek';
peek.hidden = true;
peek.setAttribute('aria-hidden', 'true');
document.body.append(peek);

let lit = [];

function light(ids) {
  for (const at of lit) at.classList.remove('lit');
  lit = ids.flatMap((id) => [...words(id), told(id)]).filter(Boolean);
  for (const at of lit) at.classList.add('lit');
}

function show(mark) {
  const ids = mark.dataset.claims.split(' ');
  light(ids);
  const parts = [];
  for (const id of ids.slice(0, 3)) {
    const line = told(id);
    if (!line) continue;
    const name = document.createElement('strong');
    name.textContent = line.querySelector('a').textContent;
    const fields = (line.querySelector('dl') ?? document.querySelector('#fields dl'))?.cloneNode(true);
    parts.push(name, ...(fields ? [fields] : []));
  }
  peek.replaceChildren(...parts);
  peek.hidden = !parts.length;
  const at = mark.getClientRects()[0];
  const size = peek.getBoundingClientRect();
  const below = at.bottom + 8 + size.height < innerHeight;
  peek.style.top = `${below ? at.bottom + 8 : Math.max(4, at.top - size.height - 8)}px`;
  peek.style.left = `${Math.max(4, Math.min(at.left, innerWidth - size.width - 4))}px`;
}

function hide() {
  peek.hidden = true;
  light([]);
}

text?.addEventListener('mouseover', (event) => {
  const mark = event.target.closest('mark[data-claims]');
  if (mark) show(mark);
  else hide();
});
text?.addEventListener('mouseleave', hide);
for (const line of document.querySelectorAll('[data-claim]')) {
  for (const event of ['mouseenter', 'focusin']) line.addEventListener(event, () => light([line.dataset.claim]));
  for (const event of ['mouseleave', 'focusout']) line.addEventListener(event, () => light([]));
}

// The claim of the page is brought into the text's own window, without moving the page.
const here = text?.querySelector('mark.m-here.m-trigger, mark.m-here');
if (here && !location.hash && text.scrollHeight > text.clientHeight) {
  text.scrollTop += here.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}
