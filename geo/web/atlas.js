/**
 * The claim map as a whole: `ClaimAtlas.start(map, options)` once, `ClaimAtlas.apply(change)` for
 * every change of filter, selection, boundaries or view. A change may arrive before the data have:
 * the newest one waits.
 *
 * Public status, for tests and measurements: `window.__claimAtlas = {seq, shown, onMap, total,
 * items, drawn_ms}` is set after each drawing that `apply` asked for, and the document gets a
 * `claimatlas:drawn` event with the same object as `detail`.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  /** Rows told to Streamlit when the reader opens a spot with more claims than that. */
  const MOST_ROWS = 500;

  class Atlas {
    /** Options: see `ClaimAtlas.start`. */
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.still = matchMedia('(prefers-reduced-motion: reduce)');
      this.seq = null;
      this.sent = 0;
      map.getContainer().classList.add('atlas');
      map.invalidateSize({ animate: false }); // the style sheet has just changed the map's height
      if (this.still.matches) map._zoomAnimated = map.options.inertia = false; // Leaflet 1.9
      if (!map.options.maxBounds) map.setMaxBounds([[-85.2, -1e6], [85.2, 1e6]]);
      if (options.initialView) {
        const [lat, lon, zoom] = options.initialView;
        map.setView([lat, lon], zoom, { animate: false });
      }
      this.symbols = new ClaimAtlas.Symbols(options.symbols);
      this.layer = new ClaimAtlas.ClaimLayer(this.symbols).addTo(map);
      this.hits = new ClaimAtlas.Hits(this.layer);
      this.furniture = new ClaimAtlas.Furniture(map, {
        banner: options.banner || options.symbols.banner,
        credits: options.tiles ? options.tiles.attribution
          : ClaimAtlas.Basemap ? ClaimAtlas.Basemap.ATTRIBUTION : '',
        onHome: () => this._home(),
      });
      this.furniture.setBoundaryNote(options.boundaryNote);
      this.legend = new ClaimAtlas.Legend(map, this.symbols, this.furniture.credits);
      this.view = new ClaimAtlas.View(map, options.viewUrl);
      this.unwatch = ClaimAtlas.watchTheme(options.theme, (theme) => this._setTheme(theme));
      map.on('click', this._click, this).on('mousemove', this._hover, this);
      map.on('mouseout movestart', this._unhover, this);
      map.on('resize', this._resume, this);
      this.unwatchSize = ClaimAtlas.watchSize(map);
      if (options.source) this._load(options.source);
      else if (options.data) this._follow(options.data);
    }

    /** Takes everything off the map again. */
    remove() {
      this.gone = true;
      this.unwatch();
      this.unwatchSize();
      this.view.remove();
      if (this.popup) this.popup.close();
      this.map.off('click', this._click, this).off('mousemove', this._hover, this);
      this.map.off('mouseout movestart', this._unhover, this).off('resize', this._resume, this);
      this.layer.remove();
      this.legend.remove();
      this.furniture.remove();
      if (this.basemap) this.basemap.remove();
    }

    /** See `ClaimAtlas.apply`. */
    apply(change) {
      this.waiting = { asked: performance.now(), ...change };
      if (change.data) this._follow(change.data);
      if (change.query !== undefined) this.view.setQuery(change.query);
      this._resume();
    }

    /** Changes to the claims at another address; what is drawn stays until they are here. */
    _follow(address) {
      if (address === this.address) return;
      this.address = address;
      this._load(ClaimAtlas.urlSource(address));
    }

    async _load(source) {
      this.furniture.setNotice('');
      this.loading = source;
      try {
        const [buffer, collection] = await Promise.all([source.columns(), source.areas()]);
        if (this.gone || this.loading !== source) return;
        this.loading = null;
        this.mask = undefined;
        if (this.popup) this.popup.close();
        this.columns = ClaimAtlas.readColumns(buffer);
        this.areas = new ClaimAtlas.Areas(collection);
        this.visible = new ClaimAtlas.Visible(this.columns, this.areas.size);
        this.layer.setData(this.columns, this.visible, this.areas);
        this.popup = new ClaimAtlas.ClaimPopup(this.map, source, this.layer, (rows) => this._tell(rows));
        this.legend.fill(this.columns);
        this._resume();
      } catch (error) {
        if (this.gone || this.loading !== source) return;
        const text = `The claims could not be loaded. ${error.message}`;
        this.furniture.setNotice(text, () => this._load(source));
      }
    }

    /** Carries out the newest change once there are data and the map has a size. */
    _resume() {
      const size = this.map.getSize();
      if (!this.waiting || !this.columns || this.loading || !size.x || !size.y) return;
      const change = this.waiting;
      this.waiting = null;
      if (change.mask !== this.mask) this.visible.setMask(change.mask);
      this.mask = change.mask;
      this._setBoundary(change);
      this.furniture.setHome(change.overview !== false);
      const chosen = Number.isInteger(change.selected) ? change.selected : -1;
      // The same claim moves, too, when an analyst chooses another place for it.
      const { lat, lon } = this.columns;
      const spot = chosen < 0 ? '' : `${lat[chosen]},${lon[chosen]}`;
      const moved = chosen >= 0 && (chosen !== this.layer.chosen || spot !== this.chosenSpot);
      this.layer.chosen = chosen;
      this.chosenSpot = spot;
      const firstWithView = this.seq === null && this.options.initialView;
      const fits = change.fit && change.fitSeq !== this.fitSeq && !firstWithView;
      this.fitSeq = change.fitSeq;
      if (change.fit) this.lastFit = change.fit;
      if (fits) this._fit(change.fit, this.seq !== null && !this.still.matches);
      else if (moved && !firstWithView) this._bringIntoView(chosen); // a link's view stays
      this.layer.draw();
      if (this.popup) this._refreshPopup(chosen, moved);
      this._report(change);
    }

    _refreshPopup(chosen, moved) {
      if (moved && this.popup.isOpen && !this.popup.rows.includes(chosen)) this.popup.close();
      else this.popup.refresh(this.visible);
    }

    _report(change) {
      this.seq = change.seq;
      const { shown, onMap } = this.visible;
      const total = this.columns.n;
      const number = (count) => count.toLocaleString('en');
      this.layer.describe(`${number(onMap)} of ${number(total)} claims on the map. `
        + 'Use the table below to reach each claim.');
      this.furniture.setNotice(shown ? '' : 'No claim passes these filters.');
      const detail = {
        seq: change.seq, shown, onMap, total, items: this.layer.items.length,
        drawn_ms: performance.now() - change.asked,
      };
      window.__claimAtlas = detail;
      document.dispatchEvent(new CustomEvent('claimatlas:drawn', { detail }));
    }

    _setBoundary({ boundary, boundaryNote }) {
      if (boundaryNote !== undefined) this.furniture.setBoundaryNote(boundaryNote);
      if (boundary === undefined || boundary === this.boundary) return;
      this.boundary = boundary;
      if (this.basemap) this.basemap.setBoundary(boundary);
    }

    _setTheme(theme) {
      this.map.getContainer().dataset.theme = theme;
      this.symbols.setTheme(theme);
      const { assets, boundary } = this.options;
      if (this.basemap) {
        this.basemap.setTheme(theme);
      } else if (this.options.tiles) {
        this._showTiles(this.options.tiles);
      } else if (ClaimAtlas.Basemap) {
        this.boundary = boundary;
        this.basemap = new ClaimAtlas.Basemap({ assets, boundary, theme }).addTo(this.map);
      }
      this.legend.setTheme(theme);
      this.layer.draw();
    }

    /** An online layer that the user asked for; the browser's policy lets in no other. */
    _showTiles({ url }) {
      if (!this.tiles) this.tiles = L.tileLayer(url, { maxZoom: this.map.getMaxZoom() }).addTo(this.map);
    }

    _bringIntoView(row) {
      const { lat, lon, placed, area } = this.columns;
      if (!placed[row]) return;
      const at = this.map.latLngToContainerPoint([lat[row], lon[row]]);
      const onScreen = this.hits.at(at);
      const size = this.map.getSize();
      const inside = at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y;
      if (inside && onScreen && onScreen.areas.includes(area[row])) return;
      this.view.show(lat[row], lon[row], !this.still.matches);
    }

    _click(event) {
      const item = this.hits.at(event.containerPoint);
      if (!item || !this.popup) return;
      const rows = this.hits.rows(item);
      const bounds = this.hits.spread(item, rows);
      if (bounds) this._zoomInto(bounds);
      else if (rows.length) this.popup.open(this.hits.latLng(item), rows, this._title(item));
    }

    _zoomInto(bounds) {
      const { map } = this;
      const fitting = map.getBoundsZoom(bounds, false, L.point(90, 90));
      const zoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, fitting));
      map.setView(bounds.getCenter(), zoom, { animate: !this.still.matches });
    }

    _title(item) {
      const names = item.areas.map((area) => this.areas.names[area]).filter(Boolean);
      return names.length ? names.slice(0, 3).join(', ') : 'Claims here';
    }

    _fit(box, animate) {
      this.view.fit(box, animate);
    }

    _home() {
      this.map.stop(); // Leaflet ignores a fit while a zoom is under way
      const box = this.lastFit;
      if (box) this._fit(box, !this.still.matches);
      else this.map.setView([30, 60], this.map.getMinZoom(), { animate: !this.still.matches });
    }

    _hover(event) {
      const item = this.hits.at(event.containerPoint);
      this.map.getContainer().style.cursor = item ? 'pointer' : '';
      this.furniture.setTooltip(item ? this.hits.label(item) : null, event.containerPoint);
    }

    _unhover() {
      this.furniture.setTooltip(null);
    }

    /** Shows the choice at once and tells Streamlit, if there is one around this frame. */
    _tell(rows) {
      this.layer.chosen = rows[0];
      this.layer.draw();
      this.sent = Math.max(this.sent + 1, Date.now());
      if (!window.Streamlit) return;
      const told = rows.slice(0, MOST_ROWS);
      window.Streamlit.setComponentValue({
        event: 'select', rows: told, data: this.address, seq: this.sent,
      });
    }
  }

  let current = null;
  let early = null;

  /**
   * Puts the claims on a Leaflet map. Called once; a second call replaces the first.
   *
   * @param {L.Map} map
   * @param options `assets` (address ending in a slash), `viewUrl`, `boundary`, `boundaryNote`,
   *   `symbols` (`geo.symbols.spec()`), `banner`, and optionally `data` (address ending in a slash;
   *   `apply` may bring it too) or `source` (an object with `columns()`, `areas()`,
   *   `details(rows)`), `initialView` [lat, lon, zoom], `theme`, and `tiles` ({url, attribution}) to
   *   show an online tile layer instead of the basemap
   */
  function start(map, options) {
    if (current) current.remove();
    current = new Atlas(map, options);
    if (early) current.apply(early);
    early = null;
  }

  /**
   * Shows another state.
   *
   * @param change `seq`; `query` (what the page's address is to say beside the view); `data` (address of the claims; others are loaded without a new map); `mask` (base64 bitmap of rows, null = all); `selected` row or null;
   *   `boundary`, `boundaryNote`; `fit` [W, S, E, N] or null, carried out when `fitSeq` changes;
   *   `overview` false hides the button that goes back to the last fit
   */
  function apply(change) {
    if (current) current.apply(change);
    else early = change;
  }

  Object.assign(ClaimAtlas, { start, apply });
})();
