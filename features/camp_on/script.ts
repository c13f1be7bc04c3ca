import type { LegId } from "../../core/call/mod.ts";
import { shownWords } from "../../core/directory/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

/** `*37`: a call with whom he dialled last, as soon as both are free. */
export function* campOn(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const key = `camp-on/${me.number}`;
  if ((yield* act({ do: "planned", key })) !== undefined) {
    yield* act({ do: "plan", key, errand: undefined });
    return yield* tell(caller, "call-completion-off");
  }
  const { lastDialled } = yield* act({ do: "line", number: me.number });
  if (lastDialled === undefined) return yield* refuse(caller, "no-last-number", "not-found");
  const { office, extensions } = yield* act({ do: "office" });
  const wanted = extensions.get(lastDialled);
  // Nobody knows when somebody outside the office is free, or somebody who is so only to his VIPs.
  if (wanted === undefined || wanted === me || (yield* act({ do: "line", number: lastDialled })).doNotDisturb) {
    return yield* refuse(caller, "cannot-complete", "not-found");
  }
  const { number, name } = wanted;
  const errand = {
    number: me.number,
    from: { number, name: shownWords(office).free(name) },
    to: { kind: "extension", id: number },
    at: yield* act({ do: "wall-clock" }),
    tries: 1,
    whenFree: [me.number, number],
  };
  yield* act({ do: "plan", key, errand });
  return yield* tell(caller, "call-completion-on");
}
