/**
 * How the basemap looks: palettes, line widths, and the order things are painted in.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});

  const PALETTES = {
    light: {
      water: '#d3e0e8',
      land: '#f5f3ee',
      shore: '#a9bfcc',
      river: '#bcd1dd',
      admin1: '#d3ccc1',
      border: '#9b93a0',
      casing: 'rgba(255, 255, 255, .75)',
      halo: 'rgba(250, 248, 244, .92)',
      seaHalo: 'rgba(211, 224, 232, .85)',
      label: {
        country: '#5b5566', sea: '#6d90a6', admin1: '#978d7e', capital: '#343b45', city: '#59626d',
      },
    },
    dark: {
      water: '#101a23',
      land: '#202c38',
      shore: '#344654',
      river: '#162531',
      admin1: '#364553',
      border: '#6b7a89',
      casing: 'rgba(16, 26, 35, .55)',
      halo: 'rgba(26, 36, 46, .92)',
      seaHalo: 'rgba(16, 26, 35, .85)',
      label: {
        country: '#b6c2cd', sea: '#4d6c83', admin1: '#74869a', capital: '#d5dee6', city: '#a3b0bc',
      },
    },
  };

  /** Line width in px: `thin` up to zoom 3, `thick` from zoom 8, between them in proportion. */
  function width(zoom, thin, thick) {
    return thin + (thick - thin) * Math.max(0, Math.min(1, (zoom - 3) / 5));
  }

  /** The geometries of a layer that are drawn at this zoom and in this view. */
  function chosen(layer, zoom, boundary, kind) {
    return (layer || []).filter(({ properties }) => (
      (properties.minzoom || 0) <= zoom
      && (!kind || properties.kind === kind)
      && (!properties.view || properties.view === 'both' || properties.view === boundary)
    ));
  }

  /** One path of everything in view, over all copies of the world; `least` px drops specks. */
  function collect(geometries, frames, ring, least) {
    const target = new Path2D();
    for (const frame of frames) {
      const smallest = least / frame.scale;
      for (const { paths } of geometries) {
        for (const path of paths) {
          const { box } = path;
          if (!ClaimAtlas.overlaps(box, 0, frame.view)) continue;
          if (box[2] - box[0] < smallest && box[3] - box[1] < smallest) continue;
          ClaimAtlas.trace(target, path, frame, ring);
        }
      }
    }
    return target;
  }

  function stroke(context, path, colour, lineWidth, dash) {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    context.setLineDash(dash || []);
    context.stroke(path);
    context.setLineDash([]);
  }

  /**
   * Paints land, water and lines (no names).
   *
   * @param {CanvasRenderingContext2D} context with a clear canvas
   * @param {Object} layers from `ClaimAtlas.readTopology`
   * @param {Array} frames see `ClaimAtlas.trace`; one per copy of the world
   * @param {{zoom: number, boundary: string, palette: Object}} how
   */
  function paint(context, layers, frames, { zoom, boundary, palette }) {
    context.lineJoin = 'round';
    context.lineCap = 'round';
    const land = chosen(layers.land, zoom, boundary);
    context.fillStyle = palette.land;
    context.fill(collect(land, frames, true, 0.4));
    stroke(context, collect(land, frames, false, 1.5), palette.shore, width(zoom, 0.5, 0.9));

    const rivers = collect(chosen(layers.rivers, zoom, boundary), frames, false, 1);
    stroke(context, rivers, palette.river, width(zoom, 0.6, 1.5));
    const lakes = collect(chosen(layers.lakes, zoom, boundary), frames, true, 1);
    context.fillStyle = palette.water;
    context.fill(lakes);
    stroke(context, lakes, palette.shore, width(zoom, 0.4, 0.8));

    const lines = (kind) => collect(chosen(layers.lines, zoom, boundary, kind), frames, false, 0.3);
    stroke(context, lines('admin1'), palette.admin1, width(zoom, 0.6, 1));
    const border = lines('border');
    stroke(context, border, palette.casing, width(zoom, 1.6, 3.4));
    stroke(context, border, palette.border, width(zoom, 0.8, 1.5));
    context.lineCap = 'butt';
    const disputed = lines('disputed');
    stroke(context, disputed, palette.casing, width(zoom, 1.6, 3.4));
    stroke(context, disputed, palette.border, width(zoom, 0.8, 1.5), [4, 3]);
  }

  Object.assign(ClaimAtlas, { PALETTES, paintBasemap: paint });
})();
