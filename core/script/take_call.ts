import type { LegId } from "../call/mod.ts";
import { CODE_TABLE, type CodeSpec, type Destination, isListed } from "../directory/mod.ts";
import { ownLine } from "./own_line.ts";
import { refuse } from "./refuse.ts";
import { act, type Ending, faxOn, race, reach, type Script } from "./vocabulary.ts";

/** Every call's outermost script: where does the number lead, and what does the caller hear if it leads nowhere. */
export function* takeCall(caller: LegId, dialled: string): Script<Ending> {
  const destination = yield* act({ do: "route", number: dialled });
  const ending: Ending = destination === undefined
    ? { reached: false, cause: "not-found" }
    : (yield* blockOf(caller)) ?? (yield* go(caller, dialled, destination));
  if (!ending.reached) yield* act({ do: "release", leg: caller, cause: ending.cause });
  return ending;
}

/** The outermost script of a call from outside: its number has a destination already. */
export function* takeCallTo(caller: LegId, destination: Destination): Script<Ending> {
  // Nobody who calls for help is turned away.
  const ending = destination.kind === "emergency"
    ? yield* reach(caller, destination)
    : (yield* blockOf(caller)) ?? (yield* reachOrFax(caller, destination));
  if (!ending.reached) yield* act({ do: "release", leg: caller, cause: ending.cause });
  return ending;
}

/** Brings a caller where his number leads; but a fax, as soon as one is heard, where those of that number go. */
function* reachOrFax(caller: LegId, destination: Destination): Script<Ending> {
  const faxTo = yield* faxToOf(caller, destination);
  if (faxTo === undefined) return yield* reach(caller, destination);
  const { value } = yield* race<Ending | void>([reach(caller, destination), faxOn(caller)]);
  return value ?? (yield* reach(caller, faxTo));
}

function* faxToOf(caller: LegId, { kind, id }: Destination): Script<Destination | undefined> {
  const { extensions, trunks } = yield* act({ do: "office" });
  const party = yield* act({ do: "party", leg: caller });
  const extension = kind === "dial" || kind === "extension" ? extensions.get(id) : undefined;
  return extension?.faxTo ?? trunks.get(party?.trunk ?? "")?.faxTo;
}

function* go(caller: LegId, dialled: string, destination: Destination): Script<Ending> {
  const me = yield* ownLine(caller);
  const { emergencyNumbers } = yield* act({ do: "office" });
  if (me !== undefined && isWorthRepeating(destination) && !emergencyNumbers.has(dialled)) {
    yield* act({ do: "change-line", number: me.number, change: { lastDialled: dialled } });
  }
  return yield* reach(caller, destination);
}

/** A feature code does something, and does it once; nobody calls for help by mistake. */
function isWorthRepeating({ kind }: Destination): boolean {
  const code: CodeSpec | undefined = Object.hasOwn(CODE_TABLE, kind)
    ? CODE_TABLE[kind as keyof typeof CODE_TABLE]
    : undefined;
  return code === undefined || code.calls === true;
}

/** Refuses a caller whom the office does not let through; undefined for all others. */
function* blockOf(caller: LegId): Script<Ending | undefined> {
  const { block, extensions } = yield* act({ do: "office" });
  const party = yield* act({ do: "party", leg: caller });
  if (party === undefined || extensions.has(party.number)) return undefined;
  if (block.anonymous && (yield* act({ do: "is-hidden", leg: caller }))) {
    return yield* refuse(caller, "anonymous-refused", "rejected");
  }
  return isListed(party.number, block.callers) ? yield* refuse(caller, "caller-refused", "rejected") : undefined;
}
