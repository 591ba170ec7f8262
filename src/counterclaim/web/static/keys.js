// A link, button or field with data-key is used by that key; `?` lists the keys of the page.
const typing = (at) =>
  at.isContentEditable || at.matches('textarea, select, input:not([type=checkbox], [type=radio])');

const able = (at) => !at.disabled && at.getClientRects().length > 0;

const names = { Escape: 'Esc' };

// Whoever dictates or whose hand slips can turn single keys off.
const OFF = 'counterclaim keys off';
const on = document.getElementById('keys-on');
on.checked = localStorage.getItem(OFF) === null;
on.addEventListener('change', () => {
  if (on.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'yes');
});
const show = document.getElementById('show-keys');
show.hidden = false;
show.addEventListener('click', () => list());

function list() {
  const dialog = document.getElementById('keys');
  const entries = dialog.querySelector('dl');
  entries.replaceChildren();
  const seen = new Set();
  const tell = (key, words) => {
    const term = document.createElement('dt');
    const kbd = document.createElement('kbd');
    kbd.textContent = names[key] ?? key;
    term.append(kbd);
    const what = document.createElement('dd');
    what.textContent = words;
    entries.append(term, what);
  };
  for (const at of document.querySelectorAll('[data-key]')) {
    const key = at.dataset.key;
    if (!able(at) || seen.has(key)) continue;
    seen.add(key);
    const label = at.labels?.[0]?.textContent ?? at.textContent;
    tell(key, (at.getAttribute('aria-label') ?? at.title) || label.trim());
  }
  // What a script of the page does by a key has no button: the page says it in words.
  for (const at of document.querySelectorAll('[data-keys]')) tell(at.dataset.keys, at.dataset.does);
  if (document.querySelector('[data-row]')) tell('j k', 'Next and previous row');
  tell('?', 'This list');
  tell('Esc', 'Out of a field; closes this list');
  dialog.showModal();
}

// A field takes the focus; what opens gives it to the first field of what it opened.
function use(at) {
  if (typing(at)) {
    at.focus();
    return;
  }
  at.click();
  const opened = at.matches('summary') && at.parentElement;
  if (opened && opened.open) {
    (opened.querySelector('[data-first]') ?? opened.querySelector('input:not([type=hidden]), select, textarea, button'))?.focus();
  }
}

document.addEventListener('keydown', (pressed) => {
  if (pressed.defaultPrevented || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (typing(pressed.target)) {
    if (pressed.key === 'Escape') pressed.target.blur();
    return;
  }
  if (pressed.key === 'Enter' || pressed.key === ' ') return;
  if (pressed.key === '?' && on.checked) {
    pressed.preventDefault();
    list();
    return;
  }
  if (!on.checked) return;
  for (const at of document.querySelectorAll('[data-key]')) {
    if (at.dataset.key !== pressed.key || !able(at)) continue;
    pressed.preventDefault();
    use(at);
    return;
  }
});

// What a script swapped in keeps the reading place: the part says which of its elements takes the focus.
document.addEventListener('htmx:after:swap', () => {
  document.querySelector('[data-focus]')?.focus();
});
