/**
 * The claims as columns: reads `claims.bin`, projects every claim once, fetches details on demand.
 *
 * Nothing here knows a map, a canvas or Streamlit.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});

  const MAGIC = 'CAT1';
  const VIEWS = { f4: Float32Array, i4: Int32Array, u1: Uint8Array };
  const NEEDED = {
    lon: 'f4', lat: 'f4', radius_m: 'f4', shape: 'u1', area: 'i4',
    kind: 'u1', confidence: 'u1', status: 'u1', modality: 'u1', size: 'u1',
  };
  /** Web Mercator ends here; nearer the poles a claim is drawn on this parallel. */
  const MAX_LATITUDE = 85.0511;

  /** Codes of the column `shape`. */
  const SHAPE = { NONE: 0, POINT: 1, RING: 2, AREA: 3, COUNTRY: 4 };

  /** Longitude in degrees → share of the world's width, 0 to 1 (180° is 0 again). */
  function worldX(lon) {
    const x = (lon + 180) / 360;
    return x - Math.floor(x);
  }

  /** Latitude in degrees → share of the world's height from the north, 0 to 1. */
  function worldY(lat) {
    const clipped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
    const sine = Math.sin((clipped * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return Math.max(0, Math.min(0.9999999, y));
  }

  /**
   * Reads the packed columns. The arrays are views on the buffer: nothing is copied but the
   * projected positions.
   *
   * @param {ArrayBuffer} buffer bytes of `claims.bin`
   * @returns columns by name, plus `n`, `mx`, `my` (Float64, 0 to 1) and `placed`
   *   (Uint8: what the map draws, a SHAPE code, NONE where the position is missing)
   * @throws {Error} in words, if the bytes are not what they should be
   */
  function readColumns(buffer) {
    const head = new DataView(buffer);
    if (buffer.byteLength < 8 || ascii(buffer, 0, 4) !== MAGIC) {
      throw new Error('The claim data are not in the expected form (no "CAT1" at the start).');
    }
    const length = head.getUint32(4, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    const columns = { n: header.n };
    for (const [name, type] of Object.entries(NEEDED)) {
      const place = header.columns[name];
      if (!place || place.type !== type) {
        throw new Error(`The claim data lack the column "${name}" (${type}).`);
      }
      columns[name] = new VIEWS[type](buffer, place.offset, header.n);
    }
    project(columns);
    return columns;
  }

  function ascii(buffer, start, length) {
    return String.fromCharCode(...new Uint8Array(buffer, start, length));
  }

  function project(columns) {
    const { n, lon, lat, shape } = columns;
    const mx = new Float64Array(n);
    const my = new Float64Array(n);
    const placed = new Uint8Array(n);
    for (let row = 0; row < n; row++) {
      const known = lon[row] === lon[row] && lat[row] === lat[row]; // NaN is not itself
      if (!known || shape[row] === SHAPE.NONE || shape[row] === SHAPE.COUNTRY) continue;
      mx[row] = worldX(lon[row]);
      my[row] = worldY(lat[row]);
      placed[row] = shape[row];
    }
    Object.assign(columns, { mx, my, placed });
  }

  /**
   * Where the claims come from: three questions answered by addresses under `base`.
   * A self-contained page passes an object of its own with the same three methods instead.
   *
   * @param {string} base address ending in a slash
   */
  function urlSource(base) {
    const get = async (name) => {
      const answer = await fetch(base + name, { credentials: 'same-origin' });
      if (!answer.ok) throw new Error(`The server answered ${answer.status} for ${name.split('?')[0]}.`);
      return answer;
    };
    return {
      columns: async () => (await get('claims.bin')).arrayBuffer(),
      areas: async () => (await get('areas.json')).json(),
      details: async (rows) => (await get('claims.json?rows=' + rows.join(','))).json(),
    };
  }

  Object.assign(ClaimAtlas, { SHAPE, worldY, readColumns, urlSource });
})();
