/**
 * Draws one claim's symbol on a canvas, as `geo/symbols.py` describes it: the shape is the kind,
 * the fill the confidence, the outline the status; planned and expected claims are hatched.
 *
 * Measures are in units of the symbol's half width, the same as in `geo.symbols.svg`, so that map,
 * legend, table and export agree.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});

  const STROKE = 0.18;
  const CASING = 0.46;
  const OUTER_SCALE = 1.36;

  /** Colours of everything on the canvas that is not told by the symbols' own spec. */
  const PALETTES = {
    light: {
      paper: '#ffffff', text: '#17212b', line: 'rgba(23,33,43,.55)',
      casing: 'rgba(255,255,255,.92)', haloCasing: 'rgba(255,255,255,.9)',
      shadow: 'rgba(15,25,35,.28)', area: '74,62,104', ring: '#3d3a63', wash: 'rgba(61,58,99,.09)',
    },
    dark: {
      paper: '#1b2530', text: '#eef3f7', line: 'rgba(225,235,243,.5)',
      casing: 'rgba(235,242,248,.85)', haloCasing: 'rgba(16,26,35,.8)',
      shadow: 'rgba(0,0,0,.55)', area: '196,186,232', ring: '#cfc8f2', wash: 'rgba(207,200,242,.12)',
    },
  };
  /** Ring around the chosen claim: amber between two dark lines stands out on either theme. */
  const CHOSEN = { ring: '#ffb000', edge: '#17212b' };

  class Symbols {
    /** @param spec what `geo.symbols.spec()` gives */
    constructor(spec) {
      this.spec = spec;
      this.paths = spec.kinds.map((kind) => new Path2D(kind.path));
      this.hatches = new Map();
      this.palette = PALETTES.light;
    }

    /** @param {'light'|'dark'} theme */
    setTheme(theme) {
      this.palette = PALETTES[theme] || PALETTES.light;
    }

    /** Half width in px that a symbol takes on the screen, outlines included. */
    reach(sizeClass, status) {
      const half = this.spec.sizes[sizeClass] || this.spec.sizes[0];
      const doubled = this.spec.status[status] && this.spec.status[status].outline === 'double';
      return half * (doubled ? OUTER_SCALE : 1) + 2;
    }

    /**
     * Draws the symbol of one row of the columns.
     *
     * @param {CanvasRenderingContext2D} ctx
     * @param {number} x centre in px
     * @param {number} y centre in px
     * @param columns claim columns
     * @param {number} row
     * @param {number} [half] half width in px instead of that of the row's figure
     */
    drawRow(ctx, x, y, columns, row, half) {
      this.draw(ctx, x, y, half || this.spec.sizes[columns.size[row]] || this.spec.sizes[0], {
        kind: columns.kind[row],
        confidence: columns.confidence[row],
        status: columns.status[row],
        modality: columns.modality[row],
      });
    }

    /** Draws a symbol of given codes (`look.kind`, `.confidence`, `.status`, `.modality`). */
    draw(ctx, x, y, half, look) {
      const { spec } = this;
      const path = this.paths[look.kind];
      const outline = spec.status[look.status].outline;
      const modality = spec.modality[look.modality];
      const fill = spec.confidence[look.confidence].fill;
      const hollow = outline === 'hollow-bar';
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(half, half);
      ctx.lineJoin = 'round';
      if (outline === 'double') this._outer(ctx, path);
      else this._stroke(ctx, path, this.palette.casing, CASING);
      if (hollow) {
        ctx.fillStyle = 'rgba(255,255,255,.82)';
        ctx.fill(path);
      } else {
        if (modality.hatched) {
          ctx.fillStyle = '#ffffff';
          ctx.fill(path);
          ctx.fillStyle = this._hatch(ctx, fill, half);
        } else {
          ctx.fillStyle = fill;
          ctx.globalAlpha = modality.opacity;
        }
        ctx.fill(path);
        ctx.globalAlpha = 1;
      }
      if (outline === 'dashed') ctx.setLineDash([0.42, 0.3]);
      this._stroke(ctx, path, hollow ? spec.denialInk : spec.outlineInk, STROKE);
      ctx.setLineDash([]);
      if (hollow) this._bar(ctx);
      ctx.restore();
    }

    /** A kind's bare shape in one colour, for badges that stand for several claims. */
    drawGlyph(ctx, x, y, half, kind, colour) {
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(half, half);
      ctx.fillStyle = colour;
      ctx.fill(this.paths[kind]);
      ctx.restore();
    }

    /** A canvas element of its own with one symbol, for legend and lists. */
    element(look, size = 22, half = size / 3.2) {
      const canvas = document.createElement('canvas');
      const ratio = Math.max(2, window.devicePixelRatio || 1);
      canvas.width = canvas.height = size * ratio;
      canvas.style.width = canvas.style.height = size + 'px';
      canvas.className = 'atlas-symbol';
      canvas.setAttribute('aria-hidden', 'true');
      const ctx = canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      this.draw(ctx, size / 2, size / 2, half, look);
      return canvas;
    }

    _outer(ctx, path) {
      ctx.save();
      ctx.scale(OUTER_SCALE, OUTER_SCALE);
      this._stroke(ctx, path, this.palette.casing, 0.3);
      ctx.fillStyle = '#ffffff';
      ctx.fill(path);
      this._stroke(ctx, path, this.spec.denialInk, 0.16);
      ctx.restore();
    }

    _bar(ctx) {
      ctx.lineCap = 'round';
      ctx.beginPath();
      ctx.moveTo(-1.15, 1.15);
      ctx.lineTo(1.15, -1.15);
      ctx.strokeStyle = '#ffffff';
      ctx.lineWidth = 0.5;
      ctx.stroke();
      ctx.strokeStyle = this.spec.denialInk;
      ctx.lineWidth = 0.26;
      ctx.stroke();
    }

    _stroke(ctx, path, colour, width) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.stroke(path);
    }

    /** Diagonal stripes of one fill, as a pattern in the symbol's own units. */
    _hatch(ctx, fill, half) {
      let tile = this.hatches.get(fill);
      if (!tile) {
        tile = document.createElement('canvas');
        tile.width = tile.height = 16;
        const pen = tile.getContext('2d');
        pen.strokeStyle = fill;
        pen.lineWidth = 6;
        for (const shift of [-16, 0, 16]) {
          pen.beginPath();
          pen.moveTo(shift - 4, 20);
          pen.lineTo(shift + 20, -4);
          pen.stroke();
        }
        this.hatches.set(fill, tile);
      }
      const pattern = ctx.createPattern(tile, 'repeat');
      const scale = 5 / 16 / half; // stripes 5 px apart whatever the symbol's size
      pattern.setTransform(new DOMMatrix([scale, 0, 0, scale, 0, 0]));
      return pattern;
    }
  }

  Object.assign(ClaimAtlas, { Symbols, CHOSEN });
})();
