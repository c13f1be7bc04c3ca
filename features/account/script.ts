import type { LegId } from "../../core/call/mod.ts";
import { accountKey } from "../../core/directory/mod.ts";
import { act, ask, dial, type Ending, ownLine, refuse, say, sayWhy, type Script } from "../../core/script/mod.ts";

const MOST_TRIES = 3;
const LONGEST_CODE = 12;
const LONGEST_NUMBER = 32;
/** As long as the dial tone of a phone waits. */
const FIRST_MS = 15_000;
const NEXT_MS = 4_000;

/** Asks for the account, and for the number where it is not known; then that is dialled. */
export function* callOnAccount(caller: LegId, given: string): Script<Ending> {
  const { accounts, emergencyNumbers } = yield* act({ do: "office" });
  if (emergencyNumbers.has(given)) return yield* dial(caller, given);
  if ((yield* ownLine(caller)) === undefined || accounts.length === 0) {
    return yield* refuse(caller, "not-available-here", "rejected");
  }
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const stopped = yield* askAccount(caller);
  if (stopped !== undefined) return stopped;
  let number = given;
  if (number === "") {
    const asked = yield* ask(caller, "dial", {
      most: LONGEST_NUMBER,
      endsBy: "#",
      firstMs: FIRST_MS,
      nextMs: NEXT_MS,
    });
    if (!asked.there) return { reached: true, cause: asked.cause };
    number = asked.digits;
    if (number === "") return yield* refuse(caller, "no-choice", "normal");
  }
  const ending = yield* dial(caller, number);
  if (!ending.reached) yield* sayWhy(caller, ending);
  return ending;
}

/** Asks until the code is known; undefined then. The office is looked up each time: a code may be taken back meanwhile. */
function* askAccount(caller: LegId): Script<Ending | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const names = tries === 0 ? ["enter-account-code"] : ["wrong-account-code", "enter-account-code"];
    const items = names.map((name) => ({ type: "prompt", name }) as const);
    const asked = yield* ask(caller, { items }, { most: LONGEST_CODE + 1, endsBy: "#", isSecret: true });
    if (!asked.there) return { reached: true, cause: asked.cause };
    const key = accountKey(asked.digits);
    const account = (yield* act({ do: "office" })).accounts.find((each) => each.key === key);
    if (account === undefined) continue;
    yield* act({ do: "give-account", leg: caller, account: account.name });
    return undefined;
  }
  const said = yield* say(caller, { items: [{ type: "prompt", name: "too-many-attempts" }] });
  return said.type === "ended" ? { reached: true, cause: said.cause } : { reached: false, cause: "rejected" };
}
