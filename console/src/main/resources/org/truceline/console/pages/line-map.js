// The map: the small map of the mission, every version, the strip, markers, salients and live tracks.
// Nothing is fetched but from this server, and labels are drawn with the font that the page carries.
import { GeoJSONSource, LngLatBounds, Map as MapLibre } from "maplibre-gl";
import { store, spoken } from "./store.js";
import { ORDER, SHAPES } from "./grades.js";

const FONT = ["Noto Sans KR Variable"];
const LIGHT = {
  sea: "#dfeaf2", land: "#f6f3ea", shore: "#b7bfc8", water: "#cfe0ec", border: "#b9b1a0", label: "#4a5460",
  halo: "#ffffff", strip: "#b3541e", salient: "#6a3a00", ink: "#1b1f24",
  versions: ["#b3261e", "#1a5fb4", "#2a7a2a", "#8a3ffc", "#8a6100", "#0b7285"],
  grades: { "clear": "#2a7a2a", "near": "#1a5fb4", "cannot-tell": "#5b6470", "in-strip": "#8a6100", "probable": "#b3541e", "near-certain": "#b3261e" },
};
const DARK = {
  sea: "#1a2733", land: "#262a26", shore: "#55606c", water: "#22384a", border: "#5b5648", label: "#c3ccd6",
  halo: "#14181d", strip: "#ffb27a", salient: "#ffd7a8", ink: "#e8ebef",
  versions: ["#ff8a80", "#8ab4f8", "#81c995", "#c58af9", "#fdd663", "#78d9ec"],
  grades: { "clear": "#81c995", "near": "#8ab4f8", "cannot-tell": "#b9c2cc", "in-strip": "#fdd663", "probable": "#ffb27a", "near-certain": "#ff8a80" },
};
/** Dashes tell the versions apart without colour; the first is drawn through. @type {(number[] | undefined)[]} */
const DASHES = [undefined, [4, 2], [1.5, 1.5], [6, 1.5, 1.5, 1.5], [0.5, 2], [3, 3]];
const CIRCLE_STEPS = 36;
const METRES_PER_DEGREE = 111195;

/** @typedef {import("maplibre-gl").ExpressionSpecification} Expression */
/** @typedef {GeoJSON.Feature} Feature */

/** @param {Lonlat} place @param {Ellipse} error @returns {Lonlat[]} */
function ellipse(place, error) {
  const turn = (error.orientationDegrees * Math.PI) / 180;
  const squeeze = Math.max(0.01, Math.cos((place[1] * Math.PI) / 180));
  /** @type {Lonlat[]} */
  const ring = [];
  for (let i = 0; i <= CIRCLE_STEPS; i++) {
    const angle = (2 * Math.PI * i) / CIRCLE_STEPS;
    const along = error.semiMajorMetres * Math.cos(angle);
    const across = error.semiMinorMetres * Math.sin(angle);
    const east = along * Math.sin(turn) + across * Math.cos(turn);
    const north = along * Math.cos(turn) - across * Math.sin(turn);
    ring.push([place[0] + east / METRES_PER_DEGREE / squeeze, place[1] + north / METRES_PER_DEGREE]);
  }
  return ring;
}

/** @param {GeoJSON.Geometry} geometry @param {Record<string, unknown>} properties @returns {Feature} */
function feature(geometry, properties) {
  return { type: "Feature", geometry, properties };
}

/** @param {Feature[]} features @returns {GeoJSON.FeatureCollection} */
function collection(features) {
  return { type: "FeatureCollection", features };
}

/** @typedef {import("maplibre-gl").StyleSpecification} Style */

/** @param {Style} style @param {MissionView} mission @param {typeof LIGHT} colours */
function ground(style, mission, colours) {
  const shores = mission.basemap.some((one) => one.kind === "land");
  style.layers.push({ id: "ground", type: "background", paint: { "background-color": shores ? colours.sea : colours.land } });
  for (const { name, kind } of mission.basemap) {
    const id = "base-" + name;
    style.sources[id] = { type: "geojson", data: "/api/v1/basemap/" + name };
    if (kind === "land") {
      style.layers.push({ id, type: "fill", source: id, paint: { "fill-color": colours.land, "fill-outline-color": colours.shore } });
    } else if (kind === "water") {
      style.layers.push({ id, type: "fill", source: id, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colours.water } });
      style.layers.push({ id: id + "-line", type: "line", source: id, filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colours.water, "line-width": 1.4 } });
    } else if (kind === "borders") {
      style.layers.push({ id, type: "line", source: id, paint: { "line-color": colours.border, "line-width": 0.8, "line-dasharray": [2, 2] } });
    }
  }
  for (const { name } of mission.basemap.filter((one) => one.kind === "places")) {
    /** @type {Expression} */
    const text = store.language === "en" ? ["get", "name"] : ["coalesce", ["get", "name_" + store.language], ["get", "name"]];
    style.layers.push({
      id: "base-" + name, type: "symbol", source: "base-" + name,
      layout: { "text-field": text, "text-font": FONT, "text-size": 13, "text-optional": true, "text-padding": 6 },
      paint: { "text-color": colours.label, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
    });
  }
}

