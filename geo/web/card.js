/**
 * One claim in a popup: what, where, when, figure, confidence with its reasons, who says so.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  const { element, foreign, longText, sourceLink } = ClaimAtlas;

  /** Label of a word in one of the spec's lists; the word itself if it is unknown. */
  function labelOf(list, name) {
    const entry = list.find((each) => each.name === name);
    return entry ? entry.label : name || '';
  }

  function lookOf(columns, row) {
    return {
      kind: columns.kind[row], confidence: columns.confidence[row],
      status: columns.status[row], modality: columns.modality[row],
    };
  }

  function fact(list, name, ...content) {
    const parts = content.filter(Boolean);
    if (!parts.length) return;
    list.append(element('dt', '', name), element('dd', '', ...parts));
  }

  /** One voice: stance, who through whom, outlet and date, grade in words, where to read it. */
  function sourceLine(statement) {
    const stance = element('span', 'atlas-stance atlas-stance-' + safeName(statement.stance));
    stance.textContent = statement.stance_label || statement.stance || '';
    const who = element('div', 'atlas-who', foreign(statement.originator), ' ', stance);
    const via = (statement.via || []).filter(Boolean);
    if (via.length) {
      const through = element('span', 'atlas-quiet', ' via ');
      via.forEach((name, i) => through.append(i ? ', ' : '', foreign(name)));
      who.append(through);
    }
    // How its date is known is for the card beside the map.
    const outlet = element('div', 'atlas-quiet', foreign(statement.outlet));
    if (statement.published) outlet.append(', ', foreign(statement.published));
    if (statement.locator) outlet.append(' · ', foreign(statement.locator));
    const link = statement.url ? sourceLink(statement.url, 'Open source') : null;
    if (link) outlet.append(' · ', link);
    const grade = statement.grade
      ? element('div', 'atlas-quiet', element('b', '', foreign(statement.grade)), ' ', foreign(statement.grade_label))
      : null;
    const back = statement.retracted
      ? element('div', 'atlas-quiet', 'taken back ', foreign(statement.retracted)) : null;
    return element('li', '', who, outlet, grade, back);
  }

  /** Only what may stand in a class name. */
  function safeName(word) {
    return String(word || '').replace(/[^a-z-]/g, '');
  }

  /**
   * @param detail one object of `claims.json`
   * @param columns claim columns
   * @param {ClaimAtlas.Symbols} symbols
   * @returns {HTMLElement}
   */
  function claimCard(detail, columns, symbols) {
    const { spec } = symbols;
    const modality = detail.modality_label || labelOf(spec.modality, detail.modality);
    const card = element('article', 'atlas-card',
      element('header', '',
        symbols.element(lookOf(columns, detail.row), 30, 9),
        element('div', 'atlas-kind', foreign(detail.kind_label || detail.kind),
          element('span', 'atlas-quiet', ' · ', foreign(modality)))),
      longText(detail.summary, 'atlas-summary'));
    const facts = element('dl', 'atlas-facts');
    fact(facts, 'Where', foreign(detail.where || detail.place || 'no place given'));
    fact(facts, 'When', foreign(detail.when || 'no date given'));
    fact(facts, 'Figure', detail.figure && foreign(detail.figure));
    const step = spec.confidence[columns.confidence[detail.row]];
    const swatch = element('span', 'atlas-swatch');
    swatch.style.background = step.fill;
    fact(facts, 'Confidence', swatch,
      element('b', '', foreign(detail.confidence_label || labelOf(spec.confidence, detail.confidence))));
    fact(facts, 'Status', foreign(detail.status_label || labelOf(spec.status, detail.status)),
      detail.says && element('span', 'atlas-quiet', ' · ' + detail.says));
    card.append(facts);
    const statements = detail.statements || [];
    if (statements.length) {
      card.append(element('ul', 'atlas-sources', ...statements.map(sourceLine)));
    }
    const why = reasons(detail.confidence_reasons);
    if (why) card.append(element('h4', '', 'Why this confidence'), why);
    return card;
  }

  function reasons(list) {
    if (!list || !list.length) return null;
    return element('ul', 'atlas-reasons', ...list.map((reason) => foreign(reason, 'li')));
  }

  /** One claim in a list: its symbol and a few words, as a button. */
  function claimRow(detail, columns, symbols, onChoose) {
    const words = element('span', 'atlas-row-text',
      foreign(shorten(detail.summary)),
      element('span', 'atlas-quiet',
        [detail.kind_label, detail.when, detail.confidence_label].filter(Boolean).map(shorten).join(' · ')));
    const row = ClaimAtlas.button('', 'atlas-row', onChoose);
    row.append(symbols.element(lookOf(columns, detail.row), 26, 7.5), words);
    return element('li', '', row);
  }

  function shorten(text) {
    const letters = Array.from(String(text || '').slice(0, 400));
    return letters.length > 140 ? letters.slice(0, 139).join('') + '…' : letters.join('');
  }

  Object.assign(ClaimAtlas, { claimCard, claimRow });
})();
