import type { LegId } from "../../core/call/mod.ts";
import { type Extension, mayForwardTo, numberIn } from "../../core/directory/mod.ts";
import type { ForwardWhen, Line } from "../../core/notebook/mod.ts";
import { act, ask, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

/** What somebody can set, by what it is called. */
type Setting = "always" | "busy" | "no-answer";

/** What each sets: whose phone is out of reach does not answer either. */
const SETS: Readonly<Record<Setting, readonly ForwardWhen[]>> = {
  "always": ["always"],
  "busy": ["busy"],
  "no-answer": ["no-answer", "unreachable"],
};

const LONGEST_NUMBER = 32;

/** `*72`, `*90`, `*52`: sets a forward to the number behind the code, or asks for it. */
export function* setForward(caller: LegId, setting: Setting, dialled: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const isSet = (yield* act({ do: "line", number: me.number })).forward[setting] !== undefined;
  const isOwnLamp = dialled === me.number;
  if (isOwnLamp && isSet) return yield* endForward(caller, setting);
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  let to = dialled;
  if (dialled === "" || isOwnLamp) {
    const question = { items: [{ type: "prompt", name: "enter-number" }] } as const;
    const asked = yield* ask(caller, question, { most: LONGEST_NUMBER, endsBy: "#" });
    if (!asked.there) return { reached: true, cause: asked.cause };
    if (asked.digits === "") return yield* tell(caller, "cancelled");
    to = asked.digits;
  }
  if (to === me.number || !mayForwardTo(yield* act({ do: "route", number: to }), yield* act({ do: "office" }))) {
    return yield* refuse(caller, "invalid-number", "not-found");
  }
  yield* change(me, setting, to);
  return yield* tell(caller, `forward-${setting}-on`, { type: "digits", digits: to });
}

/** `*73`, `*91`, `*53`: what the office file says holds again. */
export function* endForward(caller: LegId, setting: Setting): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  yield* change(me, setting, undefined);
  const number = numberIn(me.forward?.[setting]);
  return number === undefined
    ? yield* tell(caller, `forward-${setting}-off`)
    : yield* tell(caller, `forward-${setting}-on`, { type: "digits", digits: number });
}

function* change({ number }: Extension, setting: Setting, to: string | undefined): Script<void> {
  const forward: { -readonly [W in keyof Line["forward"]]: string } = {
    ...(yield* act({ do: "line", number })).forward,
  };
  for (const when of SETS[setting]) {
    if (to === undefined) delete forward[when];
    else forward[when] = to;
  }
  yield* act({ do: "change-line", number, change: { forward } });
}