/** @param {Style} style @param {LineView} line @param {typeof LIGHT} colours */
function course(style, line, colours) {
  style.sources.strips = { type: "geojson", data: collection(line.strips.map((one) => feature({ type: "Polygon", coordinates: [one.ring] }, {}))) };
  style.layers.push({ id: "strips", type: "fill", source: "strips", paint: { "fill-color": colours.strip, "fill-opacity": 0.28 } });
  line.versions.forEach((version, i) => {
    const id = "version-" + i;
    const dash = DASHES[i % DASHES.length];
    style.sources[id] = { type: "geojson", data: feature({ type: "LineString", coordinates: version.course }, { id: version.id }) };
    style.layers.push({
      id, type: "line", source: id, layout: { "line-join": "round" },
      paint: {
        "line-color": colours.versions[i % colours.versions.length] ?? colours.ink, "line-width": version.judged ? 2.6 : 1.2,
        ...(dash ? { "line-dasharray": dash } : {}),
      },
    });
  });
  style.sources.salients = {
    type: "geojson",
    data: collection(line.salients.map((one) => feature({ type: "LineString", coordinates: [one.from, one.to] }, {}))),
  };
  style.layers.push({ id: "salients", type: "line", source: "salients", paint: { "line-color": colours.salient, "line-width": 2, "line-dasharray": [1, 1.5] } });
  style.sources.markers = {
    type: "geojson",
    data: collection(line.markers.map((one) => feature({ type: "Point", coordinates: one.place }, { number: one.number, status: one.status }))),
  };
  style.layers.push({
    id: "markers", type: "symbol", source: "markers", minzoom: 8,
    layout: {
      "icon-image": ["concat", "marker:", ["get", "status"]], "icon-size": 0.55, "icon-allow-overlap": true,
      "text-field": ["step", ["zoom"], "", 12, ["get", "number"]], "text-font": FONT, "text-size": 12, "text-offset": [0, 1.1], "text-optional": true,
    },
    paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
  });
}

/** The live tracks and their errors as they are known now. */
function bodiesNow() {
  const all = [...store.tracks.values()];
  return {
    tracks: collection(all.map((one) => feature({ type: "Point", coordinates: one.place },
      { id: one.id, grade: one.grade, silent: one.silent, label: one.silent ? one.id + " …" : one.id, weight: ORDER.indexOf(one.grade) }))),
    errors: collection(all.map((one) => feature({ type: "Polygon", coordinates: [ellipse(one.place, one.error)] }, { grade: one.grade }))),
  };
}

/** @param {Style} style @param {typeof LIGHT} colours */
function bodies(style, colours) {
  const now = bodiesNow();
  style.sources.errors = { type: "geojson", data: now.errors };
  style.sources.tracks = { type: "geojson", data: now.tracks };
  const cases = ORDER.flatMap((grade) => [grade, colours.grades[grade]]);
  const colour = /** @type {Expression} */ (/** @type {unknown} */ (["match", ["get", "grade"], ...cases, colours.ink]));
  style.layers.push({ id: "errors", type: "fill", source: "errors", paint: { "fill-color": colour, "fill-opacity": 0.18 } });
  style.layers.push({ id: "error-rims", type: "line", source: "errors", paint: { "line-color": colour, "line-width": 1.5 } });
  style.layers.push({
    id: "tracks", type: "symbol", source: "tracks",
    layout: {
      "icon-image": ["concat", "grade:", ["get", "grade"]], "icon-size": 0.8, "icon-allow-overlap": true, "symbol-sort-key": ["get", "weight"],
      "text-field": ["get", "label"], "text-font": FONT, "text-size": 13, "text-offset": [0, 1.3], "text-anchor": "top", "text-optional": true,
    },
    paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 2, "icon-opacity": ["case", ["get", "silent"], 0.55, 1] },
  });
}

/** One map in one element. */
export class LineMap {
  /** @param {HTMLElement} element @param {(id: string) => void} chosen */
  constructor(element, chosen) {
    this.element = element;
    this.chosen = chosen;
    /** @type {MapLibre | undefined} */
    this.map = undefined;
    /** @type {LineView | undefined} */
    this.line = undefined;
    /** @type {MissionView | undefined} */
    this.mission = undefined;
    this.language = "";
    this.turn = 0;
    this.colours = LIGHT;
    this.moves = -1;
    this.ready = false;
    this.fitted = false;
  }

