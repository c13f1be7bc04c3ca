import type { LegId } from "../../core/call/mod.ts";
import { type Disa, pinKey } from "../../core/directory/mod.ts";
import { act, ask, dial, type Ending, say, sayWhy, type Script, takeIn } from "../../core/script/mod.ts";
import { type Failure, mayTry, readFailures, withFailure, withoutThoseOf, writeFailures } from "./brake.ts";

/** Where wrong PINs are kept, by the name of the way in. */
const FAMILY = "disa";
/** So often nothing is keyed in; that is no guess. */
const MOST_SILENT = 3;
const LONGEST_PIN = 12;
const LONGEST_NUMBER = 32;
/** As long as the dial tone of a phone waits. */
const FIRST_MS = 15_000;
const NEXT_MS = 4_000;

/** Lets the caller in who knows the PIN: what he dials then is dialled at the extension. */
export function* letIn(caller: LegId, name: string): Script<Ending> {
  const disa = (yield* act({ do: "office" })).disa.get(name);
  if (disa === undefined) return { reached: false, cause: "not-found" };
  const number = (yield* act({ do: "party", leg: caller }))?.number ?? "";
  if (!mayTry(yield* failuresOf(disa), number)) return { reached: false, cause: "rejected" };
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  const proved = yield* prove(caller, disa, number);
  if (proved !== true) return proved;
  yield* act({ do: "act-for", leg: caller, number: disa.extension });
  const asked = yield* ask(caller, "dial", {
    most: LONGEST_NUMBER,
    endsBy: "#",
    firstMs: FIRST_MS,
    nextMs: NEXT_MS,
  });
  if (!asked.there) return { reached: true, cause: asked.cause };
  if (asked.digits === "") return yield* letGo(caller, "no-choice");
  const ending = yield* dial(caller, asked.digits);
  if (!ending.reached) yield* sayWhy(caller, ending);
  return ending;
}

/** Asks for the PIN until it is right; true then. Who tries on several calls at once has no more tries in all. */
function* prove(caller: LegId, disa: Disa, number: string): Script<true | Ending> {
  let before: readonly string[] = [];
  for (let silent = 0; silent < MOST_SILENT;) {
    const items = [...before, "enter-pin"].map((name) => ({ type: "prompt", name }) as const);
    const asked = yield* ask(caller, { items }, { most: LONGEST_PIN, endsBy: "#", isSecret: true });
    if (!asked.there) return { reached: true, cause: asked.cause };
    if (asked.digits === "") {
      silent += 1;
      continue;
    }
    const failures = yield* failuresOf(disa);
    if (!mayTry(failures, number)) return yield* letGo(caller, "too-many-attempts");
    if (pinKey(disa.name, asked.digits) === disa.pinKey) {
      yield* keep(disa, withoutThoseOf(failures, number));
      return true;
    }
    const more = withFailure(failures, { number, at: yield* act({ do: "wall-clock" }) });
    yield* keep(disa, more);
    if (!mayTry(more, number)) return yield* letGo(caller, "too-many-attempts");
    before = ["wrong-pin"];
  }
  return yield* letGo(caller, "goodbye");
}

function* failuresOf({ name }: Disa): Script<readonly Failure[]> {
  return readFailures(yield* act({ do: "recall", family: FAMILY, key: name }), yield* act({ do: "wall-clock" }));
}

function* keep({ name }: Disa, failures: readonly Failure[]): Script<void> {
  yield* act({ do: "remember", family: FAMILY, key: name, value: writeFailures(failures) });
}

function* letGo(caller: LegId, why: string): Script<Ending> {
  const said = yield* say(caller, { items: [{ type: "prompt", name: why }] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
