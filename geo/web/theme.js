/**
 * Light or dark: what Streamlit says, else the colours it has put on the frame, else the system.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});

  /** Theme by the lightness of a background colour (WCAG relative luminance), or null. */
  function themeOfColour(colour) {
    const probe = document.createElement('canvas').getContext('2d');
    probe.fillStyle = '#010203';
    probe.fillStyle = colour;
    const parts = /^#(..)(..)(..)$/.exec(probe.fillStyle);
    if (!colour || !parts || probe.fillStyle === '#010203') return null;
    const [red, green, blue] = parts.slice(1).map((hex) => (parseInt(hex, 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.2 ? 'dark' : 'light';
  }

  function guess() {
    const style = getComputedStyle(document.documentElement);
    const injected = themeOfColour(style.getPropertyValue('--background-color').trim());
    if (injected) return injected;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  /**
   * Calls back with the theme now and whenever it changes.
   *
   * @param {'light'|'dark'|undefined} fixed a theme that nothing may change
   * @param {(theme: string) => void} onTheme
   * @returns {() => void} stops watching
   */
  function watchTheme(fixed, onTheme) {
    let current = fixed || guess();
    onTheme(current);
    if (fixed) return () => {};
    const change = (theme) => {
      if (theme === current || (theme !== 'light' && theme !== 'dark')) return;
      current = theme;
      onTheme(theme);
    };
    const onMessage = (event) => {
      if (event.source !== window.parent || !event.data || event.data.type !== 'streamlit:render') return;
      const theme = event.data.theme;
      if (theme) change(theme.base || themeOfColour(theme.backgroundColor));
    };
    const system = matchMedia('(prefers-color-scheme: dark)');
    const onSystem = () => change(guess());
    window.addEventListener('message', onMessage);
    system.addEventListener('change', onSystem);
    return () => {
      window.removeEventListener('message', onMessage);
      system.removeEventListener('change', onSystem);
    };
  }

  Object.assign(ClaimAtlas, { watchTheme });
})();
