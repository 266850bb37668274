/**
 * The areas that claims speak of: their outlines on the canvas, and the plates that stand for
 * their claims.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { worldY, PLATE_ROWS } = ClaimAtlas;
  const PLATE_HALF_HEIGHT = 14;
  /** Where a plate may move, in px, when its place is taken; nearest first. */
  const MOVES = [
    [0, 0], [0, 30], [0, -30], [34, 0], [-34, 0], [30, 28], [-30, 28], [30, -28], [-30, -28],
    [0, 52], [0, -52],
  ];

  /** Outline in world shares, not wrapped: a ring that crosses 180° stays in one piece. */
  function outline(geometry) {
    const path = new Path2D();
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    for (const polygon of polygons) {
      for (const ring of polygon) {
        ring.forEach(([lon, lat], i) => {
          const x = (lon + 180) / 360;
          const y = worldY(lat);
          west = Math.min(west, x); east = Math.max(east, x);
          north = Math.min(north, y); south = Math.max(south, y);
          if (i) path.lineTo(x, y);
          else path.moveTo(x, y);
        });
        path.closePath();
      }
    }
    return { path, west, north, east, south };
  }

  class Areas {
    /** @param collection GeoJSON FeatureCollection, EPSG:4326; index = the column `area` */
    constructor(collection) {
      this.names = collection.features.map((f) => (f.properties && f.properties.name) || '');
      this.shapes = collection.features.map((f) => outline(f.geometry || { type: '' }));
      this.size = this.shapes.length;
    }

    /**
     * Shades the areas that have visible claims, the more claims the stronger.
     * @param {number} chosen area to outline strongly, -1 for none
     */
    draw(ctx, visible, frame, palette, chosen) {
      this.drawn = [];
      for (let area = 0; area < this.size; area++) {
        const count = visible.areaCounts[area];
        if (!count) continue;
        const shape = this.shapes[area];
        for (const copy of this._copies(shape, frame)) {
          const placed = this._placed(shape, frame, copy);
          ctx.fillStyle = `rgba(${palette.area},${Math.min(0.3, 0.1 + 0.045 * Math.log2(1 + count))})`;
          ctx.fill(placed, 'evenodd');
          ctx.lineJoin = 'round';
          if (area === chosen) {
            ctx.lineWidth = 5;
            ctx.strokeStyle = ClaimAtlas.CHOSEN.ring;
            ctx.stroke(placed);
          }
          ctx.lineWidth = 1.3;
          ctx.strokeStyle = `rgba(${palette.area},.8)`;
          ctx.stroke(placed);
          this.drawn.push({ area, placed });
        }
      }
    }

    /** Areas with visible claims under a point of the canvas. */
    at(ctx, x, y) {
      const found = new Set();
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      for (const { area, placed } of this.drawn || []) {
        if (ctx.isPointInPath(placed, x, y, 'evenodd')) found.add(area);
      }
      ctx.restore();
      return [...found];
    }

    /**
     * One plate per area with visible claims, moved aside where it would hide a symbol or another
     * plate; where no place is free it joins what is there, so that the count stays true.
     *
     * @param {object[]} items symbols, stacks and clusters in canvas px; joined plates are added
     *   to these
     * @returns {object[]} plates in canvas px
     */
    plates(columns, visible, grid, items) {
      const plates = [];
      for (let area = 0; area < this.size; area++) {
        const count = visible.areaCounts[area];
        if (!count) continue;
        const rows = [...visible.areaRows.subarray(area * PLATE_ROWS, (area + 1) * PLATE_ROWS)]
          .filter((row) => row >= 0);
        const anchor = grid.toCanvas(columns.mx[rows[0]], columns.my[rows[0]]);
        const shown = count <= PLATE_ROWS ? rows : [];
        const plate = {
          type: 'plate', count, rows: shown, row: rows[0], areas: [area], anchor,
          mix: [...visible.areaMix.subarray(area * 4, area * 4 + 4)], owner: -1, apart: false,
          kinds: 0, rings: 0, circles: [],
        };
        const { west, east, north, south } = this.shapes[area];
        const extent = Math.max(east - west, south - north) * grid.frame.world;
        this._settle(plate, plates, items, extent);
      }
      return plates;
    }

    _settle(plate, plates, items, extent) {
      plate.halfWidth = ClaimAtlas.plateWidth(plate.rows.length, plate.count) / 2;
      plate.halfHeight = PLATE_HALF_HEIGHT;
      const near = [...plates, ...items].filter((other) => (
        Math.abs(other.x - plate.anchor.x) < 160 && Math.abs(other.y - plate.anchor.y) < 120
      ));
      for (const [dx, dy] of MOVES) {
        if (Math.hypot(dx, dy) > 0.6 * extent) break; // not out of sight of its area
        plate.x = plate.anchor.x + dx;
        plate.y = plate.anchor.y + dy;
        if (!near.some((other) => overlap(plate, other))) {
          plates.push(plate);
          return;
        }
      }
      Object.assign(plate, plate.anchor);
      const host = near.reduce((best, other) => (
        !best || distance(other, plate) < distance(best, plate) ? other : best
      ), null);
      join(host, plate);
    }

    _copies(shape, frame) {
      const copies = [];
      const first = Math.floor(frame.left / frame.world) - 1;
      const last = Math.floor((frame.left + frame.width) / frame.world) + 1;
      const top = frame.top / frame.world;
      const bottom = (frame.top + frame.height) / frame.world;
      if (shape.south < top || shape.north > bottom) return copies;
      for (let copy = first; copy <= last; copy++) {
        const west = (shape.west + copy) * frame.world - frame.left;
        const east = (shape.east + copy) * frame.world - frame.left;
        if (east >= 0 && west <= frame.width) copies.push(copy);
      }
      return copies;
    }

    _placed(shape, frame, copy) {
      const placed = new Path2D();
      const { world } = frame;
      placed.addPath(shape.path, new DOMMatrix([
        world, 0, 0, world, copy * world - frame.left, -frame.top,
      ]));
      return placed;
    }
  }

  function overlap(one, other) {
    return Math.abs(one.x - other.x) < one.halfWidth + other.halfWidth + 3
      && Math.abs(one.y - other.y) < one.halfHeight + other.halfHeight + 3;
  }

  function distance(one, other) {
    return Math.hypot(one.x - other.x, one.y - other.y);
  }

  /** Adds a plate's claims to another badge. */
  function join(host, plate) {
    host.count += plate.count;
    plate.mix.forEach((claims, step) => { host.mix[step] += claims; });
    host.areas.push(...plate.areas);
    host.apart = true;
    if (host.type === 'plate') {
      host.rows = [];
      host.halfWidth = ClaimAtlas.plateWidth(0, host.count) / 2;
    } else {
      host.type = 'cluster';
      host.halfWidth = host.halfHeight = ClaimAtlas.donutRadius(host.count);
    }
  }

  Object.assign(ClaimAtlas, { Areas });
})();
