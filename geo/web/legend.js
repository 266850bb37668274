/**
 * The legend: a bar below the map, so that it is always seen and never covers a claim. It is built
 * from the symbols' spec and names only what occurs; what the spots on the map mean folds out.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { element, SHAPE } = ClaimAtlas;
  const PLAIN = { kind: 0, confidence: 1, status: 0, modality: 0 };

  /** Codes that occur in a column, in order. */
  function occurring(column, length) {
    const seen = new Uint8Array(256);
    for (let i = 0; i < column.length; i++) seen[column[i]] = 1;
    return [...Array(length).keys()].filter((code) => seen[code]);
  }

  class Legend {
    /**
     * @param {L.Map} map
     * @param {ClaimAtlas.Symbols} symbols
     * @param {HTMLElement} credits boundary viewpoint and sources, the bar's last line
     */
    constructor(map, symbols, credits) {
      this.map = map;
      this.symbols = symbols;
      this.bar = element('section', 'atlas atlas-legend');
      this.bar.setAttribute('aria-label', 'Legend');
      this.always = element('div', 'atlas-legend-row');
      this.more = element('div', 'atlas-legend-row');
      this.more.id = 'atlas-legend-more';
      this.toggle = ClaimAtlas.button('', 'atlas-legend-toggle', () => this._fold(!this.more.hidden));
      this.toggle.setAttribute('aria-controls', this.more.id);
      this.bar.append(this.always, this.more, credits);
      const holder = map.getContainer();
      holder.parentNode.classList.add('atlas-frame');
      holder.after(this.bar);
      this._fold(true);
    }

    remove() {
      this.bar.remove();
    }

    setTheme(theme) {
      this.bar.dataset.theme = theme;
      if (this.columns) this.fill(this.columns);
    }

    /** Lists what occurs in these claims. */
    fill(columns) {
      const { spec } = this.symbols;
      this.columns = columns;
      const parts = [];
      const used = (name, list) => occurring(columns[name], list.length);
      parts.push(this._section('Kind', used('kind', spec.kinds).map((kind) => (
        this._entry(this._symbol({ kind }), spec.kinds[kind].label)))));
      parts.push(this._section('Status', used('status', spec.status).map((status) => (
        this._entry(this._symbol({ status }), spec.status[status].label, spec.status[status].note)))));
      parts.push(this._section('Confidence', used('confidence', spec.confidence).map((confidence) => (
        this._entry(this._symbol({ kind: 3, confidence }), short(spec.confidence[confidence].label))))));
      const hatched = used('modality', spec.modality).filter((code) => spec.modality[code].hatched);
      const where = this._where(columns);
      if (hatched.length) {
        where.push(this._entry(this._symbol({ modality: hatched[0] }), 'Planned or expected'));
      }
      if (columns.size.some((size) => size > 1)) {
        where.push(this._entry(this._drawn((ctx) => {
          this.symbols.draw(ctx, 7, 11, 4.5, PLAIN);
          this.symbols.draw(ctx, 20, 11, 7, PLAIN);
        }, 28), 'Size follows the figure'));
      }
      this.always.replaceChildren(...parts, this.toggle);
      this.more.replaceChildren(this._section('Reading the map', where));
      this._resized();
    }

    _fold(folded) {
      this.more.hidden = folded;
      this.toggle.textContent = folded ? 'More' : 'Less';
      this.toggle.setAttribute('aria-expanded', String(!folded));
      this._resized();
    }

    /** The bar took or gave height: the map must know its own. */
    _resized() {
      this.map.invalidateSize({ animate: false });
    }

    _where(columns) {
      const shapes = new Set(occurring(columns.placed, 5));
      const badges = new ClaimAtlas.Badges(this.symbols);
      const entries = [];
      if (shapes.has(SHAPE.RING)) {
        entries.push(this._entry(this._drawn((ctx) => {
          badges.halo(ctx, 14, 11, 9);
          this.symbols.draw(ctx, 14, 11, 4.5, PLAIN);
        }, 28), 'Near a place, not in it'));
      }
      if (shapes.has(SHAPE.AREA)) {
        entries.push(this._entry(this._drawn((ctx) => {
          ctx.scale(0.72, 0.72);
          badges.plate(ctx, 19.5, 15, null, [], [1, 1, 1, 0], 3);
        }, 28), 'Somewhere in an area'));
      }
      entries.push(this._entry(this._drawn((ctx) => {
        badges.donut(ctx, 14, 11, 8.5, [2, 3, 3, 2], 10);
      }, 28), 'Several places, mixed'));
      entries.push(this._entry(this._drawn((ctx) => {
        ctx.scale(0.8, 0.8);
        badges.stack(ctx, 16, 16, [1, 1, 1, 0], 3, -1);
      }, 28), 'Several at one place'));
      return entries;
    }

    _symbol(look) {
      return this.symbols.element({ ...PLAIN, ...look }, 20, 5.6);
    }

    _drawn(draw, width) {
      const ratio = Math.max(2, window.devicePixelRatio || 1);
      const canvas = element('canvas', 'atlas-symbol');
      Object.assign(canvas, { width: width * ratio, height: 22 * ratio });
      canvas.style.width = width + 'px';
      canvas.style.height = '22px';
      canvas.setAttribute('aria-hidden', 'true');
      const ctx = canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      draw(ctx);
      return canvas;
    }

    _entry(sample, text, note) {
      const entry = element('li', '', sample, element('span', '', text));
      if (note) entry.title = note;
      return entry;
    }

    _section(title, entries) {
      return element('div', 'atlas-legend-part', element('h4', '', title), element('ul', '', ...entries));
    }
  }

  /** "High confidence" under the heading "Confidence" is "High". */
  function short(label) {
    return label.replace(/ confidence$/, '');
  }

  Object.assign(ClaimAtlas, { Legend });
})();
