/**
 * The card of one claim beside the map: what, where, when, who asserts, who denies, and why the
 * confidence is what it is. Every text is set by `textContent` (see geo/web/elements.js).
 */
const { element, foreign, longText, sourceLink, button } = window.ClaimAtlas;

const GROUPS = [
  ['asserts', 'Asserted by', 'asserting'],
  ['denies', 'Denied by', 'denying'],
  ['unverified', 'Could not be confirmed by', 'doubting'],
];

function symbolImage(svg) {
  const image = element('img', 'symbol');
  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
  image.alt = '';
  return image;
}

function fact(list, name, text, note) {
  if (!text) return;
  const value = element('dd', '', foreign(text));
  if (note) value.append(element('div', 'note', foreign(note)));
  list.append(element('dt', '', name), value);
}

function facts(card) {
  const list = element('dl', 'facts');
  fact(list, 'Where', card.where, card.dispute);
  fact(list, 'When', card.when, card.when_basis);
  fact(list, 'Figure', card.figure || (card.figure_note && 'none of its own'), card.figure_note);
  fact(list, 'Who', card.actor);
  return list;
}

function confidence(card) {
  const swatch = element('span', 'swatch');
  swatch.style.background = card.confidence_fill;
  const head = element('h3', '', swatch, card.confidence_label);
  const reasons = element('ul', 'reasons', ...card.confidence_reasons.map((one) => foreign(one, 'li')));
  return element('section', '', head, reasons);
}

function statement(one) {
  const who = element('div', 'who', foreign(one.originator));
  if (one.speaks_for) who.append(element('span', 'note', ' · speaks for ', foreign(one.speaks_for)));
  const source = element('div', 'source');
  if (one.via.length) source.append('via ', foreign(one.via.join(', ')), ' — ');
  source.append(foreign(one.outlet), ', ', foreign(one.published));
  const link = one.url ? sourceLink(one.url, 'open') : null;
  if (link) source.append(' · ', link);
  const grade = element('div', 'grade', element('b', '', one.grade), ' ', foreign(one.grade_label));
  const trace = element('div', 'note', foreign(one.document), ' · ', foreign(one.locator));
  const item = element('li', one.retracted ? 'retracted' : '', who, source, grade);
  if (one.note) item.append(longText(one.note, 'said'));
  if (one.known) item.append(element('div', 'note', 'said ', foreign(one.known)));
  if (one.retracted) item.append(element('div', 'note', 'taken back ', foreign(one.retracted)));
  const more = element('details', '', element('summary', '', 'How it is known'),
    element('div', 'note', 'Grade: ', foreign(one.grade_basis)),
    element('div', 'note', 'Published: ', foreign(one.published_basis)), trace);
  item.append(more);
  return item;
}

function statements(card) {
  const sections = [];
  for (const [stance, title, counted] of GROUPS) {
    const group = card.statements.filter((one) => one.stance === stance);
    if (!group.length) continue;
    const count = card[counted];
    const origins = count === 1 ? '1 independent origin' : `${count} independent origins`;
    const head = element('h3', stance, title, element('span', 'count', origins));
    sections.push(element('section', '', head, element('ul', 'statements', ...group.map(statement))));
  }
  return sections;
}

function render(card, close) {
  const shut = button('×', 'close', close);
  shut.setAttribute('aria-label', 'Close the card');
  const header = element('header', '', symbolImage(card.symbol),
    element('div', 'kind', foreign(card.kind_label), element('span', 'note', ' · ', card.modality_label)), shut);
  const chip = element('span', 'chip ' + card.status, card.status_label, ': ', card.says);
  return element('article', 'card', header, longText(card.summary, 'summary'), chip, facts(card),
    confidence(card), ...statements(card), element('footer', 'note', 'Claim ', foreign(card.id)));
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  const known = root.dataset.claim;
  root.replaceChildren(render(data, () => setTriggerValue('closed', true)));
  root.dataset.claim = data.id;
  if (known !== data.id) root.scrollTop = 0;
}
