/**
 * Makes page elements whose text can never become markup: everything goes in by `textContent`.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  /** Characters shown before "Show all". */
  const CLAMP = 280;

  /**
   * @param {string} tag
   * @param {string} [className]
   * @param {...(Node|string|null|undefined|false)} children strings become text nodes
   */
  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter((child) => child || child === 0));
    return node;
  }

  /** A word of somebody else's, set apart so that its direction disturbs nothing around it. */
  function foreign(text, tag = 'bdi') {
    const node = document.createElement(tag);
    node.dir = 'auto';
    node.textContent = text === null || text === undefined ? '' : String(text);
    return node;
  }

  /** The same for long text: clamped, with a button that shows all of it. */
  function longText(text, className) {
    const all = text === null || text === undefined ? '' : String(text);
    const node = foreign(all, 'div');
    node.className = className;
    const letters = all.length > CLAMP ? Array.from(all) : [];
    if (letters.length <= CLAMP) return node;
    node.textContent = letters.slice(0, CLAMP).join('') + '…';
    const count = letters.length.toLocaleString('en');
    const more = button(`Show all ${count} characters`, 'atlas-more', () => {
      node.textContent = all;
      more.remove();
    });
    return element('div', '', node, more);
  }

  function button(text, className, onClick) {
    const node = element('button', className, text);
    node.type = 'button';
    node.addEventListener('click', onClick);
    return node;
  }

  /** A link that tells nobody where the reader comes from; null unless http or https. */
  function sourceLink(url, text) {
    let parsed;
    try {
      parsed = new URL(url);
    } catch {
      return null;
    }
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
    const node = element('a', 'atlas-link', text);
    node.href = parsed.href;
    node.target = '_blank';
    node.rel = 'noopener noreferrer';
    node.referrerPolicy = 'no-referrer';
    node.title = parsed.hostname;
    return node;
  }

  Object.assign(ClaimAtlas, { element, foreign, longText, button, sourceLink });
})();
