import { elapsed, type Instant, later, type WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { isListed, type Queue } from "../../core/directory/mod.ts";
import type { Errand } from "../../core/notebook/mod.ts";
import { act, ask, type Ending, next, race, ring, type Rung, say, type Script, tell } from "../../core/script/mod.ts";
import { bookedKey, dropCallBack, placeOf } from "./booked.ts";
import { chooseTime, type Chosen, digitsOf, openFrom, prompt } from "./choose_time.ts";
import { dispatch, onFloor } from "./dispatch.ts";
import { noteAbandoned, noteLeft } from "./note_left.ts";
import { serve, wrapUp } from "./serve.ts";
import { AWAY_FOR_MS, type Left, type Stay, waitForAgent } from "./wait.ts";

/** The kind of destination that such a call of the box leads to. */
export const CALL_BACK = "queue-call-back";

/** What ends the name of one who chose when. */
const CHOSEN = "chosen";
/** By this key he chooses when he is called. */
const CHOOSES = "2";
const CHOOSES_WITHIN_MS = 4_000;
/** How long the caller's phone rings. */
const RINGS_FOR_MS = 30_000;
/** Between two tries; and after a restart the box comes back to it as late as this. */
const AGAIN_MS = 120_000;
/** Where no way leads to him an agent has gone to the telephone for nothing: that is not asked of them every two minutes. */
const NO_WAY_AGAIN_MS = 600_000;
const KEEP_MS = 60_000;

/** He goes, and the box takes his place: he is told at which number he will be called, and may choose when. */
export function* bookCallBack({ leg, since }: Stay, queue: Queue): Script<Ending> {
  const { number, name } = (yield* act({ do: "party", leg })) ?? { number: "" };
  const waitedMs = elapsed(since, yield* act({ do: "now" }));
  let chosen: WallTime | undefined;
  try {
    if (!(yield* act({ do: "answer", leg }))) return { reached: false, cause: "not-acceptable" };
    const told = yield* tellAndAsk(leg, queue, number);
    if (!told.there) return { reached: true, cause: told.cause };
    chosen = told.at;
  } finally {
    // Whoever hangs up while he chooses is called as soon as may be.
    const wall = yield* act({ do: "wall-clock" });
    const at = chosen ?? wall;
    const errand: Errand = {
      number: queue.number,
      from: { number, ...(name === undefined ? {} : { name }) },
      // He has waited as long then as he has now.
      to: {
        kind: CALL_BACK,
        id: [queue.number, at - waitedMs, number, ...chosen === undefined ? [] : [CHOSEN]].join("/"),
      },
      at,
      tries: queue.callBack?.tries ?? 1,
      alone: true,
      evenLate: true,
    };
    yield* book(bookedKey(queue.number, number), errand, chosen !== undefined);
    const dueAt = chosen === undefined ? {} : { dueAt: chosen };
    yield* act({ do: "note", fact: { type: "queue.call-back-booked", leg, queue: queue.number, number, ...dueAt } });
  }
  return yield* tell(leg, "goodbye");
}

/** Whoever asks a second time is called once. */
function* book(key: string, errand: Errand, isTimed: boolean): Script<void> {
  const place = yield* placeOf(key);
  // He waits to be called already, and for longer.
  if (!isTimed && place?.talks === false && place.sentTo === undefined) return;
  if (place !== undefined) yield* dropCallBack(key);
  yield* act({ do: "plan", key, errand });
}

function* tellAndAsk(leg: LegId, queue: Queue, number: string): Script<Chosen> {
  const items = [prompt("queue-callback-number"), digitsOf(number), prompt("queue-callback-booked")];
  if (queue.callBack?.atTime !== true) {
    const said = yield* say(leg, { items });
    return said.type === "played" ? { there: true, at: undefined } : { there: false, cause: "normal" };
  }
  const offer = [...items, prompt("queue-callback-choose-press"), digitsOf(CHOOSES)];
  const asked = yield* ask(leg, { items: offer }, { most: 1, firstMs: CHOOSES_WITHIN_MS });
  if (!asked.there) return asked;
  return asked.digits === CHOOSES ? yield* chooseTime(leg, queue) : { there: true, at: undefined };
}

/** Somebody is to be called back. */
interface Booking {
  readonly key: string;
  readonly queue: Queue;
  readonly number: string;
  readonly again: Omit<Errand, "at" | "tries">;
  /** After this one. */
  readonly triesLeft: number;
}

/** A call of the box: it waits in the place of who has booked it, has an agent rung, and then calls him for the agent. */
export function* callBack(key: LegId, id: string): Script<Ending> {
  const [of = "", joined = "", number = "", chosen] = id.split("/");
  const queue = (yield* act({ do: "office" })).queues.get(of);
  if (queue === undefined) {
    yield* act({ do: "plan", key, errand: undefined });
    return { reached: false, cause: "not-found" };
  }
  const planned = yield* act({ do: "planned", key });
  const from = planned?.from ?? { number };
  const again = { number: of, from, to: { kind: CALL_BACK, id }, alone: true, evenLate: true } as const;
  const booking: Booking = { key, queue, number, again, triesLeft: planned?.tries ?? 0 };
  yield* keep(booking);
  // An earlier call holds his place still, and is about to leave it or talks with him.
  if ((yield* placeOf(key)) !== undefined) return { reached: false, cause: "busy" };
  const [now, wall] = [yield* act({ do: "now" }), yield* act({ do: "wall-clock" })];
  // The box was off at the hour that he chose, or he did not answer then: he is called when the queue is open, or no more.
  const opening = chosen === CHOSEN ? yield* openFrom(queue, wall) : wall;
  const isTooLate = opening === undefined || opening - Number(joined) >= AWAY_FOR_MS;
  if (!isTooLate && opening > wall) {
    yield* keep(booking, opening - wall);
    return { reached: false, cause: "unavailable" };
  }
  const since = later(now, -Math.max(0, wall - Number(joined)));
  const stay: Stay = { leg: key, queue: of, since, joinedAt: yield* takePlace(booking, since), isAway: true };
  let left: Left | undefined;
  try {
    const waiting = race<Left>([waitForAgent(stay), keepPlanned(booking)]);
    left = isTooLate ? { why: "timeout" } : (yield* waiting).value;
    if (left.why === "taken") return yield* callFor(left, stay, booking);
    yield* noteLeft(stay, left.why === "sent" || left.why === "empty" ? left.why : "timeout");
    if (yield* isBooked(booking)) yield* act({ do: "plan", key, errand: undefined });
    return { reached: false, cause: "timeout" };
  } finally {
    if (left === undefined) yield* noteLeft(stay, "ended");
    yield* onFloor(key, { do: "leave" });
    yield* dispatch(key);
  }
}

function* takePlace({ key, queue, number }: Booking, since: Instant): Script<number> {
  const { number: of, weight, vip } = queue;
  const priority = isListed(number, vip) ? 1 : 0;
  const place = { queue: of, weight, priority, since, most: Infinity };
  const position = (yield* onFloor(key, { do: "join", ...place })) as number;
  yield* act({ do: "note", fact: { type: "queue.joined", leg: key, queue: of, position } });
  return position;
}

function* keepPlanned(booking: Booking): Script<Left> {
  for (;;) {
    yield* next([], later(yield* act({ do: "now" }), KEEP_MS));
    if (yield* isBooked(booking)) yield* keep(booking);
  }
}

/** As long as he was not called it does not count as a try, and a restart must not lose him. */
function* keep({ key, again, triesLeft }: Booking, againMs = AGAIN_MS): Script<void> {
  yield* plan(key, { ...again, tries: triesLeft + 1 }, againMs);
}

/** Nobody has cancelled it meanwhile, and he has asked for no other. */
function* isBooked({ key, again }: Booking): Script<boolean> {
  return (yield* act({ do: "planned", key }))?.to.id === again.to.id;
}

/** The agent hears what it is about, and then it rings at the one who is called back. */
function* callFor(taken: Extract<Left, { readonly why: "taken" }>, stay: Stay, booking: Booking): Script<Ending> {
  const { by, agent } = taken;
  const since = yield* act({ do: "now" });
  if (yield* isBooked(booking)) yield* keep(booking);
  let isOver = false;
  try {
    yield* say(by, { items: [{ type: "prompt", name: "queue-callback-for-agent" }] });
    const rung = yield* ringHim(by, agent, booking);
    isOver = rung.answered || rung.wasCalled === true;
    if (rung.answered) return yield* serve(stay, taken, rung.by);
    if (isOver) yield* noteAbandoned(stay);
    const isThere = yield* act({ do: "is-there", leg: by });
    if (yield* isBooked(booking)) yield* tryAgain(booking, { wasCalled: isOver, isThere });
    if (isThere) yield* say(by, { items: [{ type: "prompt", name: "nobody-answers" }] });
    return { reached: false, cause: rung.cause };
  } finally {
    yield* act({ do: "release", leg: by, cause: "normal" });
    yield* wrapUp(stay, agent, since);
    if (!isOver) yield* noteLeft(stay, "ended");
  }
}

function* ringHim(by: LegId, agent: string, booking: Booking): Script<Rung> {
  const { queue, number, triesLeft } = booking;
  const isWanted = (yield* act({ do: "is-there", leg: by })) && (yield* isBooked(booking));
  const phones = isWanted ? yield* act({ do: "phones", number, by: agent }) : [];
  const rung = yield* ring(by, phones, { forMs: RINGS_FOR_MS, shown: { prefix: queue.name } });
  const fact = { queue: queue.number, agent, number, answered: rung.answered, triesLeft };
  if (rung.answered || rung.wasCalled === true) {
    yield* act({ do: "note", fact: { type: "queue.called-back", ...fact } });
  }
  return rung;
}

/** When nobody could be called it was not his try: an agent who has hung up leaves him to the next, a trunk needs its time. */
function* tryAgain(
  booking: Booking,
  { wasCalled, isThere }: { readonly wasCalled: boolean; readonly isThere: boolean },
): Script<void> {
  const { key, again, triesLeft } = booking;
  if (!wasCalled) return yield* keep(booking, isThere ? NO_WAY_AGAIN_MS : AGAIN_MS);
  if (triesLeft > 0) yield* plan(key, { ...again, tries: triesLeft }, AGAIN_MS);
  else yield* act({ do: "plan", key, errand: undefined });
}

function* plan(key: string, errand: Omit<Errand, "at">, againMs: number): Script<void> {
  const at = (yield* act({ do: "wall-clock" })) + againMs as WallTime;
  yield* act({ do: "plan", key, errand: { ...errand, at } });
}
