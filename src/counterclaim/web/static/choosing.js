// Down goes from the search into the list and chooses its first entry; up from the first one goes back.
const search = document.getElementById('choose-q');
const list = document.getElementById('choose');

search.addEventListener('keydown', (pressed) => {
  if (pressed.key !== 'ArrowDown') return;
  const first = list.querySelector('input[type=radio]');
  if (!first) return;
  pressed.preventDefault();
  first.focus();
  first.checked = true;
});

list.addEventListener('keydown', (pressed) => {
  if (pressed.key !== 'ArrowUp' || pressed.target !== list.querySelector('input[type=radio]')) return;
  pressed.preventDefault();
  search.focus();
});
