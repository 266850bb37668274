/**
 * The Leaflet layer: one canvas for all claims, drawn anew after a pan, a zoom or a filter change.
 *
 * The canvas is larger than the map by a margin and keeps its old drawing, moved and scaled by
 * the browser, until the new one is ready: nothing flickers. It moves with Leaflet's zoom
 * animation the way `L.ImageOverlay` does (Leaflet 1.9).
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { SHAPE } = ClaimAtlas;

  const MARGIN_PX = 120;
  const EARTH_ROUND_M = 40075016.686;
  const PANE = 'atlasClaims';
  /** Clusters of more claims are not circled: the circles would be all one sees. */
  const CIRCLED_CLAIMS = 12;

  const ClaimLayer = L.Layer.extend({
    /** @param {ClaimAtlas.Symbols} symbols */
    initialize(symbols) {
      this.symbols = symbols;
      this.badges = new ClaimAtlas.Badges(symbols);
      this.grid = new ClaimAtlas.Grid();
      this.items = [];
      this.chosen = -1;
      this._reach = (row) => symbols.reach(this.columns.size[row], this.columns.status[row]);
    },

    onAdd(map) {
      if (!map.getPane(PANE)) {
        map.createPane(PANE).style.zIndex = 450;
        map.getPane(PANE).style.pointerEvents = 'none';
      }
      this.canvas = L.DomUtil.create('canvas', 'atlas-canvas leaflet-zoom-animated', map.getPane(PANE));
      this.canvas.setAttribute('role', 'img');
      this.ctx = this.canvas.getContext('2d');
      this.draw();
    },

    onRemove() {
      cancelAnimationFrame(this._soon);
      this.canvas.remove();
    },

    getEvents() {
      return {
        moveend: this.draw, resize: this.draw, viewreset: this.draw, move: this._moved,
        zoomanim: this._animate, zoom: this._zoomed,
      };
    },

    /** New claims: columns, who passes, and the outlines of areas. */
    setData(columns, visible, areas) {
      Object.assign(this, { columns, visible, areas });
    },

    /** What the drawing says, in words, for those who do not see it. */
    describe(text) {
      this.canvas.setAttribute('aria-label', text);
    },

    /** Draws everything visible. Returns false while there is nothing to draw on or with. */
    draw() {
      const map = this._map;
      const size = map.getSize();
      if (!this.columns || !size.x || !size.y) return false;
      const frame = this._frame(map, size);
      this._clear(frame);
      const items = this.grid.build(this.columns, this.visible, frame, this._reach);
      for (const item of items) this._measure(item);
      const plates = this.areas.plates(this.columns, this.visible, this.grid, items);
      const chosen = this.visible.has(this.chosen) ? this.chosen : -1;
      const inArea = chosen >= 0 && this.columns.placed[chosen] === SHAPE.AREA;
      this.areas.draw(this.ctx, this.visible, frame, this.symbols.palette,
        inArea ? this.columns.area[chosen] : -1);
      this.items = this._copied([...items, ...plates], frame);
      for (const item of this.items) this._drawCircles(item, frame);
      for (const item of this.items) this._drawLeader(item, frame);
      for (const item of this.items) this._drawItem(item);
      if (chosen >= 0) this._drawChosen(chosen, inArea);
      return true;
    },

    /** The badge or symbol that stands for a row on the screen, or undefined. */
    itemOf(row) {
      if (this.columns.placed[row] === SHAPE.AREA) {
        return this.items.find((item) => item.areas.includes(this.columns.area[row]));
      }
      const owner = this.grid.ownerOf(this.columns, row);
      return owner < 0 ? undefined : this.items.find((item) => item.owner === owner);
    },

    /** Container px of the map → px of the canvas. */
    toCanvas(point) {
      return this._map.containerPointToLayerPoint(point).subtract(this._corner);
    },

    _frame(map, size) {
      const zoom = map.getZoom();
      this._zoom = zoom;
      this._corner = map.containerPointToLayerPoint([-MARGIN_PX, -MARGIN_PX]).round();
      this._cornerLatLng = map.layerPointToLatLng(this._corner);
      const origin = map.getPixelOrigin().add(this._corner);
      return {
        zoom, world: 256 * 2 ** zoom, left: origin.x, top: origin.y,
        width: size.x + 2 * MARGIN_PX, height: size.y + 2 * MARGIN_PX,
      };
    },

    _clear(frame) {
      const { canvas, ctx } = this;
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(frame.width * ratio);
      const height = Math.round(frame.height * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, { width, height });
        canvas.style.width = frame.width + 'px';
        canvas.style.height = frame.height + 'px';
      }
      L.DomUtil.setPosition(canvas, this._corner);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, frame.width, frame.height);
    },

    _measure(item) {
      if (item.type === 'symbol') {
        item.halfWidth = item.halfHeight = this._reach(item.row);
      } else if (item.type === 'stack') {
        item.kind = oneKind(item.kinds);
        item.halfWidth = ClaimAtlas.stackWidth(item.count, item.kind >= 0) / 2 + 3;
        item.halfHeight = 14;
      } else {
        item.halfWidth = item.halfHeight = ClaimAtlas.donutRadius(item.count);
      }
    },

    /** The same items in every copy of the world that is on the screen. */
    _copied(items, frame) {
      const copies = [];
      for (const item of items) {
        const slack = 60 + item.halfWidth;
        const first = Math.ceil((-slack - item.x) / frame.world);
        const last = Math.floor((frame.width + slack - item.x) / frame.world);
        for (let copy = first; copy <= last; copy++) {
          copies.push(copy ? { ...item, x: item.x + copy * frame.world, copy } : { ...item, copy });
        }
      }
      return copies;
    },

    _drawCircles(item, frame) {
      if (item.apart && item.count > CIRCLED_CLAIMS) return;
      const { ctx, columns } = this;
      for (const row of item.circles) {
        const metres = columns.radius_m[row];
        const parallel = Math.cos((columns.lat[row] * Math.PI) / 180);
        const radius = (metres / (EARTH_ROUND_M * parallel)) * frame.world;
        if (!(radius > item.halfWidth + 3)) continue;
        const at = this.grid.toCanvas(columns.mx[row], columns.my[row]);
        this.badges.circle(ctx, at.x + item.copy * frame.world, at.y, radius,
          columns.placed[row] === SHAPE.RING);
        item.circled = true;
      }
      const allNear = item.rings > 0 && item.rings === item.count;
      if (allNear && !item.circled) {
        this.badges.halo(ctx, item.x, item.y, Math.max(item.halfWidth, item.halfHeight) + 6);
      }
    },

    _drawLeader(item, frame) {
      if (item.type !== 'plate' || (item.x - item.copy * frame.world === item.anchor.x
        && item.y === item.anchor.y)) return;
      const anchor = { x: item.anchor.x + item.copy * frame.world, y: item.anchor.y };
      this.badges.leader(this.ctx, item.x, item.y, anchor);
    },

    _drawItem(item) {
      const { ctx, badges, columns } = this;
      if (item.type === 'symbol') {
        this.symbols.drawRow(ctx, item.x, item.y, columns, item.row);
      } else if (item.type === 'stack') {
        badges.stack(ctx, item.x, item.y, item.mix, item.count, item.kind);
      } else if (item.type === 'plate') {
        badges.plate(ctx, item.x, item.y, columns, item.rows, item.mix, item.count);
      } else {
        badges.donut(ctx, item.x, item.y, item.halfWidth, item.mix, item.count);
      }
    },

    _drawChosen(row, inArea) {
      const owner = inArea ? -1 : this.grid.ownerOf(this.columns, row);
      const area = inArea ? this.columns.area[row] : -1;
      for (const item of this.items) {
        if (inArea ? !item.areas.includes(area) : owner < 0 || item.owner !== owner) continue;
        this.badges.chosen(this.ctx, item.x, item.y, item.halfWidth, item.halfHeight);
        this._drawItem(item);
      }
    },

    _animate(event) {
      this._transform(event.center, event.zoom);
    },

    _zoomed() {
      if (this._cornerLatLng) this._transform(this._map.getCenter(), this._map.getZoom());
    },

    _transform(center, zoom) {
      if (!this._cornerLatLng) return;
      const scale = this._map.getZoomScale(zoom, this._zoom);
      const corner = this._map._latLngToNewLayerPoint(this._cornerLatLng, zoom, center);
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },

    /** While dragging: draw again once the map has been moved past the canvas's margin. */
    _moved() {
      if (!this._corner || this._map._animatingZoom || this._zoom !== this._map.getZoom()) return;
      const corner = this._map.containerPointToLayerPoint([-MARGIN_PX, -MARGIN_PX]);
      const off = corner.subtract(this._corner);
      if (Math.max(Math.abs(off.x), Math.abs(off.y)) < MARGIN_PX * 0.8) return;
      cancelAnimationFrame(this._soon);
      this._soon = requestAnimationFrame(() => this._map && this.draw());
    },
  });

  /** The only kind in a set of kinds, or -1. */
  function oneKind(kinds) {
    const code = Math.log2(kinds);
    return Number.isInteger(code) ? code : -1;
  }

  Object.assign(ClaimAtlas, { ClaimLayer });
})();
