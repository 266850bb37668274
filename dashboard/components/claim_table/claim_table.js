/**
 * The table of claims: a real table whose rows take the keyboard's focus.
 *
 * Streamlit calls the default export again whenever its data change; the elements stay. Text from
 * claims enters the page through textContent only. Events go out as one value with a number that
 * grows, so that the same choice made twice is two events and a rerun repeats none.
 */

const FIELDS = ['what', 'where', 'when', 'figure', 'confidence', 'status', 'says'];
const PATIENCE_MS = 4000;

/** What is remembered of each mounted table, by the element Streamlit gave it. */
const mounted = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  let table = mounted.get(parentElement);
  const section = parentElement.querySelector('.claims');
  if (!section) return;
  if (!table || table.section !== section) {
    table = new ClaimTable(section);
    mounted.set(parentElement, table);
  }
  table.send = (event) => setStateValue('event', event);
  table.show(data);
}

class ClaimTable {
  constructor(section) {
    this.section = section;
    this.body = section.querySelector('tbody');
    this.scroller = section.querySelector('.scroller');
    this.ids = [];
    this.current = 0; // the row that Tab reaches
    this.focusFirst = false;
    this.body.addEventListener('click', (event) => this.onClick(event));
    this.body.addEventListener('keydown', (event) => this.onKey(event));
    this.body.addEventListener('focusin', (event) => this.onFocus(event));
    section.querySelector('.previous').addEventListener('click', () => this.turn(-1));
    section.querySelector('.next').addEventListener('click', () => this.turn(1));
  }

  /** Draws a page; keeps the focus on its claim, or on its line when the claim has gone. */
  show(data) {
    const before = this.data;
    this.data = data;
    this.wait(false);
    const sameRows = before && JSON.stringify(before.rows) === JSON.stringify(data.rows);
    if (!sameRows) this.fill(data, before);
    this.mark(data.selected);
    if (!before || before.selected !== data.selected) this.reveal(data.selected);
    this.describe(data);
  }

  fill(data, before) {
    const focused = this.focusedRow();
    const focusedId = focused ? focused.dataset.id : null;
    const pageTurned = before && before.page !== data.page;
    this.ids = data.rows.map((row) => row.id);
    this.body.replaceChildren(...data.rows.map((row, i) => this.row(row, i)));
    const kept = this.ids.indexOf(focusedId);
    const chosen = this.ids.indexOf(data.selected);
    if (kept >= 0) this.current = kept;
    else if (pageTurned) this.current = 0;
    else if (chosen >= 0 && !focused) this.current = chosen;
    this.current = Math.max(0, Math.min(this.current, this.ids.length - 1));
    if (pageTurned) this.scroller.scrollTop = 0;
    this.rove();
    if (focused || this.focusFirst) this.rowAt(this.current)?.focus({ preventScroll: !pageTurned });
    this.focusFirst = false;
  }

  row(row, index) {
    const line = document.createElement('tr');
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', String(this.data.first + index + 1));
    line.dataset.id = row.id;
    const symbol = this.cell(line, 'symbol');
    const image = document.createElement('img');
    image.alt = '';
    image.src = 'data:image/svg+xml,' + encodeURIComponent(this.data.symbols[row.symbol]);
    symbol.append(image);
    for (const field of FIELDS) {
      const cell = this.cell(line, field);
      cell.append(this.text(row[field], 'text'));
      if (field === 'what') cell.append(this.text(row.kind, 'kind'));
      if (field === 'status') cell.dataset.status = row.status.toLowerCase();
      if (!row[field]) cell.dataset.bare = 'true';
    }
    return line;
  }

  cell(line, name) {
    const cell = document.createElement('td');
    cell.setAttribute('role', 'gridcell');
    cell.className = name;
    line.append(cell);
    return cell;
  }

  text(words, name) {
    const span = document.createElement('div');
    span.className = name;
    span.dir = 'auto'; // and isolated: a right-to-left name does not turn its neighbours round
    span.textContent = words || '';
    if (words && words.length > 60) span.title = words;
    return span;
  }

