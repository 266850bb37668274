/**
 * The shelf of claims that are only about a country: one fold for each country, one button for
 * each claim. All text is set by `textContent` (see geo/web/elements.js).
 */
const { element, foreign, button } = window.ClaimAtlas;

function countryFold(shelf, open, choose) {
  const claims = shelf.claims.map((claim) => {
    const entry = button('', 'claim', () => choose(claim.id));
    entry.append(foreign(claim.summary, 'span'));
    entry.title = claim.note;
    return element('li', '', entry);
  });
  const summary = element('summary', '', foreign(shelf.country), element('b', '', ` · ${shelf.total}`));
  const fold = element('details', '', summary,
    element('p', 'note', shelf.words), element('ul', '', ...claims));
  if (shelf.more) fold.append(element('p', 'note', shelf.more));
  fold.open = open;
  return fold;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.root');
  // What the reader has folded or unfolded stays so; at first the fullest country is open.
  const known = new Map([...root.querySelectorAll('details')].map((one) => [one.dataset.country, one.open]));
  const folds = data.shelves.map((shelf, number) => {
    const open = known.has(shelf.country) ? known.get(shelf.country) : data.open && number === 0;
    const fold = countryFold(shelf, open, (id) => setTriggerValue('chosen', id));
    fold.dataset.country = shelf.country;
    return fold;
  });
  root.replaceChildren(
    element('h3', '', 'Country level'),
    element('p', 'note', data.words),
    ...folds,
  );
}
