/**
 * The gazetteer's answer: status, candidates, reasons, and everything known of the place in front.
 * Every text is set by `textContent` (see geo/web/elements.js).
 */
const { element, foreign, longText, sourceLink, button } = window.ClaimAtlas;
/** Languages, and names of each, shown before "Show all". */
const MOST_GROUPS = 8;
const MOST_NAMES = 10;
const open = new WeakMap();

function section(title, note, ...content) {
  const head = element('h3', '', title, note && element('span', 'note', note));
  return element('section', '', head, ...content);
}

function head(data) {
  const { front } = data;
  const parts = [];
  if (data.status) {
    const chip = element('span', 'chip ' + data.status, data.status_label);
    const best = data.candidates.find((one) => one.id === data.best);
    const aside = best && front && front.id !== best.id;
    const note = aside ? element('span', 'note', 'to ', foreign(best.name), '; below is another place')
      : element('span', 'note', data.status_note);
    parts.push(element('div', 'status', chip, ' ', note));
  }
  if (front) {
    const title = element('h2', '', foreign(front.name));
    if (front.own) title.append(element('span', 'own', 'of this store'));
    parts.push(title, element('div', 'described', front.described));
    if (front.dispute) parts.push(longText(front.dispute, 'dispute'));
  } else if (data.status) {
    parts.push(element('h2', '', 'No place for ', foreign(`“${data.query}”`)));
  }
  return element('header', '', ...parts);
}

function candidate(one, data, choose) {
  const bar = element('span', 'bar', element('span', 'fill'));
  bar.firstChild.style.width = `${Math.round(100 * one.score)}%`;
  const words = element('span', 'words', element('b', '', foreign(one.name)),
    element('span', 'note', foreign([one.described, one.admin1].filter(Boolean).join(' · '))));
  if (one.own) words.append(element('span', 'own', 'of this store'));
  const shown = one.score < 0.005 ? '< 0.01' : one.score.toFixed(2);
  const score = element('span', 'score', shown, bar);
  score.title = 'Orders the candidates; not a probability';
  const row = button('', 'candidate', () => choose(one.id));
  row.append(element('span', 'number', String(one.number)), words, score);
  row.dataset.id = one.id;
  row.setAttribute('aria-pressed', String(Boolean(data.front) && data.front.id === one.id));
  return element('li', '', row);
}

/** Arrow keys go through the list, as in a list box; Enter and Space choose. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll('.candidate')];
  const next = rows[rows.indexOf(event.target.closest('.candidate')) + step];
  if (next) next.focus();
  event.preventDefault();
}

function candidates(data, choose) {
  if (!data.candidates.length) return null;
  const list = element('ol', 'candidates', ...data.candidates.map((one) => candidate(one, data, choose)));
  list.addEventListener('keydown', walk);
  const only = data.candidates.length === 1;
  return section(only ? 'The only candidate' : 'Candidates', only ? '' : 'score', list);
}

function reasons(data) {
  if (!data.reasons.length) return null;
  return section('Why', '', element('ul', 'reasons', ...data.reasons.map((one) => foreign(one, 'li'))));
}

function fact(list, name, ...value) {
  if (!value.some(Boolean)) return;
  list.append(element('dt', '', name), element('dd', '', ...value));
}

function facts(front) {
  const list = element('dl', 'facts');
  fact(list, 'Country', front.country && foreign(front.country));
  fact(list, 'Admin-1', front.admin1 && foreign(front.admin1));
  fact(list, 'Position', element('span', 'position', front.position), element('div', 'note', front.extent));
  fact(list, 'Source', front.source && foreign(front.source));
  fact(list, 'Reviewed', front.reviewed);
  fact(list, 'GeoNames', front.geonames
    && sourceLink(`https://www.geonames.org/${front.geonames}`, front.geonames));
  fact(list, 'Id', element('code', '', foreign(front.id)));
  return section('The entry', '', list);
}

/** Languages first; then, by script, the many spellings of GeoNames, which states no language. */
function spellings(front, root) {
  const all = front.spellings;
  const total = all.reduce((sum, one) => sum + one.names.length, 0);
  if (!total) return null;
  const list = element('dl', 'facts');
  const fill = (groups, most) => {
    list.replaceChildren();
    for (const one of groups) {
      const names = element('dd', '');
      one.names.slice(0, most).forEach((name, i) => {
        const word = foreign(name);
        if (one.tag) word.lang = one.tag;
        names.append(i ? ', ' : '', word);
      });
      if (one.names.length > most) names.append(element('span', 'note', ` and ${one.names.length - most} more`));
      const script = one.script && (one.script !== 'Latin' || !one.language) ? one.script : '';
      const term = one.language || `${script || 'Other'} script`;
      list.append(element('dt', '', term,
        one.language && script ? element('span', 'note', ` ${script}`) : null), names);
    }
  };
  const whole = open.get(root) === front.id;
  const part = section('Spellings', total > 1 ? String(total) : '', list);
  fill(whole ? all : all.slice(0, MOST_GROUPS), whole ? Infinity : MOST_NAMES);
  if (!whole && (all.length > MOST_GROUPS || all.some((one) => one.names.length > MOST_NAMES))) {
    const more = button(`Show all ${total} spellings`, 'atlas-more', () => {
      open.set(root, front.id);
      fill(all, Infinity);
      more.remove();
    });
    part.append(more);
  }
  return part;
}

/** The answer in one line, for readers who hear the page. */
function inShort({ status_label: label, front, candidates: found, query }) {
  const place = front ? `${front.name}, ${front.described}` : `no place for “${query.slice(0, 60)}”`;
  const count = found.length === 1 ? '1 candidate' : `${found.length} candidates`;
  return label ? `${label}, ${count}: ${place}` : place;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  const active = root.getRootNode().activeElement;
  const held = active && root.contains(active) ? active.dataset.id : null;
  const choose = (id) => setTriggerValue('chosen', id);
  const { front } = data;
  const parts = [head(data), candidates(data, choose), reasons(data)];
  if (front) parts.push(facts(front), spellings(front, root));
  root.replaceChildren(...parts.filter(Boolean));
  if (held) {
    const again = [...root.querySelectorAll('.candidate')].find((row) => row.dataset.id === held);
    if (again) again.focus({ preventScroll: true });
  }
  const said = parentElement.querySelector('.said');
  if (said.textContent !== inShort(data)) said.textContent = inShort(data);
  const shown = `${data.query} ${Boolean(front && front.own)}`;
  if (root.dataset.shown !== shown) root.scrollTop = 0;
  root.dataset.shown = shown;
}
