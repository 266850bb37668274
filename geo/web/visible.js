/**
 * Which claims pass the filters: decodes the bitmap that Python sends and counts by area.
 *
 * All arrays are made once per set of claims and filled again on every change, so that fifty
 * changes leave the memory where it was.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { SHAPE } = ClaimAtlas;
  /** Claims of an area whose symbols its plate shows one by one. */
  const PLATE_ROWS = 3;

  class Visible {
    /**
     * @param columns as read by `ClaimAtlas.readColumns`
     * @param {number} areaCount features in `areas.json`
     */
    constructor(columns, areaCount) {
      this.columns = columns;
      this.bits = new Uint8Array((columns.n + 7) >> 3);
      /** Rows drawn as point or ring that pass; the first `count` entries are valid. */
      this.rows = new Int32Array(columns.n);
      this.count = 0;
      /** Claims that pass at all, wherever they are, and those that the map can draw. */
      this.shown = 0;
      this.onMap = 0;
      this.areaCounts = new Uint32Array(areaCount);
      /** Four numbers per area: claims by confidence code. */
      this.areaMix = new Uint32Array(areaCount * 4);
      /** The first rows of each area, -1 where there are fewer. */
      this.areaRows = new Int32Array(areaCount * PLATE_ROWS);
      this.setMask(null);
    }

    /**
     * @param {string|null} mask base64 of a little-endian bitmap (bit `i & 7` of byte `i >> 3` is
     *   row `i`), or null for all claims
     */
    setMask(mask) {
      if (mask === null || mask === undefined) {
        this.bits.fill(255);
      } else {
        const text = atob(mask);
        for (let i = 0; i < this.bits.length; i++) this.bits[i] = text.charCodeAt(i) || 0;
      }
      this._list();
    }

    /** Does this row pass the filters? */
    has(row) {
      return row >= 0 && row < this.columns.n && ((this.bits[row >> 3] >> (row & 7)) & 1) === 1;
    }

    /** Rows of one area that pass, in row order. */
    rowsOfArea(area) {
      const { n, placed, area: areaOf } = this.columns;
      const found = [];
      for (let row = 0; row < n; row++) {
        if (placed[row] === SHAPE.AREA && areaOf[row] === area && this.has(row)) found.push(row);
      }
      return found;
    }

    _list() {
      const { bits, rows, areaRows } = this;
      const { n, placed } = this.columns;
      this.areaCounts.fill(0);
      this.areaMix.fill(0);
      areaRows.fill(-1);
      let count = 0;
      let shown = 0;
      let inAreas = 0;
      for (let byte = 0; byte < bits.length; byte++) {
        const eight = bits[byte];
        if (eight === 0) continue;
        const end = Math.min(n, (byte << 3) + 8);
        for (let row = byte << 3; row < end; row++) {
          if (((eight >> (row & 7)) & 1) === 0) continue;
          shown++;
          const shape = placed[row];
          if (shape === SHAPE.POINT || shape === SHAPE.RING) rows[count++] = row;
          else if (shape === SHAPE.AREA && this._countInArea(row)) inAreas++;
        }
      }
      this.count = count;
      this.shown = shown;
      this.onMap = count + inAreas;
    }

    _countInArea(row) {
      const area = this.columns.area[row];
      if (area < 0 || area >= this.areaCounts.length) return false;
      const before = this.areaCounts[area]++;
      if (before < PLATE_ROWS) this.areaRows[area * PLATE_ROWS + before] = row;
      this.areaMix[area * 4 + this.columns.confidence[row]]++;
      return true;
    }
  }

  Object.assign(ClaimAtlas, { Visible, PLATE_ROWS });
})();
