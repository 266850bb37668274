/**
 * Where the map looks: carries out fits, and reports pan and zoom without asking for a rerun.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const PAUSE_MS = 300;
  const CLOSEST_FIT = 8;

  /** Longitude brought into -180 to 180. */
  function wrap(lon) {
    return lon - 360 * Math.floor((lon + 180) / 360);
  }

  function round(number) {
    return Number(number.toFixed(5));
  }

  const zoomsUnderWay = new WeakMap(); // map -> the fit that waits for the end of its zoom

  /**
   * Brings W, S, E, N (degrees; W > E crosses 180°) onto the screen. While a zoom is under way,
   * when Leaflet would not hear of it, the newest fit waits for its end.
   */
  function fitBox(map, box, animate) {
    if (!zoomsUnderWay.has(map)) watchZooms(map);
    const state = zoomsUnderWay.get(map);
    if (state.zooming) state.next = () => fitNow(map, box, animate);
    else fitNow(map, box, animate);
  }

  function watchZooms(map) {
    const state = { zooming: false, next: null };
    zoomsUnderWay.set(map, state);
    map.on('zoomanim', () => { state.zooming = true; });
    map.on('zoomend', () => {
      const { next } = state;
      Object.assign(state, { zooming: false, next: null });
      if (next) next();
    });
  }

  function fitNow(map, [west, south, east, north], animate) {
    const bounds = [[south, west], [north, east < west ? east + 360 : east]];
    map.fitBounds(bounds, {
      paddingTopLeft: [64, 54], paddingBottomRight: [56, 40], maxZoom: CLOSEST_FIT, animate,
    });
  }

  /**
   * Keeps a map as large as its element. Leaflet hears of the window only, and a frame that comes
   * back to a page may get its height after the map was made, with no word from the window.
   *
   * @returns {() => void} stops watching
   */
  function watchSize(map) {
    const observer = new ResizeObserver(() => map.invalidateSize({ animate: false }));
    observer.observe(map.getContainer());
    return () => observer.disconnect();
  }

  class View {
    /**
     * @param {L.Map} map
     * @param {string|null} address where the view is posted, null for nowhere
     */
    constructor(map, address) {
      this.map = map;
      this.address = address;
      this.settled = false;
      this._onMove = () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.report(), PAUSE_MS);
      };
      map.on('moveend resize', this._onMove);
      this._onMove();
    }

    remove() {
      clearTimeout(this.timer);
      this.map.off('moveend resize', this._onMove);
    }

    /** What is on the screen: lon/lat order, bounds W, S, E, N (W > E crosses 180°). */
    now() {
      const centre = this.map.getCenter();
      const bounds = this.map.getBounds();
      const size = this.map.getSize();
      const whole = bounds.getEast() - bounds.getWest() >= 360;
      return {
        center: [round(wrap(centre.lng)), round(centre.lat)],
        zoom: this.map.getZoom(),
        bounds: [
          whole ? -180 : round(wrap(bounds.getWest())), round(Math.max(-90, bounds.getSouth())),
          whole ? 180 : round(wrap(bounds.getEast())), round(Math.min(90, bounds.getNorth())),
        ],
        size: [size.x, size.y],
      };
    }

    /** Posts the view to the server and writes it into the page's address. */
    report() {
      const view = this.now();
      if (!view.size[0] || !view.size[1]) return;
      const body = JSON.stringify(view);
      if (body === this.reported) return;
      this.reported = body;
      if (this.address) {
        fetch(this.address, {
          method: 'POST', keepalive: true, body, credentials: 'same-origin',
          headers: { 'Content-Type': 'application/json' },
        }).catch(() => {
          this.reported = null; // the next move tries again
        });
      }
      if (this.settled) this._writeAddress(view);
      this.settled = true;
    }

    /**
     * @param {number[]} box W, S, E, N in degrees; W > E crosses 180°
     * @param {boolean} animate
     */
    fit(box, animate) {
      fitBox(this.map, box, animate);
    }

    /** Brings a place onto the screen if it is not; picks the nearest copy of the world. */
    show(lat, lon, animate) {
      const bounds = this.map.getBounds().pad(-0.04);
      const turns = Math.round((this.map.getCenter().lng - lon) / 360);
      const place = L.latLng(lat, lon + turns * 360);
      if (!bounds.contains(place)) this.map.panTo(place, { animate });
    }

    /** What the page's address says beside the view; the rest of it is replaced. */
    setQuery(query) {
      if (query === this.query) return;
      this.query = query;
      this._writeAddress(this.settled ? this.now() : null);
    }

    /**
     * Writes query and view into the address of the page around this frame, without a new entry
     * in the browser's history. Without a view the one that stands there is kept.
     */
    _writeAddress(view) {
      try {
        const page = window.parent;
        const there = page.location.search.replace(/^\?/, '').split('&').filter(Boolean);
        const isView = (part) => part.startsWith('view=');
        const parts = this.query === undefined ? there.filter((part) => !isView(part))
          : this.query.split('&').filter(Boolean);
        if (view) {
          const [lon, lat] = view.center;
          parts.push(`view=${lat.toFixed(4)},${lon.toFixed(4)},${view.zoom}`);
        } else {
          parts.push(...there.filter(isView));
        }
        const search = parts.length ? '?' + parts.join('&') : '';
        const { pathname, hash } = page.location;
        page.history.replaceState(page.history.state, '', pathname + search + hash);
      } catch {
        // A page of another origin keeps its address to itself: nothing to do.
      }
    }
  }

  Object.assign(ClaimAtlas, { View, fitBox, watchSize, wrapLongitude: wrap });
})();
