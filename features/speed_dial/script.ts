import type { LegId } from "../../core/call/mod.ts";
import { SPEED_DIAL_FAMILY, speedDialKey } from "../../core/notebook/mod.ts";
import { act, ask, dial, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

const LONGEST_NUMBER = 32;

/** `*0` and two digits: dials what is saved there. */
export function* dialSpeed(caller: LegId, place: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const number = yield* act({ do: "recall", family: SPEED_DIAL_FAMILY, key: `${me.number}/${place}` });
  return typeof number === "string"
    ? yield* dial(caller, number)
    : yield* refuse(caller, "speed-dial-empty", "not-found");
}

/** `*75`, two digits and a number: saves it there. */
export function* setSpeed(caller: LegId, dialled: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const place = dialled.slice(0, 2);
  const key = speedDialKey(me.number, place);
  if (key === undefined) return yield* refuse(caller, "invalid-number", "not-found");
  let number = dialled.slice(2);
  if (number === "") {
    if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
    const question = { items: [{ type: "prompt", name: "enter-number" }] } as const;
    const asked = yield* ask(caller, question, { most: LONGEST_NUMBER, endsBy: "#" });
    if (!asked.there) return { reached: true, cause: asked.cause };
    if (asked.digits === "") return yield* tell(caller, "cancelled");
    number = asked.digits;
  }
  if ((yield* act({ do: "route", number })) === undefined) return yield* refuse(caller, "invalid-number", "not-found");
  yield* act({ do: "remember", family: SPEED_DIAL_FAMILY, key, value: number });
  return yield* tell(caller, "speed-dial-set");
}
