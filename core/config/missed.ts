import { DEFAULT_MISSED, type MissedSettings, type PbxMissed } from "../directory/mod.ts";
import { notices } from "./missed_notices.ts";
import { numberText, worldNumber } from "./names.ts";
import { optional, orNothing, preset, record, usually } from "./record.ts";
import { list, type Shape, switched, whole } from "./shape.ts";

const MOST_PROBES = 100;
const days = whole({ from: 0, to: 36_500, unit: "days" });

const FIELDS = usually<Omit<MissedSettings, "notify">>(DEFAULT_MISSED, {
  voicemail: ["count_voicemail", switched, "Whether a caller who left a message was missed all the same"],
  busy: ["count_busy", switched, "Whether a caller was missed who only met busy phones: none has rung"],
  refusedByQueue: [
    "count_refused_by_queue",
    switched,
    "Whether a caller was missed whom a queue did not let in: full, or nobody there",
  ],
  minRingS: [
    "min_ring",
    whole({ from: 0, to: 60, unit: "seconds" }),
    "Seconds; a phone that rang for less has not rung",
  ],
  lookBackHours: [
    "look_back",
    whole({ from: 0, to: 8_784, unit: "hours" }),
    "Hours in which calling back, and being answered, puts a miss right; 0: for ever",
  ],
  openDays: ["open_days", days, "Days after which a miss that nobody cared for is closed as expired; 0: never"],
  archiveAfterDays: [
    "archive_after",
    days,
    "Days after which what is closed goes to the archive, for 90 days more; then it is thrown away with its journal. 0: never",
  ],
  probeNumbers: [
    "probe_numbers",
    list(worldNumber, MOST_PROBES),
    "Callers that only test the line: nobody has missed them",
  ],
  probeExtensions: [
    "probe_extensions",
    list(numberText, MOST_PROBES),
    "Numbers of the office that only such tests call",
  ],
});

/** `missed:`, which callers nobody answered, and until when that is somebody's task. */
export const missed: Shape<MissedSettings> = record<MissedSettings>({
  ...FIELDS,
  notify: preset("notify", notices, { value: DEFAULT_MISSED.notify, about: "Who is told of missed calls, and when" }),
});

/** `missed:` of one of `pbx:`: what it leaves out is as in the office. */
export const pbxMissed: Shape<PbxMissed> = record<PbxMissed>({
  ...orNothing(FIELDS),
  voicemail: optional(
    "count_voicemail",
    switched,
    "Whether a caller who left a message was missed all the same. Asterisk's tables know of messages where cel has " +
      "STREAM_BEGIN, or the dialplan calls CELGenUserEvent(VOICEMAIL_MESSAGE); asterisk-files never do, and count everybody",
  ),
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
