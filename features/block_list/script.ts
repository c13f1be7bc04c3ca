import type { LegId } from "../../core/call/mod.ts";
import type { Extension } from "../../core/directory/mod.ts";
import { alsoListed, noMoreListed } from "../../core/notebook/mod.ts";
import { act, ask, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

const LONGEST_NUMBER = 32;

/** `*30`: refuses the calls of the number behind the code, or asks for it. */
export function* blockCaller(caller: LegId, dialled: string): Script<Ending> {
  return yield* withNumber(caller, dialled, block);
}

/** `*31`: lets the calls of the number through again. */
export function* unblockCaller(caller: LegId, dialled: string): Script<Ending> {
  return yield* withNumber(caller, dialled, unblock);
}

/** `*32`: refuses the calls of whoever called last. */
export function* blockLastCaller(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const { lastCaller } = yield* act({ do: "line", number: me.number });
  if (lastCaller === undefined) return yield* refuse(caller, "no-last-caller", "not-found");
  return yield* block(caller, me, lastCaller);
}

function* withNumber(
  caller: LegId,
  dialled: string,
  goOn: (caller: LegId, me: Extension, number: string) => Script<Ending>,
): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (dialled !== "") return yield* goOn(caller, me, dialled);
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const question = { items: [{ type: "prompt", name: "enter-number" }] } as const;
  const asked = yield* ask(caller, question, { most: LONGEST_NUMBER, endsBy: "#" });
  if (!asked.there) return { reached: true, cause: asked.cause };
  return asked.digits === "" ? yield* tell(caller, "cancelled") : yield* goOn(caller, me, asked.digits);
}

function* block(caller: LegId, { number }: Extension, unwanted: string): Script<Ending> {
  const blocked = alsoListed((yield* act({ do: "line", number })).blocked ?? [], unwanted);
  if (blocked === undefined) return yield* refuse(caller, "invalid-number", "not-found");
  yield* act({ do: "change-line", number, change: { blocked } });
  return yield* tell(caller, "caller-blocked");
}

function* unblock(caller: LegId, { number }: Extension, wanted: string): Script<Ending> {
  const { blocked = [] } = yield* act({ do: "line", number });
  yield* act({ do: "change-line", number, change: { blocked: noMoreListed(blocked, wanted) } });
  return yield* tell(caller, "caller-unblocked");
}