  describe(data) {
    const { total, page, pages, first, rows } = data;
    const range = rows.length
      ? `${format(first)}–${format(first + rows.length - 1)} of ${format(total)}`
      : format(total) + (total === 1 ? ' claim' : ' claims');
    const status = this.section.querySelector('.range');
    if (status.textContent !== range) status.textContent = range;
    this.section.querySelector('caption').textContent = `${data.caption}: ${range}`;
    const table = this.section.querySelector('table');
    table.setAttribute('aria-rowcount', String(total + 1));
    table.hidden = rows.length === 0;
    const empty = this.section.querySelector('.empty');
    empty.hidden = rows.length > 0;
    empty.textContent = data.empty;
    this.section.querySelector('.turn').hidden = pages <= 1;
    this.section.querySelector('.of').textContent = `${format(page)} / ${format(pages)}`;
    this.section.style.setProperty('--table-height', `${data.height}px`);
  }

  onClick(event) {
    const line = event.target.closest('tr');
    if (!line) return;
    this.current = this.ids.indexOf(line.dataset.id);
    this.rove();
    line.focus({ preventScroll: true });
    this.choose(line.dataset.id);
  }

  onFocus(event) {
    const index = this.ids.indexOf(event.target.closest('tr')?.dataset.id);
    if (index >= 0 && index !== this.current) {
      this.current = index;
      this.rove();
    }
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.ids.length - 1;
    const actions = {
      ArrowUp: () => this.move(Math.max(0, this.current - 1)),
      ArrowDown: () => this.move(Math.min(last, this.current + 1)),
      Home: () => this.move(0),
      End: () => this.move(last),
      Enter: () => this.choose(this.ids[this.current]),
      ' ': () => this.choose(this.ids[this.current]),
      Escape: () => this.choose(null),
      PageUp: () => this.turn(-1, true),
      PageDown: () => this.turn(1, true),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has shortcuts of its own
    action();
  }

  move(index) {
    this.current = index;
    this.rove();
    const line = this.rowAt(index);
    line?.focus({ preventScroll: true });
    if (line) this.scrollTo(line);
  }

  /** Marks the row at once and tells Python, which is right about it in the end. */
  choose(id) {
    if (id === this.data.selected) return;
    this.data = { ...this.data, selected: id };
    this.mark(id);
    this.emit(id === null ? { kind: 'clear' } : { kind: 'select', id });
  }

  turn(step, byKeyboard = false) {
    const page = this.data.page + step;
    if (this.waiting || page < 1 || page > this.data.pages) return;
    this.focusFirst = byKeyboard;
    this.wait(true);
    this.emit({ kind: 'page', page });
  }

  emit(event) {
    this.number = Math.max(Date.now(), (this.number || 0) + 1);
    this.send({ ...event, number: this.number });
  }

  /** While a page is on its way; given up after a time, because an answer may not come. */
  wait(waiting) {
    clearTimeout(this.timer);
    this.waiting = waiting;
    this.section.setAttribute('aria-busy', String(waiting));
    const { page, pages } = this.data;
    // aria-disabled, not disabled: a button that is pressed keeps the focus.
    for (const [name, end] of [['.previous', page <= 1], ['.next', page >= pages]]) {
      this.section.querySelector(name).setAttribute('aria-disabled', String(end || waiting));
    }
    if (waiting) this.timer = setTimeout(() => this.wait(false), PATIENCE_MS);
  }

  mark(id) {
    for (const line of this.body.rows) {
      line.setAttribute('aria-selected', String(line.dataset.id === id));
    }
  }

  rove() {
    Array.from(this.body.rows).forEach((line, i) => {
      line.tabIndex = i === this.current ? 0 : -1;
    });
  }

  reveal(id) {
    const index = this.ids.indexOf(id);
    if (index < 0) return;
    if (!this.focusedRow()) {
      this.current = index;
      this.rove();
    }
    this.scrollTo(this.rowAt(index));
  }

  /** Scrolls inside the table, never the page. */
  scrollTo(line) {
    const head = this.section.querySelector('thead').offsetHeight;
    const box = this.scroller.getBoundingClientRect();
    const own = line.getBoundingClientRect();
    const above = own.top - (box.top + (head > 1 ? head : 0));
    const below = own.bottom - box.bottom;
    if (above < 0) this.scroller.scrollTop += above;
    else if (below > 0) this.scroller.scrollTop += below;
  }

  focusedRow() {
    const active = this.section.getRootNode().activeElement;
    return active && this.body.contains(active) ? active.closest('tr') : null;
  }

  rowAt(index) {
    return this.body.rows[index];
  }
}

function format(number) {
  return number.toLocaleString('en-GB');
}
