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

/** Why the claim stands where it stands, what else was meant perhaps, and the way to change it. */
function whyThere(why, act) {
  const box = element('dd', 'why');
  const { changed } = why;
  if (changed) {
    const note = element('div', 'changed', element('b', '', 'Chosen by an analyst'), ' instead of ',
      foreign(changed.from), ', ', foreign(`${changed.date}, ${changed.by}: ${changed.reason}`));
    if (changed.undo) note.append(' ', button('Undo', 'atlas-more', () => act('undo', true)));
    box.append(note);
  }
  if (!why.name) {
    box.append(element('div', 'note', 'Not on the map: it stands in the list “No place”.'));
  } else if (why.reasons.length) {
    if (changed) box.append(element('div', 'note', 'What the gazetteer says to the wording:'));
    box.append(element('ul', 'reasons', ...why.reasons.map((one) => foreign(one, 'li'))));
  } else if (!changed) {
    const wording = why.worded ? ['The wording holds no name of ', foreign(why.name), ' that the gazetteer knows; whoever'] : ['Whoever'];
    box.append(element('div', 'note', ...wording, ' wrote the claim placed it. Position: ', foreign(why.source)));
  }
  if (!why.reasons.length && why.name) {
    if (why.read_as) box.append(element('div', 'note', 'The gazetteer alone reads it as ', foreign(why.read_as)));
  }
  const [first] = why.others;
  if (first) {
    const label = element('div', 'runner-up', 'Runner-up: ', foreign(first.label),
      element('span', 'note', ` · score ${first.score < 0.005 ? '< 0.01' : first.score.toFixed(2)}`));
    if (why.may_write) label.append(' ', button('Use it', 'atlas-more', () => act('other', first.id)));
    box.append(label);
  }
  if (why.may_write) box.append(button(why.name ? 'Another place …' : 'Give it a place …', 'atlas-more', () => act('other', '')));
  return box;
}

function facts(card, act) {
  const list = element('dl', 'facts');
  fact(list, 'Where', card.where, card.dispute);
  if (card.place_why) list.append(whyThere(card.place_why, act));
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

/** One step of an origin; a step with a single one below it shares its line. */
function originStep(step) {
  const line = element('div', 'step');
  let last = step;
  line.append(stepName(step));
  while (last.children.length === 1 && !last.more && last.children[0].role !== 'document') {
    last = last.children[0];
    line.append(element('span', 'arrow', ' → '), stepName(last));
  }
  const item = element('li', step.role, line);
  if (last.children.length) {
    const below = element('ul', '', ...last.children.map(originStep));
    if (last.more) below.append(element('li', 'note', `and ${last.more.toLocaleString('en')} more`));
    item.append(below);
  }
  return item;
}

function stepName(step) {
  if (step.role !== 'document') return foreign(step.name);
  const gone = step.stances.length ? '' : element('span', 'note', ' · taken back');
  const date = element('span', 'note', ', ', foreign(step.published));
  const grade = step.grade && element('span', 'grade-mark', step.grade);
  return element('span', '', foreign(step.name), date, grade, gone);
}

/** The independent origins as small trees: who says it, through whom, in which documents. */
function origins(card) {
  if (!card.origins.length) return null;
  const trees = card.origins.map((one) => {
    const tree = originStep(one);
    tree.className = 'tree ' + (one.stances[0] || 'gone');
    const said = one.says.join(', ') || 'taken back, does not count';
    const count = one.documents === 1 ? '' : ` · ${one.documents.toLocaleString('en')} documents, counts once`;
    tree.firstChild.append(element('span', 'said-once', said + count));
    return tree;
  });
  const number = card.origins.filter((one) => one.stances.length).length;
  const many = number === 1 ? '1 origin' : `${number} origins`;
  const head = element('h3', '', 'Where it comes from', element('span', 'count', many));
  return element('section', 'origins', head, element('ul', '', ...trees));
}

function render(card, act) {
  const shut = button('×', 'close', () => act('closed', true));
  shut.setAttribute('aria-label', 'Close the card');
  const header = element('header', '', symbolImage(card.symbol),
    element('div', 'kind', foreign(card.kind_label), element('span', 'note', ' · ', card.modality_label)),
    !card.preview && shut);
  const chip = element('span', 'chip ' + card.status, card.status_label, ': ', card.says);
  const foot = element('footer', 'note', card.foot || 'Claim ', !card.foot && foreign(card.id));
  return element('article', 'card', header, longText(card.summary, 'summary'), chip, facts(card, act),
    confidence(card), origins(card), ...statements(card), foot);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  const known = root.dataset.claim;
  root.replaceChildren(render(data, setTriggerValue));
  root.dataset.claim = data.id;
  root.classList.toggle('draft', data.id === 'draft');
  if (known !== data.id) root.scrollTop = 0;
}
