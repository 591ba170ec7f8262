// Words picked in the text go into the parts of a claim: the page knows words by number, never by offset.
const text = document.getElementById('words');
const form = document.getElementById('missed');
let anchor = null;
let end = null;

const numberOf = (node) => {
  const at = (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest('[id^="w"], [data-word]');
  if (!at || !text.contains(at)) return null;
  return Number(at.dataset.word ?? at.id.slice(1));
};

const parts = (number) => text.querySelectorAll(`#w${number}, [data-word="${number}"]`);

function range() {
  if (anchor === null) return null;
  return [Math.min(anchor, end), Math.max(anchor, end)];
}

function show() {
  for (const at of text.querySelectorAll('.picked')) at.classList.remove('picked');
  const found = range();
  if (!found) return;
  for (let n = found[0]; n <= found[1]; n += 1) for (const at of parts(n)) at.classList.add('picked');
}

function wordsOf([first, last]) {
  const found = document.createRange();
  const begin = parts(first)[0];
  const close = [...parts(last)].at(-1);
  found.setStartBefore(begin);
  found.setEndAfter(close);
  return found.toString().replace(/\s+/g, ' ').trim();
}

document.addEventListener('selectionchange', () => {
  const selected = document.getSelection();
  if (!selected.rangeCount || selected.isCollapsed || !text.contains(selected.anchorNode)) return;
  const inside = selected.getRangeAt(0);
  const touched = [...text.querySelectorAll('[id^="w"], [data-word]')].filter((at) => inside.intersectsNode(at));
  const numbers = touched.map(numberOf).filter((n) => n !== null);
  if (!numbers.length) return;
  [anchor, end] = [numbers[0], numbers.at(-1)];
  show();
});

text.addEventListener('click', (pressed) => {
  const number = numberOf(pressed.target);
  if (number === null || !document.getSelection().isCollapsed) return;
  if (pressed.shiftKey && anchor !== null) end = number;
  else anchor = end = number;
  show();
});

document.addEventListener('keydown', (pressed) => {
  if (pressed.target.matches('input, textarea, select') || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (pressed.key === 'g') {
    pressed.preventDefault();
    if (anchor === null) anchor = end = Number((text.querySelector('[id^="w"]')?.id ?? 'w0').slice(1));
    parts(end)[0]?.focus();
    show();
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[pressed.key];
  if (!step || anchor === null || !text.contains(document.activeElement)) return;
  const way = getComputedStyle(parts(end)[0].closest('p') ?? text).direction === 'rtl' ? -step : step;
  if (!parts(end + way).length) return;
  pressed.preventDefault();
  end += way;
  if (!pressed.shiftKey) anchor = end;
  parts(end)[0].focus();
  show();
});

for (const slot of form.querySelectorAll('[data-slot]')) {
  const [field, at] = [slot.querySelector('[name]:not([type=hidden])'), slot.querySelector('[type=hidden]')];
  const button = slot.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', () => {
    const found = range();
    if (!found) return;
    const several = 'several' in slot.dataset && at.value;
    field.value = several ? `${field.value}\n${wordsOf(found)}` : wordsOf(found);
    at.value = several ? `${at.value} w${found[0]}-w${found[1]}` : `w${found[0]}-w${found[1]}`;
  });
  field.addEventListener('input', () => { at.value = ''; });
}
