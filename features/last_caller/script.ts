import type { LegId } from "../../core/call/mod.ts";
import { act, ask, dial, type Ending, type Heard, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

const CALL_BACK = "1";

/** `*69`: says who called last; 1 calls him back. */
export function* callBack(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const { lastCaller } = yield* act({ do: "line", number: me.number });
  if (lastCaller === undefined) return yield* refuse(caller, "no-last-caller", "not-found");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const asked = yield* ask(caller, offerOf(lastCaller), { most: 1 });
  if (!asked.there) return { reached: true, cause: asked.cause };
  return asked.digits === CALL_BACK ? yield* dial(caller, lastCaller) : yield* tell(caller, "goodbye");
}

/** `*66`: dials what was dialled last. */
export function* redial(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const { lastDialled } = yield* act({ do: "line", number: me.number });
  if (lastDialled === undefined) return yield* refuse(caller, "no-last-number", "not-found");
  return yield* dial(caller, lastDialled);
}

function offerOf(number: string): Heard {
  return {
    items: [
      { type: "prompt", name: "last-caller" },
      { type: "digits", digits: number },
      { type: "prompt", name: "last-caller-press" },
      { type: "digits", digits: CALL_BACK },
    ],
  };
}
