import { DEFAULT_MISSED, type MissedSettings, type PbxMissed } from "../directory/mod.ts";
import { notices } from "./missed_notices.ts";
import { numberText, worldNumber } from "./names.ts";
import { type Field, type Fields, optional, preset, record } from "./record.ts";
import { list, type Shape, switched, whole } from "./shape.ts";

const MOST_PROBES = 100;
const days = whole({ from: 0, to: 36_500, unit: "days" });

const FIELDS: Fields<Omit<MissedSettings, "notify">> = {
  voicemail: preset("count_voicemail", switched, {
    value: DEFAULT_MISSED.voicemail,
    about: "Whether a caller who left a message was missed all the same",
  }),
  busy: preset("count_busy", switched, {
    value: DEFAULT_MISSED.busy,
    about: "Whether a caller was missed who only met busy phones: none has rung",
  }),
  refusedByQueue: preset("count_refused_by_queue", switched, {
    value: DEFAULT_MISSED.refusedByQueue,
    about: "Whether a caller was missed whom a queue did not let in: full, or nobody there",
  }),
  minRingS: preset("min_ring", whole({ from: 0, to: 60, unit: "seconds" }), {
    value: DEFAULT_MISSED.minRingS,
    about: "Seconds; a phone that rang for less has not rung",
  }),
  lookBackHours: preset("look_back", whole({ from: 0, to: 8_784, unit: "hours" }), {
    value: DEFAULT_MISSED.lookBackHours,
    about: "Hours in which calling back, and being answered, puts a miss right; 0: for ever",
  }),
  openDays: preset("open_days", days, {
    value: DEFAULT_MISSED.openDays,
    about: "Days after which a miss that nobody cared for is closed as expired; 0: never",
  }),
  archiveAfterDays: preset("archive_after", days, {
    value: DEFAULT_MISSED.archiveAfterDays,
    about:
      "Days after which what is closed goes to the archive, for 90 days more; then it is thrown away with its journal. 0: never",
  }),
  probeNumbers: preset("probe_numbers", list(worldNumber, MOST_PROBES), {
    value: [],
    about: "Callers that only test the line: nobody has missed them",
  }),
  probeExtensions: preset("probe_extensions", list(numberText, MOST_PROBES), {
    value: [],
    about: "Numbers of the office that only such tests call",
  }),
};

/** `missed:`, which callers nobody answered, and until when that is somebody's task. */
export const missed: Shape<MissedSettings> = record<MissedSettings>({
  ...FIELDS,
  notify: preset("notify", notices, { value: DEFAULT_MISSED.notify, about: "Who is told of missed calls, and when" }),
});

/** `missed:` of one of `pbx:`: what it leaves out is as in the office. */
export const pbxMissed: Shape<PbxMissed> = record<PbxMissed>({
  ...orNothing(FIELDS),
  busyRangS: optional(
    "busy_rang",
    whole({ from: 0, to: 600, unit: "seconds" }),
    "Seconds; a phone that said busy after ringing so long was rejected by somebody (usually 2)",
  ),
  forwardConfirmed: optional(
    "forward_confirmed",
    switched,
    "Whether who is called on his mobile presses a key, so that no voicemail there answers for him",
  ),
});

/** The same keys, each of which may be left out and then means nothing. */
function orNothing<T extends object>(fields: Fields<T>): Fields<T> {
  const all: readonly (readonly [string, Field<unknown>])[] = Object.entries(fields);
  return Object.fromEntries(
    all.map(([name, { key, shape, about }]) => [name, optional(key, shape, about)]),
  ) as Fields<T>;
}
