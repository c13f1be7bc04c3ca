import { localTime, nextTime, timeAt, type WallTime, wallTimeAt } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { nextOpening, officeStateOf, type Opening, type Queue } from "../../core/directory/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, ask, type Heard, say, type Script } from "../../core/script/mod.ts";

type Item = Heard["items"][number];

/** When somebody wants to be called; undefined for as soon as may be. Or that he is gone. */
export type Chosen =
  | { readonly there: true; readonly at: WallTime | undefined }
  | { readonly there: false; readonly cause: Cause };

const MOST_QUESTIONS = 3;
const MOST_HOURS = 72;
const HOUR_MS = 3_600_000;
const CONFIRMS = "1";
const CHOOSES_ANEW = "2";

/** Asks him when he wants to be called: at 1430, or in 3 hours; and reads back what he has chosen. */
export function* chooseTime(leg: LegId, queue: Queue): Script<Chosen> {
  let first: readonly Item[] = [];
  for (let questions = 0; questions < MOST_QUESTIONS; questions++) {
    const items = [...first, prompt("queue-callback-at-time"), prompt("queue-callback-in-hours")];
    const asked = yield* ask(leg, { items }, { most: 4, endsBy: "#" });
    if (!asked.there) return asked;
    if (asked.digits === "") break;
    const at = yield* timeOf(asked.digits);
    if (at === undefined) {
      first = [prompt("invalid-time")];
      continue;
    }
    const closed = yield* whyNot(queue, at);
    if (closed !== undefined) {
      first = closed;
      continue;
    }
    const confirmed = yield* confirm(leg, at);
    if (confirmed === true) return { there: true, at };
    if (confirmed !== false) return confirmed;
    first = [];
  }
  const said = yield* say(leg, { items: [prompt("queue-callback-booked")] });
  return said.type === "played" ? { there: true, at: undefined } : { there: false, cause: "normal" };
}

/** Four digits are a time of day, one or two so many hours from now. */
function* timeOf(digits: string): Script<WallTime | undefined> {
  const now = yield* act({ do: "wall-clock" });
  if (digits.length === 4) return nextTime(digits, now, yield* zone());
  const hours = /^\d{1,2}$/.test(digits) ? Number(digits) : 0;
  return hours >= 1 && hours <= MOST_HOURS ? now + hours * HOUR_MS as WallTime : undefined;
}

/** When somebody who has chosen this may be called: then, or once the queue opens; undefined: not soon. */
export function* openFrom(queue: Queue, at: WallTime): Script<WallTime | undefined> {
  const opening = yield* openingAfter(queue, at);
  if (opening === "open") return at;
  return opening === "not soon" ? undefined : wallTimeAt(opening, yield* zone());
}

function* openingAfter({ callBack }: Queue, at: WallTime): Script<"open" | "not soon" | Opening> {
  const { hours: all, office } = yield* act({ do: "office" });
  const hours = callBack?.hours === undefined ? undefined : all.get(callBack.hours);
  if (hours === undefined || officeStateOf(hours, at, office.timeZone) === "open") return "open";
  return nextOpening(hours, localTime(at, office.timeZone)) ?? "not soon";
}

/** Why nobody is called then, and when somebody could be; undefined where the queue is open. */
function* whyNot(queue: Queue, at: WallTime): Script<readonly Item[] | undefined> {
  const opening = yield* openingAfter(queue, at);
  if (opening === "open") return undefined;
  if (opening === "not soon") return [prompt("queue-callback-closed")];
  const today = localTime(yield* act({ do: "wall-clock" }), yield* zone()).date;
  return [
    prompt("queue-callback-closed"),
    prompt("hours-open-again"),
    { type: "date", date: opening.date, today },
    { type: "time", time: opening.time },
  ];
}

/** He hears the day and the hour; whoever says nothing agrees. */
function* confirm(leg: LegId, at: WallTime): Script<boolean | Extract<Chosen, { there: false }>> {
  const timeZone = yield* zone();
  const today = localTime(yield* act({ do: "wall-clock" }), timeZone).date;
  const items: readonly Item[] = [
    prompt("queue-callback-time"),
    { type: "date", date: localTime(at, timeZone).date, today },
    { type: "time", time: timeAt(at, timeZone) },
    prompt("to-confirm-press"),
    digitsOf(CONFIRMS),
    prompt("queue-callback-choose-press"),
    digitsOf(CHOOSES_ANEW),
  ];
  const asked = yield* ask(leg, { items }, { most: 1 });
  return asked.there ? asked.digits !== CHOOSES_ANEW : asked;
}

function* zone(): Script<string> {
  return (yield* act({ do: "office" })).office.timeZone;
}

/** A sentence of the box. */
export function prompt(name: string): Item {
  return { type: "prompt", name };
}

/** Digits, one by one. */
export function digitsOf(digits: string): Item {
  return { type: "digits", digits };
}
