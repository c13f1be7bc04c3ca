import type { LegId } from "../../core/call/mod.ts";
import { act, ask, type Ending, type Heard, refuse, type Script, takeIn, tell } from "../../core/script/mod.ts";

const MOST_TRIES = 3;
/** Longer than any number of the office's, and than any PIN. */
const LONGEST = 10;

/** `*11`, and an extension behind it: whoever knows its PIN sits at this phone from now on. */
export function* logIn(caller: LegId, dialled: string): Script<Ending> {
  const desk = yield* act({ do: "phone-of", leg: caller });
  if (desk === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  let first = desk.who === desk.phone ? [] : ["desk-taken"];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const who = dialled === "" ? yield* keyedIn(caller, [...first, "desk-enter-extension"], false) : dialled;
    if (typeof who === "object") return who;
    if (who === "") return yield* tell(caller, "goodbye");
    const pin = yield* keyedIn(caller, dialled === "" ? ["enter-pin"] : [...first, "enter-pin"], true);
    if (typeof pin === "object") return pin;
    // Whether there is such an extension is not told before the PIN is right.
    const verdict = yield* act({ do: "try-pin", box: who, pin });
    if (verdict === "right") {
      yield* act({ do: "sit", phone: desk.phone, number: who });
      return yield* tell(caller, "desk-in");
    }
    if (verdict === "closed") break;
    first = ["wrong-pin"];
  }
  return yield* tell(caller, "too-many-attempts");
}

/** `*12`: whoever sits here is logged out; on his own phone somebody who sits elsewhere comes home. */
export function* logOut(caller: LegId): Script<Ending> {
  const desk = yield* act({ do: "phone-of", leg: caller });
  if (desk === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const { phone, who } = desk;
  const left = who === phone ? yield* act({ do: "seats-of", number: who }) : [phone];
  if (left.length === 0) return yield* tell(caller, "desk-nobody");
  for (const each of left) yield* act({ do: "leave-seat", phone: each });
  return yield* tell(caller, "desk-out");
}

/** What he keys in, up to `#`; or how it ended, when he is gone. */
function* keyedIn(caller: LegId, prompts: readonly string[], isSecret: boolean): Script<string | Ending> {
  const question: Heard = { items: prompts.map((name) => ({ type: "prompt", name })) };
  const asked = yield* ask(caller, question, { most: LONGEST, endsBy: "#", isSecret });
  return asked.there ? asked.digits : { reached: true, cause: asked.cause };
}
