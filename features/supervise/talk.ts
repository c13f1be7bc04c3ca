import type { LegId } from "../../core/call/mod.ts";
import { act, ownLine, type Script, type Talk } from "../../core/script/mod.ts";
import type { HeardBy, Overheard } from "./listen.ts";
import { mayHear, type Scope, talksIn } from "./scope.ts";

/** Somebody's call, wherever he goes with it. */
export function talkOf(caller: LegId, scope: Scope, { leg, party: { number } }: Talk): Overheard {
  let where = leg;
  let hasBegun = false;
  return {
    takesWhisper: true,
    *listen(heardBy: HeardBy) {
      const whom = hasBegun ? {} : { whom: leg };
      hasBegun = true;
      return yield* act({ do: "overhear", leg: caller, ...whom, heardBy });
    },
    *mayStay() {
      const talk = yield* act({ do: "overheard", leg: caller });
      if (talk === undefined) return false;
      where = talk.leg;
      const me = yield* ownLine(caller);
      return me !== undefined && mayHear(yield* act({ do: "office" }), me, scope, talk);
    },
    *announce(sound: "entry" | "exit") {
      const talk = (yield* talksIn(scope, number)).find((each) => each.leg === where);
      if (talk !== undefined) yield* announceTo(talk, sound);
    },
  };
}

/** Both hear a tone where the office wants them to know; not in place of music, which would not come back. */
function* announceTo({ leg, mate, waits }: Talk, sound: "entry" | "exit"): Script<void> {
  const { supervision } = yield* act({ do: "office" });
  if (!supervision.tone || waits || mate === undefined) return;
  for (const each of [leg, mate]) yield* act({ do: "play", leg: each, sound });
}
