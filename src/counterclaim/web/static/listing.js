// j and k go to the next and the previous row of a list, Enter opens it.
document.addEventListener('keydown', (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || document.querySelector('dialog[open]')) return;
  if (document.getElementById('keys-on')?.checked === false) return;
  if (pressed.target.matches('input, textarea, select') || !['j', 'k'].includes(pressed.key)) return;
  const rows = [...document.querySelectorAll('[data-row]')];
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  const to = pressed.key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0);
  pressed.preventDefault();
  rows[to].focus();
  rows[to].scrollIntoView({ block: 'nearest' });
});

// What was typed in stands among the conditions now; left in the field it would be asked for again.
document.addEventListener('htmx:after:swap', () => {
  for (const field of document.querySelectorAll('[data-typed]')) field.value = '';
});
