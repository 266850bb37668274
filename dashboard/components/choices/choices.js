/**
 * Lines to choose from. Every text is set by `textContent` (see geo/web/elements.js).
 */
const { element, foreign, button } = window.ClaimAtlas;

function line(one, choose) {
  const words = element('span', 'words', element('span', 'title', foreign(one.title)));
  if (one.note) words.append(element('span', 'note', foreign(one.note)));
  if (one.why) words.append(element('span', 'why', foreign(one.why)));
  const row = button('', 'line', () => choose(one.id));
  if (one.number) row.append(element('span', 'number', one.number));
  row.append(words);
  if (one.mark) row.append(element('span', 'mark', one.mark));
  row.dataset.id = one.id;
  row.setAttribute('aria-pressed', String(one.pressed));
  return element('li', one.tone, row);
}

/** Arrow keys go through the list, as in a list box; Enter and Space choose. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll('.line')];
  const next = rows[rows.indexOf(event.target.closest('.line')) + step];
  if (next) next.focus();
  event.preventDefault();
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  const active = root.getRootNode().activeElement;
  const held = active && root.contains(active) ? active.dataset.id : null;
  const list = element('ol', '', ...data.lines.map((one) => line(one, (id) => setTriggerValue('chosen', id))));
  list.setAttribute('aria-label', data.label);
  if (data.height) list.style.maxHeight = `${data.height}px`;
  list.addEventListener('keydown', walk);
  const empty = data.empty ? element('div', 'empty', data.empty) : null;
  root.replaceChildren(...(data.lines.length ? [list] : [empty]).filter(Boolean));
  if (held) {
    const again = [...root.querySelectorAll('.line')].find((row) => row.dataset.id === held);
    if (again) again.focus({ preventScroll: true });
  }
}
