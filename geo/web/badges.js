/**
 * Draws what stands for several claims, or for how exactly a claim's place is known:
 * donuts (claims of several places), stacks (several at one place), plates (claims of an area),
 * true-size circles, halos, and the ring around the chosen claim.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const FONT = '600 11px "Source Sans Pro", "Source Sans 3", system-ui, sans-serif';
  const TURN = Math.PI * 2;

  /** A count in at most four characters; the exact one is in tooltip and popup. */
  function shortCount(count) {
    if (count < 1000) return String(count);
    if (count < 9950) return (count / 1000).toFixed(1).replace('.0', '') + 'k';
    if (count < 999500) return Math.round(count / 1000) + 'k';
    return (count / 1e6).toFixed(1).replace('.0', '') + 'M';
  }

  /** Radius in px of the donut of so many claims. */
  function donutRadius(count) {
    return Math.min(24, 13 + Math.log10(count) * 3);
  }

  /** Width in px of a plate or stack whose text is so long; shared with the hit test. */
  function plateWidth(symbols, count) {
    return 24 + symbols * 22 + (count > symbols ? 8 + 7 * shortCount(count).length : 0);
  }

  function stackWidth(count, oneKind) {
    return 14 + 7 * shortCount(count).length + (oneKind ? 13 : 0);
  }

  class Badges {
    /** @param {ClaimAtlas.Symbols} symbols */
    constructor(symbols) {
      this.symbols = symbols;
      this.fills = symbols.spec.confidence.map((step) => step.fill);
    }

    get palette() {
      return this.symbols.palette;
    }

    /** Claims of several places: a ring with the mix of confidence, high first from the top. */
    donut(ctx, x, y, radius, mix, count) {
      const { palette } = this;
      this._shadowed(ctx, () => {
        ctx.beginPath();
        ctx.arc(x, y, radius + 1, 0, TURN);
        ctx.fillStyle = palette.paper;
        ctx.fill();
      });
      const width = Math.max(4.5, radius * 0.27);
      let angle = -Math.PI / 2;
      ctx.lineWidth = width;
      for (let step = 0; step < 4; step++) {
        if (!mix[step]) continue;
        const next = angle + (TURN * mix[step]) / count;
        ctx.beginPath();
        ctx.arc(x, y, radius - width / 2, angle, next);
        ctx.strokeStyle = this.fills[step];
        ctx.stroke();
        if (mix[step] < count) this._spoke(ctx, x, y, radius, width, angle);
        angle = next;
      }
      ctx.lineWidth = 1;
      ctx.strokeStyle = palette.line;
      ctx.beginPath();
      ctx.arc(x, y, radius + 0.5, 0, TURN);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(x, y, radius - width, 0, TURN);
      ctx.stroke();
      if (radius > 12) this._text(ctx, shortCount(count), x, y + 0.5, 'center');
    }

    /** Several claims at one and the same place: two cards, one behind the other. */
    stack(ctx, x, y, mix, count, kind) {
      const { palette } = this;
      const oneKind = kind >= 0;
      const width = stackWidth(count, oneKind);
      const left = x - width / 2;
      this._shadowed(ctx, () => this._card(ctx, left + 3.5, y - 14.5, width, 22, 4));
      this._shadowed(ctx, () => this._card(ctx, left, y - 11, width, 22, 4));
      if (oneKind) this.symbols.drawGlyph(ctx, left + 12, y - 2, 5, kind, palette.text);
      this._text(ctx, shortCount(count), left + width - 7, y - 1.5, 'right');
      this._mixBar(ctx, left + 3, y + 6, width - 6, 3, mix, count);
    }

    /**
     * Claims of a whole area: a plate with an outline of land, up to three symbols and the count.
     * @param {number[]} rows rows whose symbols are shown one by one
     */
    plate(ctx, x, y, columns, rows, mix, count) {
      const { palette } = this;
      const width = plateWidth(rows.length, count);
      const left = x - width / 2;
      this._shadowed(ctx, () => this._card(ctx, left, y - 14, width, 28, 8, palette.ring));
      const summed = count > rows.length;
      this._land(ctx, left + 13, summed ? y - 3 : y);
      rows.forEach((row, i) => {
        this.symbols.drawRow(ctx, left + 33 + i * 22, y, columns, row, 7);
      });
      if (summed) {
        this._text(ctx, shortCount(count), left + width - 8, y - 2, 'right');
        this._mixBar(ctx, left + 7, y + 6.5, width - 14, 3.5, mix, count);
      }
    }

    /** From a plate that had to move aside to the middle of its area. */
    leader(ctx, x, y, anchor) {
      for (const [colour, width] of [[this.palette.casing, 3.5], [this.palette.ring, 1.4]]) {
        ctx.beginPath();
        ctx.moveTo(x, y);
        ctx.lineTo(anchor.x, anchor.y);
        ctx.lineWidth = width;
        ctx.strokeStyle = colour;
        ctx.stroke();
      }
    }

    /** The true size of what is not known exactly: dashed for "near", a plain faint line else. */
    circle(ctx, x, y, radius, near) {
      const { palette } = this;
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, TURN);
      ctx.fillStyle = palette.wash;
      ctx.fill();
      ctx.setLineDash(near ? [7, 5] : []);
      ctx.lineWidth = near ? 1.6 : 1;
      ctx.globalAlpha = near ? 0.85 : 0.4;
      ctx.strokeStyle = palette.ring;
      ctx.stroke();
      ctx.globalAlpha = 1;
      ctx.setLineDash([]);
    }

    /** "Near" where the true ring is too small to be seen: dots at a fixed distance. */
    halo(ctx, x, y, radius) {
      const { palette } = this;
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, TURN);
      ctx.fillStyle = palette.wash;
      ctx.fill();
      ctx.lineCap = 'round';
      for (const [colour, width] of [[palette.haloCasing, 4], [palette.ring, 2.2]]) {
        ctx.setLineDash([0.1, 5]);
        ctx.lineWidth = width;
        ctx.strokeStyle = colour;
        ctx.stroke();
      }
      ctx.setLineDash([]);
      ctx.lineCap = 'butt';
    }

    /** Ring around the chosen claim, or around what stands for it. */
    chosen(ctx, x, y, halfWidth, halfHeight) {
      const { CHOSEN } = ClaimAtlas;
      ctx.beginPath();
      if (halfWidth === halfHeight) ctx.arc(x, y, halfWidth + 4, 0, TURN);
      else ctx.roundRect(x - halfWidth - 4, y - halfHeight - 4, halfWidth * 2 + 8, halfHeight * 2 + 8, 10);
      for (const [colour, width] of [[CHOSEN.edge, 6], ['#ffffff', 4.6], [CHOSEN.ring, 3.2]]) {
        ctx.lineWidth = width;
        ctx.strokeStyle = colour;
        ctx.stroke();
      }
    }

    _card(ctx, left, top, width, height, corner, edge) {
      ctx.beginPath();
      ctx.roundRect(left, top, width, height, corner);
      ctx.fillStyle = this.palette.paper;
      ctx.fill();
      ctx.shadowColor = 'transparent';
      ctx.lineWidth = edge ? 1.4 : 1;
      ctx.strokeStyle = edge || this.palette.line;
      ctx.stroke();
    }

    _shadowed(ctx, paint) {
      ctx.save();
      ctx.shadowColor = this.palette.shadow;
      ctx.shadowBlur = 5;
      ctx.shadowOffsetY = 1.5;
      paint();
      ctx.restore();
    }

    _spoke(ctx, x, y, radius, width, angle) {
      ctx.save();
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = this.palette.paper;
      ctx.beginPath();
      ctx.moveTo(x + Math.cos(angle) * (radius - width), y + Math.sin(angle) * (radius - width));
      ctx.lineTo(x + Math.cos(angle) * radius, y + Math.sin(angle) * radius);
      ctx.stroke();
      ctx.restore();
    }

    _mixBar(ctx, left, top, width, height, mix, count) {
      let at = left;
      for (let step = 0; step < 4; step++) {
        const part = (width * mix[step]) / count;
        ctx.fillStyle = this.fills[step];
        ctx.fillRect(at, top, part, height);
        at += part;
      }
      ctx.lineWidth = 0.6;
      ctx.strokeStyle = this.palette.line;
      ctx.strokeRect(left, top, width, height);
    }

    /** A small outline of land: this badge speaks of an area. */
    _land(ctx, x, y) {
      ctx.beginPath();
      [[-6, -2], [-2, -6], [3, -5], [6, 0], [3, 5], [-3, 6]].forEach(([dx, dy], i) => {
        if (i) ctx.lineTo(x + dx, y + dy);
        else ctx.moveTo(x + dx, y + dy);
      });
      ctx.closePath();
      ctx.fillStyle = this.palette.wash;
      ctx.fill();
      ctx.lineWidth = 1.3;
      ctx.strokeStyle = this.palette.ring;
      ctx.stroke();
    }

    _text(ctx, text, x, y, align) {
      ctx.font = FONT;
      ctx.textAlign = align;
      ctx.textBaseline = 'middle';
      ctx.fillStyle = this.palette.text;
      ctx.fillText(text, x, y);
    }
  }

  Object.assign(ClaimAtlas, { Badges, shortCount, donutRadius, plateWidth, stackWidth });
})();
