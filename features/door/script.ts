import { later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, mayOpenOn, next, refuse, ring, type Script, tell } from "../../core/script/mod.ts";

/** A door phone answers by itself; one that does not is not worth a longer wait. */
const RINGS_FOR_MS = 15_000;
/** Until a door phone that has just answered hears what is pressed. */
const FIRST_MS = 500;
/** A digit, the silence behind it, and some patience with a slow one. */
const DIGIT_MS = 300;

/** `*36`, and the door's number behind it where there are several: the box calls the door phone and presses for him. */
export function* openFromAfar(caller: LegId, dialled: string): Script<Ending> {
  const { doors } = yield* act({ do: "office" });
  const door = dialled === "" && doors.length === 1 ? doors[0] : doors.find(({ number }) => number === dialled);
  if (door === undefined) return yield* refuse(caller, "invalid-number", "not-found");
  if (!(yield* mayOpenOn(caller, door))) return yield* refuse(caller, "not-available-here", "rejected");
  const by = yield* act({ do: "party", leg: caller });
  const phones = yield* act({ do: "phones", number: door.number, by: by?.number });
  if (phones.length === 0) return { reached: false, cause: "unavailable" };
  const rung = yield* ring(caller, phones, { forMs: RINGS_FOR_MS });
  if (!rung.answered) return { reached: false, cause: rung.cause };
  try {
    if (!(yield* wait(rung.by, FIRST_MS))) return { reached: false, cause: "unavailable" };
    yield* act({ do: "open-door", leg: rung.by, door, by: caller });
    yield* wait(rung.by, FIRST_MS + door.open.length * DIGIT_MS);
  } finally {
    yield* act({ do: "release", leg: rung.by, cause: "normal" });
  }
  return yield* tell(caller, "door-opened");
}

/** Lets time pass; false when the door phone is gone by then. A caller who hangs up meanwhile has opened it all the same. */
function* wait(door: LegId, ms: number): Script<boolean> {
  const until = later(yield* act({ do: "now" }), ms);
  for (let event = yield* next([door], until); event !== "time-out"; event = yield* next([door], until)) {
    if (event.type === "ended") return false;
  }
  return true;
}
