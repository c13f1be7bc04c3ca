import type { CallEvent } from "../../core/record/mod.ts";
import { cdrFields, cdrLine, cdrOf } from "./cdr.ts";
import { celFields, celLine, celOfLast } from "./cel.ts";
import type { Ledger } from "./ledger.ts";
import { queueLogFields, queueLogLine, queueLogOfLast } from "./queue_log.ts";

/** Asterisk's files, under the names by which the office asks for them. */
export const LEDGERS: readonly Ledger[] = [
  {
    name: "cdr",
    file: "Master.csv",
    wants: (type) => type === "call.ended",
    linesOf: (story, timeZone) =>
      cdrOf(story).map((row) => ({ text: cdrLine(row, timeZone), fields: cdrFields(row, timeZone) })),
  },
  {
    name: "cel",
    file: "cel.csv",
    wants: (type) => CEL_TYPES.has(type),
    linesOf: (story, timeZone, eventsOf) =>
      celOfLast(story, eventsOf).map((row) => ({ text: celLine(row), fields: celFields(row, timeZone) })),
  },
  {
    name: "queue_log",
    file: "queue_log",
    wants: (type) => type.startsWith("queue.") || type.startsWith("agent.") || type === "box.started",
    linesOf: (story, timeZone) =>
      queueLogOfLast(story).map((row) => ({ text: queueLogLine(row), fields: queueLogFields(row, timeZone) })),
  },
];

const CEL_TYPES: ReadonlySet<CallEvent["type"]> = new Set([
  "leg.offered",
  "leg.answered",
  "bridge.made",
  "bridge.broken",
  "room.entered",
  "room.left",
  "leg.digit",
  "leg.brought",
  "leg.deflected",
  "park.entered",
  "park.left",
  "fax.heard",
  "fax.carried",
  "voicemail.left",
  "voicemail.dropped",
  "transfer.done",
  "leg.ended",
  "leg.moved",
  "call.ended",
]);