  /** Whether there is a map; a machine may have no means of drawing one. */
  start() {
    try {
      this.map = new MapLibre({
        container: this.element,
        style: { version: 8, sources: {}, layers: [] },
        attributionControl: false,
        canvasContextAttributes: { preserveDrawingBuffer: true },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        fadeDuration: 0,
        maxZoom: 19,
      });
    } catch {
      return false;
    }
    const canvas = this.map.getCanvas();
    canvas.setAttribute("aria-describedby", "map-said");
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.setMissingStyleImageResolver((id) => this.sign(id));
    this.map.on("click", "tracks", (event) => {
      const id = event.features?.[0]?.properties?.id;
      if (typeof id === "string") this.chosen(id);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.update(true));
    new ResizeObserver(() => this.map?.resize()).observe(this.element);
    return true;
  }

  stop() {
    this.map?.remove();
    this.map = undefined;
  }

  /** Draws what is in the store. @param {boolean} [anew] */
  update(anew = false) {
    const { map } = this;
    const { mission, line } = store;
    if (!map || !mission || !line) return;
    if (anew || line !== this.line || mission !== this.mission || store.language !== this.language) {
      this.line = line;
      this.mission = mission;
      this.language = store.language;
      this.ready = false;
      void this.dress(mission, line, ++this.turn);
    } else if (this.ready && this.moves !== store.moves) {
      this.moves = store.moves;
      this.moved();
    }
  }

  /** @param {MissionView} mission @param {LineView} line @param {number} turn */
  async dress(mission, line, turn) {
    for (const layer of mission.basemap.filter((one) => one.kind === "places")) {
      await this.letters("/api/v1/basemap/" + layer.name);
    }
    // Meanwhile something else may have to be drawn.
    if (turn !== this.turn || !this.map) return;
    this.colours = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    this.map.getCanvas().setAttribute("aria-label", spoken(mission.name));
    /** @type {Style} */
    const style = { version: 8, sources: {}, layers: [] };
    ground(style, mission, this.colours);
    course(style, line, this.colours);
    bodies(style, this.colours);
    this.map.setStyle(style, { diff: false });
    this.moves = store.moves;
    this.ready = true;
    if (!this.fitted) this.fit(line);
  }

  /** Draws a sign when it is wanted for the first time. @param {string} id */
  sign(id) {
    const [kind, ...rest] = id.split(":");
    const name = rest.join(":");
    if (!this.map || this.map.hasImage(id)) return;
    const { colours } = this;
    if (kind === "marker" && name in MARKERS) {
      const status = /** @type {MarkerShown["status"]} */ (name);
      this.map.addImage(id, picture(MARKERS[status], colours.ink, colours.halo, status !== "seen"), { pixelRatio: 2 });
    } else if (kind === "grade" && name in SHAPES) {
      const grade = /** @type {GradeWord} */ (name);
      this.map.addImage(id, picture(SHAPES[grade].path, colours.grades[grade], colours.halo, SHAPES[grade].open), { pixelRatio: 2 });
    }
  }

  /** The slices of the font that a layer's names need must be there before they are drawn. @param {string} url */
  async letters(url) {
    try {
      const answer = await fetch(url);
      /** @type {GeoJSON.FeatureCollection} */
      const places = await answer.json();
      const text = new Set(places.features.flatMap((one) => [...String(one.properties?.name ?? ""), ...String(one.properties?.["name_" + store.language] ?? "")]));
      await document.fonts.load("16px \"" + FONT[0] + "\"", [...text].join(""));
    } catch {
      // Then the names are drawn with what the machine has.
    }
  }

  /** Puts the tracks where they were last heard. */
  moved() {
    const { map } = this;
    const tracks = map?.getSource("tracks");
    const errors = map?.getSource("errors");
    if (!(tracks instanceof GeoJSONSource && errors instanceof GeoJSONSource)) return;
    const now = bodiesNow();
    void tracks.setData(now.tracks);
    void errors.setData(now.errors);
  }

  /** Shows all of the line. @param {LineView} line */
  fit(line) {
    const judged = line.versions.filter((one) => one.judged);
    const bounds = new LngLatBounds();
    for (const version of judged.length > 0 ? judged : line.versions) {
      for (const place of version.course) bounds.extend(place);
    }
    if (!bounds.isEmpty()) {
      this.fitted = true;
      this.map?.fitBounds(bounds, { padding: 40, animate: false });
    }
  }

  /** @param {Lonlat} place */
  show(place) {
    this.map?.jumpTo({ center: place, zoom: Math.max(13, this.map.getZoom()) });
  }

  /** @param {number} steps */
  zoom(steps) {
    this.map?.zoomTo(this.map.getZoom() + steps, { animate: false });
  }
}

/** Marks of the ground, in a square of 24. */
export const MARKERS = {
  "seen": "M5 5H19V19H5Z",
  "not-seen": "M5 5H19V19H5Z",
  "destroyed": "M5 5H19V19H5ZM5 5 19 19M19 5 5 19",
  "moved": "M5 5H19V19H5ZM8 12H16M13 9 16 12 13 15",
  "doubtful": "M5 5H19V19H5ZM10 10a2 2 0 1 1 2 2.4V14M12 16V17",
};

/** A shape as an image for the map, twice as large as it is shown. @param {string} path @param {string} colour @param {string} halo @param {boolean} open */
function picture(path, colour, halo, open) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(2.3, 2.3);
  pen.translate(1.9, 1.9);
  const shape = new Path2D(path);
  pen.lineJoin = "round";
  pen.strokeStyle = halo;
  pen.lineWidth = 6;
  pen.stroke(shape);
  pen.fillStyle = open ? halo : colour;
  pen.fill(shape);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.6;
  pen.stroke(shape);
  return pen.getImageData(0, 0, 64, 64);
}
