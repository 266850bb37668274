/**
 * The basemap as a Leaflet layer: two canvases, land and lines below the claims, names above the
 * areas and below the symbols. After the data are fetched once, panning and zooming ask nothing of
 * the server. From zoom 6 a finer file is used, fetched when first needed.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const FINE_ZOOM = 6;
  /** Share of the map's size drawn beyond each edge, so that a short pan shows no gap. */
  const PADDING = 0.2;
  const FILES = {
    low: ['low.topo.json', 'labels-low.json'],
    high: ['high.topo.json', 'labels-high.json'],
  };

  /** Fetches a JSON file; a failure names the file and is not remembered. */
  async function fetchJson(address) {
    const response = await fetch(address);
    const type = response.headers.get('content-type') || '';
    if (!response.ok || type.includes('html')) {
      throw new Error(`The basemap file ${address} is not there (${response.status}).`);
    }
    return response.json();
  }

  const Basemap = L.Layer.extend({
    options: { assets: '../../atlas/assets/', boundary: 'recognised', theme: 'light', load: null },

    /**
     * Options: `assets` (address ending in a slash), `boundary` ('recognised' or 'de-facto'),
     * `theme` ('light' or 'dark'), and `load`, a function from a file name to a promise of its
     * content, for pages that carry the data in themselves.
     */
    initialize(options) {
      L.setOptions(this, options);
      this._layers = {};
      this._loading = {};
      this._labels = new ClaimAtlas.BasemapLabels();
    },

    onAdd(map) {
      this._canvases = [
        this._canvas(map, 'atlasBasemap', 200),
        this._canvas(map, 'atlasLabels', 390),
      ];
      this._paintBackground();
      this._draw();
    },

    onRemove() {
      cancelAnimationFrame(this._waiting);
      for (const canvas of this._canvases) canvas.remove();
      this._map.getContainer().style.background = '';
    },

    getEvents() {
      const events = { moveend: this._draw, viewreset: this._draw, resize: this._draw, move: this._moved, zoom: this._zoomed };
      if (this._map.options.zoomAnimation && L.Browser.any3d) events.zoomanim = this._animated;
      return events;
    },

    /** Shows the boundaries of another view; nothing is fetched. */
    setBoundary(boundary) {
      this.options.boundary = boundary;
      if (this._map) this._draw();
      return this;
    },

    /** Changes to the light or dark palette. */
    setTheme(theme) {
      this.options.theme = theme;
      if (this._map) {
        this._paintBackground();
        this._draw();
      }
      return this;
    },

    _canvas(map, paneName, zIndex) {
      const pane = map.getPane(paneName) || map.createPane(paneName);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = 'none';
      const canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated', pane);
      canvas.setAttribute('aria-hidden', 'true');
      return canvas;
    },

    _palette() {
      return ClaimAtlas.PALETTES[this.options.theme] || ClaimAtlas.PALETTES.light;
    },

    _paintBackground() {
      this._map.getContainer().style.background = this._palette().water;
    },

    /** The level for a zoom if it is there, else what is; starts fetching what is missing. */
    _level(zoom) {
      const wanted = zoom >= FINE_ZOOM ? 'high' : 'low';
      this._fetch('low');
      if (wanted === 'high') this._fetch('high');
      return this._layers[wanted] ? wanted : this._layers.low ? 'low' : null;
    },

    _fetch(level) {
      if (this._loading[level]) return;
      const { assets, load } = this.options;
      const get = load || ((name) => fetchJson(`${assets}basemap/${name}`));
      this._loading[level] = Promise.all(FILES[level].map(get)).then(([topology, names]) => {
        this._layers[level] = ClaimAtlas.readTopology(topology);
        this._names = { ...this._names, [level]: names };
        // Whichever came first, the names of the coarse file are the more important ones.
        this._labels = new ClaimAtlas.BasemapLabels();
        for (const key of ['low', 'high']) if (this._names[key]) this._labels.add(this._names[key]);
        this.fire('load', { level });
        if (this._map) this._draw();
      }).catch((error) => {
        this._loading[level] = null;
        this.fire('error', { level, message: error.message });
        console.error(error.message);
      });
    },

    /** Places and sizes the canvases over the map and its padding, then draws. */
    _draw() {
      const map = this._map;
      if (!map || map._animatingZoom) return;
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const started = performance.now();
      const pad = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
      const whole = size.add(pad.multiplyBy(2));
      this._drawn = { zoom: map.getZoom(), center: map.getCenter(), corner, whole, pad };
      const ratio = window.devicePixelRatio || 1;
      const [ground, names] = this._canvases.map((canvas) => this._context(canvas, corner, whole, ratio));
      const zoom = map.getZoom();
      const level = this._level(zoom);
      if (level) {
        const frames = this._frames(corner, whole);
        const palette = this._palette();
        const { boundary } = this.options;
        ClaimAtlas.paintBasemap(ground, this._layers[level], frames, { zoom, boundary, palette });
        this._labels.draw(names, frames, zoom, palette);
      }
      this.status = { level, zoom, drawn_ms: performance.now() - started };
      this.fire('drawn', this.status);
    },

    _context(canvas, corner, whole, ratio) {
      const [across, down] = [Math.round(whole.x * ratio), Math.round(whole.y * ratio)];
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
        canvas.style.width = `${whole.x}px`;
        canvas.style.height = `${whole.y}px`;
      }
      L.DomUtil.setTransform(canvas, corner, 1);
      const context = canvas.getContext('2d');
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, whole.x, whole.y);
      return context;
    },

    /** One frame per copy of the world that the canvas shows. */
    _frames(corner, whole) {
      const map = this._map;
      const scale = map.options.crs.scale(map.getZoom());
      const origin = map.getPixelOrigin().add(corner);
      const frames = [];
      const last = Math.floor((origin.x + whole.x) / scale);
      for (let copy = Math.floor(origin.x / scale); copy <= last; copy += 1) {
        const x = copy * scale - origin.x;
        const view = [-x, origin.y, whole.x - x, origin.y + whole.y].map((pixel) => pixel / scale);
        frames.push({ scale, x, y: -origin.y, view });
      }
      return frames;
    },

    /** While the map is dragged: draws again only once the padding is used up. */
    _moved() {
      const map = this._map;
      if (!this._drawn || map._animatingZoom || this._drawn.zoom !== map.getZoom()) return;
      const { corner, whole } = this._drawn;
      const seen = map.containerPointToLayerPoint([0, 0]).subtract(corner);
      const rest = whole.subtract(map.getSize()).subtract(seen);
      if (seen.x >= 0 && seen.y >= 0 && rest.x >= 0 && rest.y >= 0) return;
      cancelAnimationFrame(this._waiting);
      this._waiting = requestAnimationFrame(() => this._draw());
    },

    _animated(event) {
      this._stretch(event.center, event.zoom);
    },

    _zoomed() {
      this._stretch(this._map.getCenter(), this._map.getZoom());
    },

    /** Until the next drawing, stretches the last one as Leaflet's own renderers do. */
    _stretch(center, zoom) {
      if (!this._drawn) return;
      const map = this._map;
      const scale = map.getZoomScale(zoom, this._drawn.zoom);
      const half = map.getSize().divideBy(2).add(this._drawn.pad);
      const corner = half.multiplyBy(-scale)
        .add(map.project(this._drawn.center, zoom))
        .subtract(map._getNewPixelOrigin(center, zoom));
      for (const canvas of this._canvases) L.DomUtil.setTransform(canvas, corner, scale);
    },
  });

  Basemap.ATTRIBUTION = 'Made with Natural Earth · GeoNames CC BY 4.0';

  Object.assign(ClaimAtlas, { Basemap });
})();
