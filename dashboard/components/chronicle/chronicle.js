/**
 * What happened, newest first: items under headings, each with what it did field by field.
 * Every text is set by `textContent` (see geo/web/elements.js).
 */
const { element, foreign, longText, button } = window.ClaimAtlas;

const NOTHING = 'nothing';

function valueCell(text, tag) {
  if (!text) return element('span', 'nothing', NOTHING);
  const cell = longText(text, 'value');
  return element(tag, '', cell);
}

/** Fields of a new record have no "before": two columns then, three otherwise. */
function fieldRows(rows) {
  const compared = rows.some((one) => one.before !== null);
  const table = element('table', compared ? 'fields compared' : 'fields');
  for (const one of rows) {
    const line = element('tr', '', element('th', '', one.name));
    line.firstChild.scope = 'row';
    if (compared) {
      line.append(element('td', '', valueCell(one.before, 'del')), element('td', 'arrow', '→'));
    }
    line.append(element('td', '', valueCell(one.after, compared ? 'ins' : 'span')));
    table.append(line);
  }
  return table;
}

function part(one, act) {
  const head = element('div', 'part-head', element('span', 'verb ' + one.tone, one.verb), ' ',
    element('span', 'note', one.kind), ' ', one.title && foreign(one.title));
  for (const each of one.acts) {
    head.append(' ', button(each.label, 'atlas-more small', () => act(each.name, each.value)));
  }
  if (one.about) head.append(element('div', 'note', 'on ', foreign(one.about)));
  const box = element('li', 'part', one.verb && head);
  if (one.rows.length) {
    const fields = fieldRows(one.rows);
    box.append(one.folded
      ? element('details', '', element('summary', '', `${one.rows.length} fields`), fields)
      : fields);
  }
  return box;
}

function body(one, act) {
  const box = element('div', 'body');
  if (one.parts.length) box.append(element('ul', 'parts', ...one.parts.map((each) => part(each, act))));
  if (one.more) box.append(element('div', 'note', one.more));
  return box;
}

function item(one, act) {
  const title = longText(one.title, 'title');
  const line = element('div', 'line', element('span', 'badge ' + one.tone, one.badge), title,
    one.time && element('span', 'time', one.time));
  const below = element('div', 'below');
  if (one.subject) below.append(element('div', 'subject', foreign(one.subject)));
  if (!one.opens) below.append(...one.lines.map((each) => foreign(each, 'div')));
  const foot = element('div', 'foot', one.meta && element('span', 'note', foreign(one.meta)));
  if (one.opens) {
    const toggle = button(one.open ? 'Close' : 'What it did', 'atlas-more', () => act('open', one.id));
    toggle.setAttribute('aria-expanded', String(one.open));
    toggle.dataset.item = one.id;
    foot.append(toggle);
  }
  for (const each of one.acts) {
    foot.append(button(each.label, 'atlas-more', () => act(each.name, each.value)));
  }
  if (foot.childNodes.length) below.append(foot);
  const box = element('li', 'item ' + one.tone, line, below);
  if (!one.opens || one.open) {
    const inside = body(one, act);
    if (inside.childNodes.length) box.append(inside);
  }
  return box;
}

function render(data, act) {
  const page = element('div', 'chronicle');
  page.setAttribute('role', 'region');
  page.setAttribute('aria-label', data.label);
  if (data.heading) {
    const { kicker, title, note } = data.heading;
    page.append(element('header', '', element('div', 'note', kicker), longText(title, 'big'),
      note && element('div', 'note', note)));
  }
  if (!data.groups.length) page.append(element('p', 'empty', data.empty));
  for (const group of data.groups) {
    page.append(element('section', '', element('h3', '', foreign(group.head)),
      element('ul', 'items', ...group.items.map((one) => item(one, act)))));
  }
  return page;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  // Whoever opened an item by keyboard goes on from there.
  const focused = root.getRootNode().activeElement?.dataset?.item;
  root.replaceChildren(render(data, (name, value) => setTriggerValue('act', { name, value })));
  if (focused) root.querySelector(`button[data-item="${CSS.escape(focused)}"]`)?.focus();
}
