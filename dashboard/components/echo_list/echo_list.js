/**
 * Pairs that may be one report told twice. Every text is set by `textContent`
 * (see geo/web/elements.js).
 */
const { element, foreign, longText, button } = window.ClaimAtlas;

function half(one) {
  return element('div', 'half', longText(one.title, 'title'),
    ...one.lines.map((line) => element('div', 'note', foreign(line))));
}

/** How much speaks for it, in words and as a bar; no probability. */
function strength(percent) {
  const bar = element('span', 'bar');
  bar.append(element('span', 'fill'));
  bar.firstChild.style.width = `${percent}%`;
  return element('span', 'strength', bar, element('span', 'note', `signs add up to ${percent} of 100`));
}

function pair(one, act) {
  const head = element('div', 'head', element('span', 'badge', one.what), strength(one.strength));
  const box = element('li', 'pair', head);
  if (one.about) box.append(element('div', 'about', 'on ', foreign(one.about)));
  box.append(element('div', 'halves', half(one.first), half(one.second)));
  const why = element('ul', 'why', ...one.reasons.map((text) => foreign(text, 'li')),
    ...one.against.map((text) => {
      const line = foreign(text, 'li');
      line.className = 'against';
      return line;
    }));
  box.append(why);
  if (one.acts.length) {
    box.append(element('div', 'acts', ...one.acts.map(([name, label]) =>
      button(label, 'atlas-more', () => act(name, one.key)))));
  }
  return box;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const act = (name, value) => setTriggerValue('act', { name, value });
  const list = element('ul', '', ...data.pairs.map((one) => pair(one, act)));
  list.setAttribute('aria-label', 'Probable echoes');
  parentElement.querySelector('.root').replaceChildren(list);
}
