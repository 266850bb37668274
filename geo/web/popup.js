/**
 * The popup: one claim's card, or the list of all claims at a spot, 25 to a page.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { element, button } = ClaimAtlas;
  const PAGE = 25;
  const PANE = 'atlasPopups';

  /**
   * Leaflet's own popup pane lies under the controls; this one lies over them, beside the map's
   * panes, and is moved along with those.
   */
  function paneAboveControls(map) {
    if (!map.getPane(PANE)) {
      const pane = map.createPane(PANE, map.getContainer());
      const follow = () => L.DomUtil.setPosition(pane, L.DomUtil.getPosition(map.getPane('mapPane')));
      map.on('move viewreset', follow);
      follow();
    }
    return PANE;
  }

  class ClaimPopup {
    /**
     * @param {L.Map} map
     * @param source answers `details(rows)`
     * @param layer a `ClaimAtlas.ClaimLayer`
     * @param {(rows: number[]) => void} onChoose called when the reader picks claims on the map
     */
    constructor(map, source, layer, onChoose) {
      Object.assign(this, { map, source, layer, onChoose });
      this.rows = [];
      this.page = 0;
      this.single = -1;
      this.asked = 0;
      this.popup = L.popup({
        className: 'atlas-popup', pane: paneAboveControls(map), autoPan: false,
      });
      this.still = window.matchMedia('(prefers-reduced-motion: reduce)');
      map.on('popupclose', (event) => {
        if (event.popup === this.popup) this.asked++;
      });
    }

    get isOpen() {
      return this.popup.isOpen();
    }

    /** Opens on these rows; one row shows its card at once. */
    open(latLng, rows, title) {
      this.rows = rows;
      this.title = title;
      this.page = 0;
      const size = this.map.getSize();
      Object.assign(this.popup.options, {
        minWidth: Math.min(250, size.x - 70),
        maxWidth: Math.min(380, size.x - 50),
        maxHeight: Math.max(160, Math.min(440, Math.round(size.y * 0.62), size.y - 110)),
      });
      this.body = element('div', 'atlas-body');
      this.popup.setLatLng(latLng).setContent(this.body).openOn(this.map);
      if (rows.length === 1) this._showClaim(rows[0]);
      else this._showPage();
      this.onChoose(rows);
    }

    close() {
      this.popup.close();
    }

    /** After a filter change: keeps only claims that still pass; closes when none is left. */
    refresh(visible) {
      if (!this.isOpen) return;
      const kept = this.rows.filter((row) => visible.has(row));
      const showsHidden = this.single >= 0 && !visible.has(this.single);
      if (!kept.length || showsHidden) {
        this.close();
      } else if (kept.length < this.rows.length) {
        this.rows = kept;
        this.page = Math.min(this.page, Math.ceil(kept.length / PAGE) - 1);
        if (this.single < 0) this._showPage();
      }
    }

    async _showClaim(row) {
      this.single = row;
      const back = this.rows.length > 1
        && button(`‹ All ${this.rows.length.toLocaleString('en')} claims here`, 'atlas-back', () => {
          this._showPage();
          this.onChoose(this.rows);
        });
      await this._fill([row], ([detail]) => [
        back, ClaimAtlas.claimCard(detail, this.layer.columns, this.layer.symbols),
      ], back);
    }

    async _showPage() {
      this.single = -1;
      const from = this.page * PAGE;
      const rows = this.rows.slice(from, from + PAGE);
      const head = element('div', 'atlas-list-head', element('b', '', this.title), this._pager(from, rows.length));
      await this._fill(rows, (details) => [
        head,
        element('ol', 'atlas-list', ...details.map((detail) => (
          ClaimAtlas.claimRow(detail, this.layer.columns, this.layer.symbols, () => {
            this._showClaim(detail.row);
            this.onChoose([detail.row]);
          })))),
      ], head);
    }

    _pager(from, count) {
      const total = this.rows.length;
      const text = `${(from + 1).toLocaleString('en')}–${(from + count).toLocaleString('en')} of ${total.toLocaleString('en')}`;
      if (total <= PAGE) return element('span', 'atlas-quiet', text);
      const turn = (step, label, sign, off) => {
        const node = button(sign, 'atlas-turn', () => {
          this.page += step;
          this._showPage();
        });
        node.setAttribute('aria-label', label);
        node.disabled = off;
        return node;
      };
      return element('span', 'atlas-pager',
        turn(-1, 'Previous page', '‹', from === 0),
        element('span', 'atlas-quiet', text),
        turn(1, 'Next page', '›', from + count >= total));
    }

    /** Asks for details and shows them, unless something else was asked for meanwhile. */
    async _fill(rows, build, meanwhile) {
      const ticket = ++this.asked;
      const known = this.body.childElementCount > 0;
      if (!known) this._put([element('p', 'atlas-quiet', 'Loading…')]);
      let content;
      try {
        content = build(await this.source.details(rows));
      } catch (error) {
        const again = button('Try again', 'atlas-more', () => this._fill(rows, build, meanwhile));
        const text = `These claims could not be loaded. ${error.message}`;
        content = [meanwhile, element('p', 'atlas-error', text), again];
      }
      if (ticket === this.asked && this.isOpen) this._put(content);
    }

    /** Pans so that the whole popup shows; Leaflet's own panning glides for everybody. */
    _bringIntoView() {
      this.map.stop();
      const popup = this.popup.getElement().getBoundingClientRect();
      const frame = this.map.getContainer().getBoundingClientRect();
      const [side, top] = [14, 48];
      const left = popup.left - frame.left - side;
      const right = popup.right - frame.right + side;
      const above = popup.top - frame.top - top;
      const below = popup.bottom - frame.bottom + side;
      const x = left < 0 ? left : Math.max(0, right);
      const y = above < 0 ? above : Math.max(0, below);
      if (x || y) this.map.panBy([x, y], { animate: !this.still.matches });
    }

    _put(content) {
      const inside = this.body.contains(document.activeElement);
      this.body.replaceChildren(...content.filter(Boolean));
      this.popup.update();
      this._bringIntoView();
      this.body.parentElement.scrollTop = 0;
      if (inside) {
        const first = this.body.querySelector('button:not([disabled])');
        if (first) first.focus({ preventScroll: true });
      }
    }
  }

  Object.assign(ClaimAtlas, { ClaimPopup });
})();
