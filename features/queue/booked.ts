import { fail, ok, type Result, type WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { type Errand, ERRAND_FAMILY, readErrand } from "../../core/notebook/mod.ts";
import { act, type CallBackView, type Script } from "../../core/script/mod.ts";
import { onFloor } from "./dispatch.ts";
import type { Stay } from "./wait.ts";
import type { Waiting } from "./waiting.ts";

/** Calls of the box that bring somebody back into a queue are planned under this and the queue's number. */
const BOOKED = "call-back/";

/** Under which a call back is planned: one for each caller of a queue. */
export function bookedKey(queue: string, number: string): string {
  return `${BOOKED}${queue}/${number}`;
}

/** Whoever hides his number wants no call. */
export function* canBeCalled(leg: LegId): Script<boolean> {
  const number = (yield* act({ do: "party", leg }))?.number ?? "";
  return /^\+?[0-9]+$/.test(number) && !(yield* act({ do: "is-hidden", leg }));
}

/** Who is to be called back, in the order in which they have asked. */
export function* callBacks(): Script<readonly CallBackView[]> {
  const callers = (yield* onFloor("", { do: "show" })) as readonly Waiting[];
  const booked: CallBackView[] = [];
  for (const [key, value] of yield* act({ do: "recall-all", family: ERRAND_FAMILY })) {
    const errand = key.startsWith(BOOKED) ? readErrand(value) : undefined;
    if (errand !== undefined) booked.push(viewOf(key, errand, callers.some(({ leg }) => leg === key)));
  }
  return booked;
}

function viewOf(key: string, { number, from, at, tries }: Errand, waits: boolean): CallBackView {
  const dueAt: { readonly dueAt?: WallTime } = waits ? {} : { dueAt: at };
  return { key, queue: number, ...from, ...dueAt, tries };
}

/** He is not called back; whoever is being connected with him is left to it. */
export function* cancelCallBack(key: string): Script<Result<string>> {
  if ((yield* placeOf(key))?.talks === true) {
    return fail("under-way", `Cannot cancel "${key}": he is being called`);
  }
  if (!key.startsWith(BOOKED) || (yield* act({ do: "planned", key })) === undefined) {
    return fail("no-call-back", `Cannot cancel "${key}": nobody is to be called back as that`);
  }
  yield* dropCallBack(key);
  return ok(`"${key}" is not called back`);
}

/** He has been answered, be it that he was called back or that he has called again: what he asked for is done. */
export function* dropCallBackOf({ leg, queue, isAway = false }: Stay): Script<void> {
  const key = isAway ? leg : bookedKey(queue, (yield* act({ do: "party", leg }))?.number ?? "");
  if ((yield* act({ do: "planned", key })) !== undefined) yield* dropCallBack(key);
}

/** Where his place is taken already it is given up: he goes nowhere. */
export function* dropCallBack(key: string): Script<void> {
  yield* act({ do: "plan", key, errand: undefined });
  yield* onFloor(key, { do: "send", to: { kind: "dial", id: "" } });
}

/** The place that a call of the box holds for him; undefined until it has begun. */
export function* placeOf(key: string): Script<Waiting | undefined> {
  return ((yield* onFloor("", { do: "show" })) as readonly Waiting[]).find(({ leg }) => leg === key);
}
