/**
 * What is under the pointer, which claims it stands for, and what a short label says of it.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { SHAPE } = ClaimAtlas;
  const SLACK_PX = 3;
  /** Px between claims at the closest zoom that a click is still worth zooming in for. */
  const WORTH_ZOOMING_PX = 36;

  class Hits {
    /** @param layer a `ClaimAtlas.ClaimLayer` */
    constructor(layer) {
      this.layer = layer;
    }

    /**
     * @param {L.Point} point in px of the map's container
     * @returns {object|null} the topmost badge or symbol, else the areas under the point as an
     *   item of type "area", else null
     */
    at(point) {
      const { layer } = this;
      if (!layer.columns || !layer._corner) return null;
      const at = layer.toCanvas(point);
      for (let i = layer.items.length - 1; i >= 0; i--) {
        const item = layer.items[i];
        if (Math.abs(item.x - at.x) <= item.halfWidth + SLACK_PX
          && Math.abs(item.y - at.y) <= item.halfHeight + SLACK_PX) return item;
      }
      const areas = layer.areas.at(layer.ctx, at.x, at.y);
      if (!areas.length) return null;
      const count = areas.reduce((sum, area) => sum + layer.visible.areaCounts[area], 0);
      return { type: 'area', x: at.x, y: at.y, areas, count, mix: null, owner: -1, halfHeight: 0 };
    }

    /** Rows of the claims that an item stands for, in row order. */
    rows(item) {
      const { columns, visible, grid } = this.layer;
      const found = [];
      if (item.owner >= 0) {
        for (let i = 0; i < visible.count; i++) {
          const row = visible.rows[i];
          if (grid.ownerOf(columns, row) === item.owner) found.push(row);
        }
      }
      for (const area of item.areas) for (const row of visible.rowsOfArea(area)) found.push(row);
      return item.areas.length ? found.sort((a, b) => a - b) : found;
    }

    /** Where a popup of this item points, as it lies on the screen (copy of the world kept). */
    latLng(item) {
      const { layer } = this;
      const up = item.type === 'area' ? 0 : item.halfHeight;
      const point = L.point(item.x, item.y - up).add(layer._corner);
      return layer._map.layerPointToLatLng(point);
    }

    /**
     * The bounds to zoom to when a click on this item would take it apart; null when its claims
     * stay together however close one looks.
     *
     * @param {number[]} rows
     */
    spread(item, rows) {
      if (item.type !== 'cluster' && !(item.type === 'plate' && item.apart)) return null;
      const { columns, _map: map } = this.layer;
      const origin = map.layerPointToLatLng(L.point(item.x, item.y).add(this.layer._corner)).lng;
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (const row of rows) {
        const lat = columns.lat[row];
        const lon = columns.lon[row] + 360 * Math.round((origin - columns.lon[row]) / 360);
        if (lon < west) west = lon;
        if (lon > east) east = lon;
        if (lat < south) south = lat;
        if (lat > north) north = lat;
      }
      const bounds = L.latLngBounds([south, west], [north, east]);
      const closest = map.getMaxZoom();
      if (map.getZoom() >= closest) return null;
      const a = map.project(bounds.getNorthWest(), closest);
      const b = map.project(bounds.getSouthEast(), closest);
      return Math.max(b.x - a.x, b.y - a.y) < WORTH_ZOOMING_PX ? null : bounds;
    }

    /** A few words on an item for the tooltip: kind and standing, or a count and its mix. */
    label(item) {
      const { columns, symbols, areas } = this.layer;
      const { spec } = symbols;
      if (item.type === 'symbol') {
        const words = [
          spec.kinds[columns.kind[item.row]].label,
          spec.confidence[columns.confidence[item.row]].label.toLowerCase(),
          spec.status[columns.status[item.row]].label.toLowerCase(),
        ];
        if (columns.placed[item.row] === SHAPE.RING) words.push('near here, not exactly here');
        return words.join(' · ');
      }
      const claims = `${item.count.toLocaleString('en')} ${item.count === 1 ? 'claim' : 'claims'}`;
      const names = item.areas.map((area) => areas.names[area]).filter(Boolean);
      const where = item.type === 'stack' ? ' at one place'
        : item.type === 'cluster' ? ' at several places'
          : names.length ? ' · ' + names.slice(0, 3).join(', ') : ' in an area';
      return claims + where + (item.mix ? '\n' + this._mix(item.mix, spec) : '');
    }

    _mix(mix, spec) {
      return spec.confidence
        .map((step, code) => (mix[code] ? `${mix[code].toLocaleString('en')} ${step.label.toLowerCase()}` : ''))
        .filter(Boolean)
        .join(' · ');
    }
  }

  Object.assign(ClaimAtlas, { Hits });
})();
