/**
 * A map of the places a name may mean: `ClaimAtlas.startPlaces(map, options)` once,
 * `ClaimAtlas.showPlaces(change)` for every answer. Each place is a numbered dot with the circle it
 * lies in, or the outline of its area; one of them is in front.
 *
 * Public status, for tests: `window.__claimAtlas = {seq, places, front, areas}` after each drawing;
 * `areas` counts the outlines drawn so far.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { element, foreign } = ClaimAtlas;
  const OUTLINES_KEPT = 40;
  /** Outline and fill; a bluish one would make land look like water. As areas of claims. */
  const COLOURS = { light: '#4a3e68', dark: '#c4bae8' };

  class PlaceMap {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.still = matchMedia('(prefers-reduced-motion: reduce)');
      this.outlines = new Map();
      this.sent = 0;
      const holder = map.getContainer();
      holder.classList.add('atlas', 'atlas-places');
      map.invalidateSize({ animate: false });
      if (this.still.matches) map._zoomAnimated = map.options.inertia = false; // Leaflet 1.9
      map.setMaxBounds([[-85.2, -1e6], [85.2, 1e6]]);
      this.furniture = new ClaimAtlas.Furniture(map, {
        banner: '', credits: ClaimAtlas.Basemap.ATTRIBUTION, home: 'Show all candidates',
        onHome: () => { if (this.overview) ClaimAtlas.fitBox(map, this.overview, !this.still.matches); },
      });
      this.furniture.setHome(false);
      this.bar = element('section', 'atlas atlas-legend', this.furniture.credits);
      this.bar.setAttribute('aria-label', 'Sources of the map');
      holder.parentNode.classList.add('atlas-frame');
      holder.after(this.bar);
      const pane = map.createPane('atlasShapes');
      pane.style.zIndex = 380;
      this.renderer = L.canvas({ pane: 'atlasShapes', padding: 0.3 });
      this.layer = L.layerGroup().addTo(map);
      this.spot = null;
      ClaimAtlas.watchTheme(options.theme, (theme) => this._setTheme(theme));
      map.on('click', (event) => this._tellSpot(event.latlng));
      map.on('resize', () => this._resume());
      ClaimAtlas.watchSize(map);
    }

    apply(change) {
      this.waiting = change;
      this._resume();
    }

    /** Draws the newest change once the map has a size. */
    _resume() {
      const size = this.map.getSize();
      if (!this.waiting || !size.x || !size.y) return;
      const change = this.waiting;
      this.waiting = null;
      if (change.boundary !== this.boundary) this.basemap.setBoundary(change.boundary);
      this.boundary = change.boundary;
      this.furniture.setBoundaryNote(change.boundaryNote);
      this.furniture.setNotice(change.note || '');
      this.overview = change.overview;
      this.furniture.setHome(change.places.length > 1);
      const fit = JSON.stringify(change.fit);
      if (change.fit && fit !== this.fitted) {
        ClaimAtlas.fitBox(this.map, change.fit, Boolean(this.fitted) && !this.still.matches);
      }
      this.fitted = fit;
      this.change = change;
      this._draw();
    }

    _draw() {
      const { change } = this;
      if (!change) return;
      const held = this._heldFocus();
      this.layer.clearLayers();
      this.status = { seq: change.seq, places: change.places.length, front: null, areas: 0 };
      // The first and the one in front are drawn last, so that they lie on top.
      const order = [...change.places].sort((a, b) => (a.front - b.front) || (b.number - a.number));
      for (const place of order) this._place(place);
      if (change.shape) this._outline({ ...change.places.find((one) => one.front), area: change.shape });
      if (change.spot) this._mark(change.spot);
      if (held) this._focus(held);
      window.__claimAtlas = this.status;
    }

    _place(place) {
      const { change } = this;
      const at = [place.lat, this._near(place.lon)];
      if (place.front) this.status.front = place.id;
      // Where a claim would draw something else, the place itself steps back.
      const drawn = change.shape ? { ...place, front: false } : place;
      if (place.area) this._outline(drawn);
      else this._circle(drawn, at);
      const number = element('span', 'atlas-dot-number', String(place.number));
      const dot = element('span', 'atlas-dot' + (place.front ? ' atlas-dot-front' : ''), number);
      if (place.front) dot.append(foreign(place.name, 'span'));
      if (place.front) dot.lastChild.className = 'atlas-dot-name';
      const icon = L.divIcon({ html: dot, className: 'atlas-dot-holder', iconSize: [26, 26] });
      const marker = L.marker(at, {
        icon, keyboard: true, zIndexOffset: place.front ? 2000 : 1000 - 100 * place.number,
      });
      marker.on('click', (event) => {
        L.DomEvent.stop(event);
        this._tell({ event: 'place', id: place.id });
      });
      const label = `${place.number}. ${place.label}`;
      marker.on('mouseover', () => {
        this.furniture.setTooltip(label, this.map.latLngToContainerPoint(at));
      });
      marker.on('mouseout', () => this.furniture.setTooltip(null));
      marker.addTo(this.layer);
      const node = marker.getElement();
      node.setAttribute('aria-label', label);
      node.setAttribute('aria-pressed', String(place.front));
      node.dataset.place = place.id;
      node.addEventListener('keydown', (event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        this._tell({ event: 'place', id: place.id });
      });
    }

    _circle(place, at) {
      L.circle(at, { ...this._style(place.front), radius: place.radius_m, interactive: false,
        dashArray: '6 5' }).addTo(this.layer);
    }

    /** The outline of a place's area; until it is here, and if it never comes, a circle. */
    async _outline(place) {
      const { change } = this;
      const at = [place.lat, this._near(place.lon)];
      let shape = this.outlines.get(place.area);
      if (!(shape && shape.type)) {
        try {
          if (!shape) this.outlines.set(place.area, shape = fetchOutline(place.area));
          if (this.outlines.size > OUTLINES_KEPT) this.outlines.delete(this.outlines.keys().next().value);
          shape = await shape;
          this.outlines.set(place.area, shape);
        } catch (error) {
          this.outlines.delete(place.area);
          if (this.change === change) this._circle(place, at);
          return;
        }
        if (this.change !== change || this.status.seq !== change.seq) return;
      }
      L.geoJSON(shape, {
        renderer: this.renderer, interactive: false,
        style: { ...this._style(place.front), dashArray: null },
        coordsToLatLng: ([lon, lat]) => L.latLng(lat, this._near(lon)),
      }).addTo(this.layer);
      this.status.areas += 1;
    }

    /** Longitude on the copy of the world that the fit shows. */
    _near(lon) {
      const box = this.change.fit;
      return box && box[2] < box[0] && lon < box[2] + 1e-9 ? lon + 360 : lon;
    }

    _style(front) {
      const colour = COLOURS[this.theme];
      return {
        renderer: this.renderer, color: colour, weight: front ? 2 : 1.2, opacity: front ? 0.95 : 0.6,
        fillColor: colour, fillOpacity: front ? 0.2 : 0.07,
      };
    }

    _mark([lon, lat]) {
      const icon = L.divIcon({
        html: element('span', 'atlas-spot'), className: 'atlas-dot-holder', iconSize: [22, 22],
      });
      L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(this.layer);
    }

    _setTheme(theme) {
      const { assets, boundary } = this.options;
      this.theme = theme in COLOURS ? theme : 'light';
      this.map.getContainer().dataset.theme = this.bar.dataset.theme = theme;
      if (this.basemap) {
        this.basemap.setTheme(theme);
      } else {
        this.boundary = boundary;
        this.basemap = new ClaimAtlas.Basemap({ assets, boundary, theme }).addTo(this.map);
      }
      this._draw();
    }

    /** The place whose dot has the focus: it is drawn anew and must keep it. */
    _heldFocus() {
      const active = document.activeElement;
      return active && active.dataset ? active.dataset.place : null;
    }

    _focus(id) {
      for (const node of this.map.getPane('markerPane').children) {
        if (node.dataset.place === id) node.focus({ preventScroll: true });
      }
    }

    _tellSpot(point) {
      const lon = ClaimAtlas.wrapLongitude(point.lng);
      this._tell({ event: 'spot', lon: Number(lon.toFixed(4)), lat: Number(point.lat.toFixed(4)) });
    }

    _tell(value) {
      this.sent = Math.max(this.sent + 1, Date.now());
      if (window.Streamlit) window.Streamlit.setComponentValue({ ...value, seq: this.sent });
    }
  }

  async function fetchOutline(address) {
    const response = await fetch(address);
    const type = response.headers.get('content-type') || '';
    if (!response.ok || !type.includes('json')) throw new Error(`no outline (${response.status})`);
    return response.json();
  }

  let current = null;
  let early = null;

  /**
   * Puts the ground on a Leaflet map. Options: `assets` (address ending in a slash), `boundary`,
   * and optionally `theme`.
   */
  function startPlaces(map, options) {
    current = new PlaceMap(map, options);
    if (early) current.apply(early);
    early = null;
  }

  /**
   * Shows an answer.
   *
   * @param change `seq`; `places`, each with `number`, `id`, `name`, `label`, `lon`, `lat`,
   *   `radius_m`, `area` (address of its outline or null) and `front`; `shape` (address of what a
   *   claim about the one in front would draw, or null) and `note` on it; `fit` and `overview`
   *   [W, S, E, N] or null; `spot` [lon, lat] or null; `boundary`, `boundaryNote`
   */
  function showPlaces(change) {
    if (current) current.apply(change);
    else early = change;
  }

  Object.assign(ClaimAtlas, { startPlaces, showPlaces });
})();
