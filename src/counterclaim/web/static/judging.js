// The field that is chosen takes the focus: Enter in the list of fields, or its button. Without a script the page does.
const jump = document.querySelector('[data-jump]');

function go() {
  const at = document.getElementById(`set-${jump.value}`);
  at?.focus();
  at?.scrollIntoView({ block: 'center' });
}

jump?.addEventListener('keydown', (pressed) => {
  if (pressed.key !== 'Enter') return;
  pressed.preventDefault();
  go();
});
jump?.form.addEventListener('submit', (sent) => {
  sent.preventDefault();
  go();
});
