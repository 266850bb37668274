/**
 * Reads TopoJSON (https://github.com/topojson/topojson-specification) and prepares it for drawing:
 * arcs are undone, projected to Web Mercator once, and cut into runs with bounding boxes, so that
 * a redraw touches only what is on the screen.
 *
 * World coordinates: x and y from 0 to 1 (y down) for longitude -180 to 180 and latitude 85.05 to
 * -85.05, as Leaflet's EPSG:3857 divided by its size. Float32 is exact to 0.02 px at zoom 10.
 */
(function () {
  'use strict';
  const ClaimAtlas = (window.ClaimAtlas = window.ClaimAtlas || {});
  /** Vertices per run. Small runs cull better, large ones cost less to test. */
  const RUN = 48;
  /** Antarctica is drawn past the edge of the Mercator world instead of ending in a line. */
  const LAST_LATITUDE = 89;

  function mercatorX(lon) {
    return (lon + 180) / 360;
  }

  function mercatorY(lat) {
    const within = Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, lat));
    const sine = Math.sin((within * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  /** A TopoJSON arc (differences on a grid) as x, y, x, y, ... in world coordinates. */
  function decodeArc(arc, { scale, translate }) {
    const points = new Float32Array(arc.length * 2);
    let x = 0;
    let y = 0;
    for (let i = 0; i < arc.length; i += 1) {
      x += arc[i][0];
      y += arc[i][1];
      points[2 * i] = mercatorX(x * scale[0] + translate[0]);
      points[2 * i + 1] = mercatorY(y * scale[1] + translate[1]);
    }
    return points;
  }

  /** Joins arcs end to end; a reference below zero is arc `~reference` backwards. */
  function joinArcs(references, arcs) {
    if (references.length === 1 && references[0] >= 0) return arcs[references[0]];
    let count = 1;
    for (const reference of references) {
      count += arcs[reference < 0 ? ~reference : reference].length / 2 - 1;
    }
    const points = new Float32Array(count * 2);
    let at = 0;
    for (const reference of references) {
      const arc = arcs[reference < 0 ? ~reference : reference];
      const length = arc.length / 2;
      for (let i = at ? 1 : 0; i < length; i += 1) {
        const from = reference < 0 ? length - 1 - i : i;
        points[at] = arc[2 * from];
        points[at + 1] = arc[2 * from + 1];
        at += 2;
      }
    }
    return points;
  }

  /** Bounding box of the vertices `from` to `to` (inclusive) written to `boxes` at `at`. */
  function boxOf(points, from, to, boxes, at) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = from; i <= to; i += 1) {
      const x = points[2 * i];
      const y = points[2 * i + 1];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    boxes.set([west, north, east, south], at);
  }

  /**
   * A line or ring with the boxes of its runs; neighbouring runs share a vertex.
   *
   * @returns {{points: Float32Array, count: number, box: Float64Array, runs: Float64Array,
   *   cut: boolean}} `cut` is true when it follows the antimeridian, where no shore is
   */
  function toPath(points) {
    const count = points.length / 2;
    const runs = new Float64Array(Math.max(1, Math.ceil((count - 1) / RUN)) * 4);
    for (let run = 0; run * 4 < runs.length; run += 1) {
      boxOf(points, run * RUN, Math.min(count - 1, (run + 1) * RUN), runs, run * 4);
    }
    const box = new Float64Array(4);
    boxOf(points, 0, count - 1, box, 0);
    return { points, count, box, runs, cut: box[0] <= 0 || box[2] >= 1 };
  }

  /** The lines of a geometry as lists of arc references. */
  function linesOf(geometry) {
    if (geometry.type === 'MultiLineString') return geometry.arcs;
    if (geometry.type === 'LineString') return [geometry.arcs];
    if (geometry.type === 'MultiPolygon') return geometry.arcs.flat();
    if (geometry.type === 'Polygon') return geometry.arcs;
    throw new Error(`The basemap holds a geometry it should not: ${geometry.type}`);
  }

  /**
   * All geometries of a topology, ready to draw.
   *
   * @param topology parsed TopoJSON whose objects are geometry collections
   * @returns {Object<string, Array<{properties: Object, paths: Array}>>} by object name
   */
  function readTopology(topology) {
    const arcs = topology.arcs.map((arc) => decodeArc(arc, topology.transform));
    const layers = {};
    for (const [name, collection] of Object.entries(topology.objects)) {
      layers[name] = collection.geometries.map((geometry) => ({
        properties: geometry.properties,
        paths: linesOf(geometry).map((references) => toPath(joinArcs(references, arcs))),
      }));
    }
    return layers;
  }

  /** Whether the boxes a (in an array at `at`) and b overlap. */
  function overlaps(boxes, at, view) {
    return boxes[at] <= view[2] && boxes[at + 2] >= view[0]
      && boxes[at + 1] <= view[3] && boxes[at + 3] >= view[1];
  }

  /**
   * Adds a path to a canvas path. Runs off the screen are left out: of a line entirely, of a ring
   * all but their ends. That changes nothing on the screen, because such a run lies wholly to one
   * side of it and so does the straight line that takes its place.
   *
   * @param {Path2D|CanvasRenderingContext2D} target
   * @param {{scale: number, x: number, y: number, view: number[]}} frame pixels per world, pixel
   *   position of the world's corner, and the visible box in world coordinates
   * @param {boolean} ring true to fill, false to stroke (then the antimeridian is left out). Rings
   *   end where they start; `closePath` is not called, since Chromium's takes longer the longer the
   *   path already is (0.3 s for the world).
   */
  function trace(target, path, frame, ring) {
    const { points, runs, count } = path;
    const { scale, x: left, y: top, view } = frame;
    let penX = NaN;
    let penY = NaN;
    for (let run = 0; run * 4 < runs.length; run += 1) {
      const first = run * RUN;
      const last = Math.min(count - 1, first + RUN);
      const seen = overlaps(runs, run * 4, view);
      if (!seen && !ring) {
        penX = NaN;
        continue;
      }
      const step = seen ? 1 : Math.max(1, last - first);
      for (let i = first; i <= last; i += step) {
        const x = points[2 * i];
        let px = x * scale + left;
        const py = points[2 * i + 1] * scale + top;
        // The two halves of the world overlap by a hair, or a seam would show between them.
        if (ring) px += x >= 1 ? 0.7 : x <= 0 ? -0.7 : 0;
        if (penX !== penX) {
          target.moveTo(px, py);
        } else if (!ring && path.cut && i && (x >= 1 || x <= 0) && points[2 * i - 2] === x) {
          target.moveTo(px, py);
        } else if (i < last && Math.abs(px - penX) + Math.abs(py - penY) < 0.7) {
          continue;
        } else {
          target.lineTo(px, py);
        }
        penX = px;
        penY = py;
      }
    }
  }

  Object.assign(ClaimAtlas, { mercatorX, mercatorY, readTopology, overlaps, trace });
})();
