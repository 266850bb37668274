/**
 * A briefing as one file: fills the page from the data it carries and starts the map. Whatever was
 * written by others is put in by `textContent` alone.
 */
(function () {
  'use strict';
  const ClaimAtlas = window.ClaimAtlas;
  const { element, foreign, sourceLink } = ClaimAtlas;
  const ZOOM = { minZoom: 2, maxZoom: 10, zoomSnap: 0.25 };
  const COLUMNS = 4;
  /** Room for the map on a printed page, in CSS pixels. */
  const PRINT = { width: 1040, height: 520 };

  /** What a script element of the page holds; each is read once. */
  function held(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes.buffer;
  }

  function fillHead(data) {
    document.title = data.title;
    byId('title').textContent = data.title;
    byId('banner').textContent = data.symbols.banner;
    byId('subtitle').textContent = data.subtitle;
    byId('counts').textContent = data.counts;
    for (const node of document.querySelectorAll('.page-handling')) node.textContent = data.handling;
    byId('notes').append(...data.notes.map((note) => element('p', 'page-note', note)));
    byId('foot').append(...data.foot.map((line) => element('p', '', line)));
  }

  /** A statement, with the footnote of the document it stands in. */
  function voice(one, data) {
    const stance = element('span', `page-stance page-stance-${one.stance}`, one.stance_label);
    const line = element('li', '', stance, ' ', foreign(one.originator));
    if (one.speaks_for) line.append(' for ', foreign(one.speaks_for));
    one.via.forEach((name, i) => line.append(i ? ', ' : ' via ', foreign(name)));
    const number = data.documents.findIndex((each) => each.id === one.document) + 1;
    const link = element('a', '', `[${number}]`);
    link.href = `#document-${number}`;
    link.setAttribute('aria-label', `Document ${number}`);
    line.append(element('sup', '', link));
    const grade = [`${one.grade_label} (${one.grade})`, one.locator];
    if (one.retracted) grade.push(`taken back ${one.retracted}`);
    line.append(element('div', 'page-quiet', foreign(grade.filter(Boolean).join(' · '))));
    if (one.note) line.append(element('div', 'page-quiet', foreign(one.note)));
    return line;
  }

  function row(card, data, onShow) {
    const number = String(card.number);
    let label = element('span', '', number);
    if (card.on_map) {
      label = ClaimAtlas.button(number, '', () => onShow(card.row));
      label.setAttribute('aria-label', `Claim ${number}: show on the map`);
    }
    const facts = [card.where, card.when, card.figure, card.modality_note].filter(Boolean);
    const why = card.confidence_reasons.join(' ');
    const node = element('tr', '',
      element('td', 'page-number', label),
      element('td', '', wrap(foreign(card.summary), 'page-summary'),
        ...facts.map((fact) => wrap(foreign(fact), 'page-quiet'))),
      element('td', '', wrap(foreign(`${card.status_label} · ${card.confidence_label}`), ''),
        card.missing && wrap(foreign(card.missing), 'page-note'),
        why && wrap(foreign(why), 'page-quiet')),
      element('td', '', element('ul', 'page-voices', ...card.statements.map((one) => voice(one, data)))));
    node.id = `claim-${number}`;
    return node;
  }

  function wrap(node, className) {
    return element('div', className, node);
  }

  function fillTable(data, onShow) {
    if (!data.sources) {
      byId('sources').hidden = true;
      return;
    }
    for (const section of data.sections) {
      const body = element('tbody', '', heading(section.heading, section.note && ` – ${section.note}`));
      for (const at of section.rows) body.append(row(data.cards[at], data, onShow));
      byId('claims').append(body);
    }
    byId('claims').append(documents(data));
  }

  /** The documents behind the footnotes, in the same table: its head and foot are on every page. */
  function documents(data) {
    const body = element('tbody', '', heading('Documents'));
    data.documents.forEach((one, i) => {
      const basis = one.published_basis ? ` (${one.published_basis})` : '';
      const link = one.url ? sourceLink(one.url, 'Open source') : null;
      const text = element('td', '', foreign(one.outlet), ', ', foreign(one.published + basis), link && ' · ', link);
      text.colSpan = COLUMNS - 1;
      const line = element('tr', '', element('td', 'page-number', element('span', '', `[${i + 1}]`)), text);
      line.id = `document-${i + 1}`;
      body.append(line);
    });
    return body;
  }

  function heading(...words) {
    const head = element('th', '', ...words);
    head.scope = 'rowgroup';
    head.colSpan = COLUMNS;
    return element('tr', '', head);
  }

  function startMap(data) {
    const map = L.map('map_div', { ...ZOOM, scrollWheelZoom: false, attributionControl: false });
    map.setView([30, 60], ZOOM.minZoom + 1);
    map.getContainer().setAttribute('aria-label', data.map_words);
    // The wheel zooms once the reader has turned to the map, and scrolls the page before that.
    map.on('focus click', () => map.scrollWheelZoom.enable());
    map.on('blur', () => map.scrollWheelZoom.disable());
    const columns = bytesOf(data.columns);
    const ground = { 'low.topo.json': 'basemap', 'labels-low.json': 'basemap-labels' };
    const coarse = (name) => ground[name.replace('high', 'low')];
    ClaimAtlas.Basemap.mergeOptions({ load: async (name) => held(coarse(name)) });
    ClaimAtlas.start(map, {
      viewUrl: null, boundary: data.boundary, boundaryNote: data.boundary_note, theme: 'light',
      symbols: data.symbols, banner: data.symbols.banner,
      source: {
        columns: async () => columns,
        areas: async () => data.areas,
        details: async (rows) => rows.map((each) => ({
          ...data.cards[each], summary: `${data.cards[each].number}. ${data.cards[each].summary}`,
        })),
      },
    });
    const state = {
      mask: null, selected: null, boundary: data.boundary, boundaryNote: data.boundary_note,
      fit: data.fit, fitSeq: 1, overview: data.fit !== null, seq: 1,
    };
    ClaimAtlas.apply(state);
    // Paper is narrower than most windows: the map is printed as it stands on the screen, smaller.
    window.addEventListener('beforeprint', () => {
      const { x, y } = map.getSize();
      const legend = byId('map_div').parentNode.clientHeight - y;
      const root = document.documentElement.style;
      root.setProperty('--page-map-width', `${x}px`);
      root.setProperty('--page-map-height', `${y + legend}px`);
      root.setProperty('--page-map-zoom', String(Math.min(PRINT.width / x, PRINT.height / (y + legend))));
    });
    return (selected) => ClaimAtlas.apply({ ...state, selected, seq: (state.seq += 1) });
  }

  function mark(data, rows) {
    for (const node of document.querySelectorAll('.page-chosen')) node.classList.remove('page-chosen');
    const numbers = rows.map((each) => data.cards[each].number);
    for (const number of numbers) {
      const node = byId(`claim-${number}`);
      if (node) node.classList.add('page-chosen');
    }
    byId('status').textContent = `Chosen: ${numbers.length === 1 ? 'claim' : 'claims'} ${numbers.join(', ')}`;
  }

  const data = held('data');
  fillHead(data);
  const select = startMap(data);
  fillTable(data, (chosen) => {
    mark(data, [chosen]);
    select(chosen);
    byId('map_div').scrollIntoView({ block: 'center' });
  });
  // The map tells whoever listens under this name which claims the reader chose on it.
  window.Streamlit = { setComponentValue: ({ rows }) => mark(data, rows) };
})();
