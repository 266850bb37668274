/**
 * Gathers claims that would overlap on the screen into items: a single symbol, a stack (several
 * at one place) or a cluster (several places).
 *
 * A grid of 16 px cells is fixed to the world, not to the screen, and reaches beyond the screen,
 * so that panning does not rearrange anything. Cells are filled in one pass over the visible rows
 * without allocating anything per row; then neighbouring cells whose symbols would overlap are
 * merged, the fullest first.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { SHAPE } = ClaimAtlas;

  const CELL_PX = 16;
  /** Cells beyond the screen on each side, so that merging at its edge is always the same. */
  const MARGIN = 6;
  /** Cells in each direction that may hold an overlapping symbol: two donuts of 24 px. */
  const REACH = 3;

  /**
   * The view to draw, in px of the whole number zoom `zoom`.
   * @typedef {{zoom: number, world: number, left: number, top: number, width: number,
   *   height: number}} Frame `world` = width of one world; `left`, `top` = world px of the
   *   canvas's corner, `left` not wrapped
   */

  class Grid {
    constructor() {
      this.size = 0;
    }

    /**
     * @param columns claim columns
     * @param {ClaimAtlas.Visible} visible
     * @param {Frame} frame
     * @param {(row: number) => number} reach half width in px of a row's symbol
     * @returns {object[]} items in canvas px, of one world copy each
     */
    build(columns, visible, frame, reach) {
      this._place(frame);
      this._fill(columns, visible);
      return this._items(columns, this._merge(columns, reach));
    }

    /** The leading cell a row was gathered into by the last `build`, or -1. */
    ownerOf(columns, row) {
      const cell = this._cellOf(columns.mx[row], columns.my[row]);
      return cell < 0 || this.count[cell] === 0 ? -1 : this.owner[cell];
    }

    _place(frame) {
      const across = frame.world / CELL_PX;
      const first = Math.floor(frame.left / CELL_PX) - MARGIN;
      this.frame = frame;
      this.across = across;
      this.firstX = first - Math.floor(first / across) * across;
      /** Canvas px of the grid's left edge. */
      this.originX = first * CELL_PX - frame.left;
      this.width = Math.min(across, Math.ceil(frame.width / CELL_PX) + 1 + 2 * MARGIN);
      this.firstY = Math.max(0, Math.floor(frame.top / CELL_PX) - MARGIN);
      this.originY = this.firstY * CELL_PX - frame.top;
      const rest = across - this.firstY;
      this.height = Math.max(0, Math.min(rest, Math.ceil(frame.height / CELL_PX) + 1 + 2 * MARGIN));
      const cells = this.width * this.height;
      if (cells > this.size) this._grow(cells);
      this.cells = cells;
      this.count.fill(0, 0, cells);
    }

    _grow(cells) {
      this.size = cells;
      this.count = new Uint32Array(cells);
      this.sumX = new Float64Array(cells);
      this.sumY = new Float64Array(cells);
      this.mix = new Uint32Array(cells * 4);
      this.first = new Int32Array(cells);
      this.kinds = new Uint8Array(cells);
      this.apart = new Uint8Array(cells);
      this.rings = new Uint32Array(cells);
      this.widest = new Int32Array(cells);
      this.owner = new Int32Array(cells);
      this.order = new Int32Array(cells);
    }

    _cellOf(mx, my) {
      let x = ((mx * this.across) | 0) - this.firstX;
      if (x < 0) x += this.across;
      const y = ((my * this.across) | 0) - this.firstY;
      return x >= this.width || y < 0 || y >= this.height ? -1 : y * this.width + x;
    }

    _fill(columns, visible) {
      const { mx, my, confidence, kind, placed, radius_m: radius } = columns;
      const { count, sumX, sumY, mix, first, kinds, apart, rings, widest } = this;
      const { rows, count: shown } = visible;
      for (let i = 0; i < shown; i++) {
        const row = rows[i];
        const x = mx[row];
        const y = my[row];
        const cell = this._cellOf(x, y);
        if (cell < 0) continue;
        if (count[cell]++ === 0) {
          sumX[cell] = sumY[cell] = 0;
          mix[cell * 4] = mix[cell * 4 + 1] = mix[cell * 4 + 2] = mix[cell * 4 + 3] = 0;
          first[cell] = widest[cell] = row;
          kinds[cell] = apart[cell] = rings[cell] = 0;
        } else if (x !== mx[first[cell]] || y !== my[first[cell]]) {
          apart[cell] = 1;
        }
        sumX[cell] += x;
        sumY[cell] += y;
        mix[cell * 4 + confidence[row]]++;
        kinds[cell] |= 1 << kind[row];
        if (placed[row] === SHAPE.RING) rings[cell]++;
        if (radius[row] > radius[widest[cell]]) widest[cell] = row;
      }
    }

    /** Cells that lead an item, fullest first. Equal ones keep the order of the map. */
    _merge(columns, reach) {
      const { count, order, owner } = this;
      let filled = 0;
      for (let cell = 0; cell < this.cells; cell++) {
        if (count[cell]) order[filled++] = cell;
        owner[cell] = -1;
      }
      const sorted = order.subarray(0, filled).sort((a, b) => count[b] - count[a] || a - b);
      let leaders = 0;
      for (let i = 0; i < filled; i++) {
        const cell = sorted[i];
        if (owner[cell] >= 0) continue;
        owner[cell] = cell;
        sorted[leaders++] = cell; // behind i, already read
        this._absorb(cell, columns, reach);
      }
      return sorted.subarray(0, leaders);
    }

    _absorb(leader, columns, reach) {
      const x0 = leader % this.width;
      const y0 = (leader - x0) / this.width;
      const centre = this._middle(leader);
      const radius = this._radius(leader, reach);
      const own = this.count[leader];
      for (let y = Math.max(0, y0 - REACH); y <= Math.min(this.height - 1, y0 + REACH); y++) {
        for (let x = Math.max(0, x0 - REACH); x <= Math.min(this.width - 1, x0 + REACH); x++) {
          const cell = y * this.width + x;
          if (!this.count[cell] || this.owner[cell] >= 0 || this.count[cell] > own) continue;
          const other = this._middle(cell);
          const distance = Math.hypot(other.x - centre.x, other.y - centre.y);
          if (distance < radius + this._radius(cell, reach)) this.owner[cell] = leader;
        }
      }
    }

    _radius(cell, reach) {
      return this.count[cell] === 1 ? reach(this.first[cell]) : ClaimAtlas.donutRadius(this.count[cell]);
    }

    /** Mean position of a cell's claims in canvas px. */
    _middle(cell) {
      return this.toCanvas(this.sumX[cell] / this.count[cell], this.sumY[cell] / this.count[cell]);
    }

    /** World share → canvas px, in the world copy that starts at the grid's left edge. */
    toCanvas(mx, my) {
      const { world } = this.frame;
      let x = mx * world - this.firstX * CELL_PX;
      if (x < 0) x += world;
      return { x: x + this.originX, y: my * world - this.frame.top };
    }

    _items(columns, leaders) {
      const byLeader = new Map();
      for (const leader of leaders) {
        byLeader.set(leader, {
          owner: leader, count: 0, x: 0, y: 0, mix: [0, 0, 0, 0], kinds: 0, rings: 0,
          apart: false, row: this.first[leader], circles: [], areas: [],
        });
      }
      const { mx, my } = columns;
      for (let cell = 0; cell < this.cells; cell++) {
        const claims = this.count[cell];
        if (!claims) continue;
        const item = byLeader.get(this.owner[cell]);
        const at = this._middle(cell);
        item.count += claims;
        item.x += at.x * claims;
        item.y += at.y * claims;
        for (let step = 0; step < 4; step++) item.mix[step] += this.mix[cell * 4 + step];
        item.kinds |= this.kinds[cell];
        item.rings += this.rings[cell];
        const first = this.first[cell];
        if (this.apart[cell] || mx[first] !== mx[item.row] || my[first] !== my[item.row]) {
          item.apart = true;
        }
        item.circles.push(this.widest[cell]);
      }
      const items = [...byLeader.values()];
      for (const item of items) {
        item.x /= item.count;
        item.y /= item.count;
        item.type = item.count === 1 ? 'symbol' : item.apart ? 'cluster' : 'stack';
      }
      return items;
    }
  }

  Object.assign(ClaimAtlas, { Grid });
})();
