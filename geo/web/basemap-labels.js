/**
 * The names on the basemap: which fit without touching one another, and how they are written.
 * They come in order of importance; each takes its place unless a more important one has it.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const FAMILY = '"Source Sans Pro", "Source Sans 3", "Source Sans", "Noto Sans", system-ui, sans-serif';
  /** Size in px and style by kind; `spaced` adds px between letters. */
  const STYLES = {
    country: { font: `600 12.5px ${FAMILY}`, size: 12.5, spaced: 1.6, capitals: true },
    sea: { font: `italic 400 12px ${FAMILY}`, size: 12, spaced: 0.6 },
    admin1: { font: `500 10.5px ${FAMILY}`, size: 10.5, spaced: 1.1, capitals: true },
    capital: { font: `600 12.5px ${FAMILY}`, size: 12.5, spaced: 0, dot: 2.9 },
    city: { font: `400 11.5px ${FAMILY}`, size: 11.5, spaced: 0, dot: 2 },
  };
  /** Free pixels kept around a name. */
  const MARGIN = { country: 6, sea: 10, admin1: 8, capital: 4, city: 4 };
  const CELL = 64;

  /** Occupied rectangles, in a grid of cells so that a test looks at few of them. */
  class Occupied {
    constructor() {
      this.cells = new Map();
    }

    _eachCell(box, visit) {
      for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x += 1) {
        for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y += 1) {
          if (visit(x * 65536 + y)) return true;
        }
      }
      return false;
    }

    hits(box) {
      return this._eachCell(box, (key) => (this.cells.get(key) || []).some((other) => (
        box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]
      )));
    }

    add(box) {
      this._eachCell(box, (key) => {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
        return false;
      });
    }
  }

  class BasemapLabels {
    constructor() {
      this.names = [];
      this.widths = new Map();
    }

    /** Adds names given as columns `text`, `lon`, `lat`, `kind`, `minzoom`, `maxzoom`. */
    add(columns) {
      for (let i = 0; i < columns.text.length; i += 1) {
        const style = STYLES[columns.kind[i]];
        this.names.push({
          text: style.capitals ? columns.text[i].toLocaleUpperCase('en') : columns.text[i],
          kind: columns.kind[i],
          style,
          x: ClaimAtlas.mercatorX(columns.lon[i]),
          y: ClaimAtlas.mercatorY(columns.lat[i]),
          minzoom: columns.minzoom[i],
          maxzoom: columns.maxzoom[i],
        });
      }
    }

    /**
     * Writes what fits.
     *
     * @param {CanvasRenderingContext2D} context
     * @param {Array} frames see `ClaimAtlas.trace`; one per copy of the world
     * @param {number} zoom
     * @param {Object} palette `label` colours by kind and `halo`
     */
    draw(context, frames, zoom, palette) {
      const placed = this._place(context, frames, zoom);
      context.lineJoin = 'round';
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      for (const pass of ['halo', 'ink']) {
        for (const { name, x, y, dotX, dotY } of placed) {
          this._setFont(context, name.style);
          if (pass === 'halo') {
            context.strokeStyle = name.kind === 'sea' ? palette.seaHalo : palette.halo;
            context.lineWidth = 3.2;
            context.strokeText(name.text, x, y);
            continue;
          }
          context.fillStyle = palette.label[name.kind];
          context.fillText(name.text, x, y);
          if (name.style.dot) this._dot(context, name, dotX, dotY, palette);
        }
      }
    }

    _place(context, frames, zoom) {
      const taken = new Occupied();
      const placed = [];
      for (const name of this.names) {
        if (zoom < name.minzoom || zoom > name.maxzoom) continue;
        for (const { scale, x, y, view } of frames) {
          if (name.x < view[0] || name.x > view[2] || name.y < view[1] || name.y > view[3]) continue;
          const spot = this._spot(context, name, name.x * scale + x, name.y * scale + y, taken);
          if (spot) placed.push(spot);
        }
      }
      return placed;
    }

    /** Where a name may start (left, middle), the best first: a town beside its dot, a country
     *  on its point or a line away from it. */
    _starts({ kind, style }, x, y, width) {
      const half = style.size * 0.62;
      const left = x - width / 2;
      if (!style.dot) return kind === 'country' ? [[left, y], [left, y + 15], [left, y - 15]] : [[left, y]];
      const gap = style.dot + 3.5;
      return [
        [x + gap, y], [x - gap - width, y], [left, y - half - gap + 1], [left, y + half + gap - 1],
      ];
    }

    /** A free place for a name, which it then takes; null if there is none. */
    _spot(context, name, x, y, taken) {
      const { style } = name;
      const width = this._width(context, name);
      const half = style.size * 0.62;
      const margin = MARGIN[name.kind];
      const reach = (style.dot || 0) + 1;
      const dot = [x - reach, y - reach, x + reach, y + reach];
      if (style.dot && taken.hits(dot)) return null;
      for (const [left, middle] of this._starts(name, x, y, width)) {
        const box = [left - margin, middle - half - margin / 3, left + width + margin, middle + half + margin / 3];
        if (taken.hits(box)) continue;
        taken.add(box);
        if (style.dot) taken.add(dot);
        // Whole pixels keep the letters sharp.
        return { name, x: Math.round(left), y: Math.round(middle), dotX: x, dotY: y };
      }
      return null;
    }

    _width(context, name) {
      const key = `${name.kind} ${name.text}`;
      if (!this.widths.has(key)) {
        this._setFont(context, name.style);
        this.widths.set(key, context.measureText(name.text).width);
      }
      return this.widths.get(key);
    }

    _setFont(context, style) {
      context.font = style.font;
      if ('letterSpacing' in context) context.letterSpacing = `${style.spaced}px`;
    }

    _dot(context, name, x, y, palette) {
      context.beginPath();
      context.arc(x, y, name.style.dot, 0, 2 * Math.PI);
      context.fillStyle = name.kind === 'capital' ? palette.land : palette.label.city;
      context.fill();
      context.strokeStyle = name.kind === 'capital' ? palette.label.capital : palette.halo;
      context.lineWidth = name.kind === 'capital' ? 1.6 : 1;
      context.stroke();
    }
  }

  Object.assign(ClaimAtlas, { BasemapLabels });
})();
