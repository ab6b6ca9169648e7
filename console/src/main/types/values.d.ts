// What the API gives and the pages hold; docs/reference/http-api.md says it in words.
interface Said { [language: string]: string }
type Lonlat = [number, number];
type GradeWord = "clear" | "near" | "cannot-tell" | "in-strip" | "probable" | "near-certain";
type ProofWord = "written" | "sealed" | "witnessed";
type HealthWord = "well" | "late" | "silent" | "fault";
interface Ellipse { semiMajorMetres: number; semiMinorMetres: number; orientationDegrees: number }
interface BasemapShown { name: string; kind: "land" | "water" | "borders" | "places"; attribution: string }
interface MissionView {
  id: string; name: Said; notice: Said; madeUp: boolean; languages: string[]; zone: string;
  parties: { id: string; name: Said }[]; left: Said; right: Said;
  grades: { grade: GradeWord; word: Said; policy: Said }[]; posts: string[]; basemap: BasemapShown[];
}
interface VersionShown {
  id: string; title: Said; holder: Said; judged: boolean; source: string; licence: string; attribution: string;
  sigmaMetres: number; accuracySource: string; validFrom: string; validTo: string; lengthMetres: number; course: Lonlat[];
}
interface MarkerShown {
  number: string; version: string; place: Lonlat; sigmaMetres: number;
  status: "seen" | "not-seen" | "destroyed" | "moved" | "doubtful"; said: Said;
}
interface SalientShown {
  version: string; pointsTo: "left" | "right"; from: Lonlat; to: Lonlat; tip: Lonlat;
  depthMetres: number; shortCutMetres: number;
}
interface LineView {
  versions: VersionShown[]; strips: { one: string; other: string; ring: Lonlat[] }[];
  markers: MarkerShown[]; salients: SalientShown[];
}
interface TrackShown {
  id: string; party: string; place: Lonlat; error: Ellipse; heard: string; grade: GradeWord; probability: number;
  offsets: { version: string; metres: number; side: "left" | "right" }[]; silent: boolean; episode: string; said: Said;
}
interface EpisodeShown {
  id: string; track: string; party: string; from: string; to: string; open: boolean; grade: GradeWord;
  probability: number; peak: Lonlat; peakTime: string; index: number; proof: ProofWord;
  attention: { state: "none" | "sounding" | "silenced"; since: string; by: string }; said: Said;
}
interface LiveView { index: number; asOf: string; tracks: TrackShown[]; episodes: EpisodeShown[] }
interface Reason { said: Said; parts: Reason[] }
interface Point { time: string; probability: number; grade: GradeWord }
interface Series { name: Said; points: Point[] }
interface EntryShown {
  index: number; kind: Said; known: string; written: string; author: string; summary: Said; proof: ProofWord;
}
interface EpisodeView {
  episode: EpisodeShown; because: Reason; series: Series[];
  fixes: { time: string; place: Lonlat; error: Ellipse; grade: GradeWord }[];
  revisions: { known: string; index: number; before: GradeWord; after: GradeWord; said: Said }[];
  entries: EntryShown[];
}
interface CheckpointShown {
  size: number; root: string; sealed: string; cosigners: { name: string; party: Said; time: string }[];
}
interface KeyShown { key: string; whose: Said; log: boolean }
interface RecordView {
  origin: string; size: number; latest: EntryShown[]; checkpoints: CheckpointShown[]; keys: KeyShown[];
}
interface HealthLine { health: HealthWord; said: Said }
interface StatusView {
  asOf: string; version: string; since: string; clock: HealthLine;
  disk: { line: HealthLine; freeBytes: number; totalBytes: number };
  sources: { name: string; line: HealthLine; heard: string; accepted: number; refused: number }[];
  limits: { name: string; most: number; used: number; why: Said }[];
}
type Happening =
  | { what: "track"; of: TrackShown } | { what: "track-gone"; of: string }
  | { what: "episode"; of: EpisodeShown } | { what: "episode-gone"; of: string }
  | { what: "entry"; of: EntryShown } | { what: "checkpoint"; of: CheckpointShown } | { what: "line"; of: true };
interface Told { index: number; happenings: Happening[] }
interface Kept {
  key: string; made: string; body: { [name: string]: string | number };
  state: "waiting" | "delivered" | "refused"; index?: number; why?: Said;
}
