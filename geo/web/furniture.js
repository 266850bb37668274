/**
 * What lies around the map: banner, credits with the boundary note, notices, tooltip, and the
 * button that shows all claims again.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { element } = ClaimAtlas;

  class Furniture {
    /**
     * @param {L.Map} map
     * @param {{banner: string, credits: string, home: string, onHome: () => void}} options no
     *   banner, no bar; `home` is what the button that goes back to the overview is called
     */
    constructor(map, options) {
      this.map = map;
      const holder = map.getContainer();
      this.banner = element('div', 'atlas-banner', options.banner);
      this.banner.hidden = !options.banner;
      this.notice = element('div', 'atlas-notice');
      this.notice.setAttribute('role', 'status');
      this.tooltip = element('div', 'atlas-tooltip');
      this.tooltip.setAttribute('aria-hidden', 'true');
      holder.append(this.banner, this.notice, this.tooltip);
      this.creditsText = options.credits;
      this.credits = element('div', 'atlas-credits');
      if (map.attributionControl) map.attributionControl.remove();
      this.controls = [
        this._control('topleft', this._homeButton(options.home || 'Show all claims on the map', options.onHome)),
        L.control.scale({ position: 'bottomright', imperial: false, maxWidth: 90 }).addTo(map),
      ];
      if (map.zoomControl) {
        for (const link of map.zoomControl.getContainer().querySelectorAll('a')) link.tabIndex = 0;
      }
    }

    /** The sentence that names the boundary viewpoint, before the sources of the basemap. */
    setBoundaryNote(note) {
      this.credits.textContent = [note, this.creditsText].filter(Boolean).join(' · ');
    }

    setHome(visible) {
      this.home.hidden = !visible;
    }

    /** Words over the map when it cannot show what it should; empty text removes them. */
    setNotice(text, onRetry) {
      this.notice.replaceChildren();
      if (!text) return;
      this.notice.append(text);
      if (onRetry) this.notice.append(' ', ClaimAtlas.button('Try again', 'atlas-more', onRetry));
    }

    /** @param {string|null} text @param {L.Point} [point] in px of the map's container */
    setTooltip(text, point) {
      const tip = this.tooltip;
      tip.style.visibility = text ? 'visible' : 'hidden';
      if (!text) return;
      if (tip.textContent !== text) tip.textContent = text;
      const size = this.map.getSize();
      const left = Math.min(point.x + 14, size.x - tip.offsetWidth - 6);
      const top = point.y + 18 + tip.offsetHeight > size.y ? point.y - tip.offsetHeight - 10 : point.y + 18;
      tip.style.transform = `translate(${Math.max(4, Math.round(left))}px,${Math.round(top)}px)`;
    }

    remove() {
      this.banner.remove();
      this.notice.remove();
      this.tooltip.remove();
      for (const control of this.controls) control.remove();
    }

    _homeButton(title, onHome) {
      this.home = ClaimAtlas.button('', 'atlas-home', onHome);
      this.home.title = title;
      this.home.setAttribute('aria-label', this.home.title);
      const bar = element('div', 'leaflet-bar', this.home);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    }

    _control(position, content) {
      const control = L.control({ position });
      control.onAdd = () => content;
      return control.addTo(this.map);
    }
  }

  Object.assign(ClaimAtlas, { Furniture });
})();
