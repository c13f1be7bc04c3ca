import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, refuse, type Script } from "../../core/script/mod.ts";
import { openBox } from "./open_box.ts";
import { askNumber, askPin, GONE, saidTo } from "./words.ts";

const MOST_TRIES = 3;
const DONE: Ending = { reached: true, cause: "normal" };

/** `*97`: my own box, from my own phone. */
export function* hearMine(caller: LegId): Script<Ending> {
  const me = yield* act({ do: "party", leg: caller });
  const number = me?.number ?? "";
  if ((yield* act({ do: "mailbox", number })) === undefined) {
    return yield* refuse(caller, "voicemail-none-here", "unavailable");
  }
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  if (!(yield* act({ do: "office" })).voicemail.asksPin) return yield* openBox(caller, number);
  return yield* letIn(caller, { box: number, wrong: "wrong-pin" });
}

/** `*98`, and a box behind it: any box, from any phone. */
export function* hearAny(caller: LegId, box: string): Script<Ending> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  return yield* letIn(caller, { box: box === "" ? undefined : box, wrong: "voicemail-wrong-box-or-pin" });
}

/** `*` while the greeting plays: the owner wants in. */
export function* hearFromOutside(caller: LegId, box: string): Script<Ending> {
  return yield* letIn(caller, { box, wrong: "wrong-pin" });
}

/** Whether there is such a box is not told before the PIN is right. */
function* letIn(
  caller: LegId,
  { box, wrong }: { readonly box: string | undefined; readonly wrong: string },
): Script<Ending> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const number = box ?? (yield* askNumber(caller, "voicemail-enter-box"));
    if (number === GONE) return DONE;
    const pin = yield* askPin(caller, "enter-pin");
    if (pin === GONE) return DONE;
    const verdict = yield* act({ do: "try-pin", box: number, pin });
    const isBox = (yield* act({ do: "mailbox", number })) !== undefined;
    if (verdict === "right" && isBox) return yield* openBox(caller, number);
    if (verdict === "closed") break;
    if (!(yield* saidTo(caller, wrong))) return DONE;
  }
  yield* saidTo(caller, "too-many-attempts");
  return DONE;
}
