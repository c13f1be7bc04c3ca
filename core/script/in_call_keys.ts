import { elapsed, type Instant } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import { CODE_NAMES, CODE_TABLE, type CodeName, type CodeSpec } from "../directory/mod.ts";
import { doorOn } from "./open_door.ts";
import { act, type Script } from "./vocabulary.ts";

/** Keys that are further apart belong to different codes. */
const APART_MS = 2_000;

/** The codes that are keyed during a call. */
const IN_CALL: readonly CodeName[] = CODE_NAMES.filter((name) => {
  const { takes }: CodeSpec = CODE_TABLE[name];
  return takes === "in a call";
});

/**
 * The keys that the two of a call have pressed, until they make a code (`##`). Only the office's own people are listened
 * to: a caller from outside must not send himself anywhere.
 */
export class InCallKeys {
  readonly #pressed = new Map<LegId, { readonly keys: string; readonly at: Instant }>();

  /** One more key, of one who talks with `other`; the code that it completes, of which a door has its own. */
  *press(leg: LegId, digit: string, other?: LegId): Script<CodeName | undefined> {
    const now = yield* act({ do: "now" });
    const before = this.#pressed.get(leg);
    const keys = (before !== undefined && elapsed(before.at, now) <= APART_MS ? before.keys : "") + digit;
    this.#pressed.set(leg, { keys, at: now });
    // Whoever stands before a door and finds keys there sends himself nowhere.
    if ((yield* doorOn(leg)) !== undefined) return undefined;
    const door = other === undefined ? undefined : yield* doorOn(other);
    if (door !== undefined && keys.endsWith(door.key)) {
      this.#pressed.delete(leg);
      return "open-door";
    }
    const { codes, extensions } = yield* act({ do: "office" });
    const code = IN_CALL.find((name) => typeof codes[name] === "string" && keys.endsWith(codes[name]));
    if (code === undefined) return undefined;
    const party = yield* act({ do: "party", leg });
    if (party === undefined || !extensions.has(party.number)) return undefined;
    this.#pressed.delete(leg);
    return code;
  }
}
