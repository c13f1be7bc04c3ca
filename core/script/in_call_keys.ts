import { elapsed, type Instant, later } from "../base/mod.ts";
import type { LegEvent, LegId } from "../call/mod.ts";
import { CODE_NAMES, CODE_TABLE, type CodeName, type CodeSpec } from "../directory/mod.ts";
import { doorOn } from "./open_door.ts";
import type { Pair } from "./transfer.ts";
import { act, next, type Script } from "./vocabulary.ts";

/**
 * Who has begun a code goes on within this, or meant something else. Asterisk gives people a second (`featuredigittimeout`),
 * which slow fingers miss; the menus of banks wait for three and more, and must not give up while a `#` lies here.
 */
const PAUSE_MS = 1_500;

const EVERY_KEY = "0123456789*#ABCD";

/** The codes that are keyed during a call; of these one is for who asks somebody else first. */
const IN_CALL: readonly CodeName[] = CODE_NAMES.filter((name) => {
  const { takes }: CodeSpec = CODE_TABLE[name];
  return takes === "in a call";
});

/** What somebody may key in. */
interface Code {
  readonly name: CodeName;
  readonly keys: string;
}

/** One key; what was not withheld the other side has already. */
type Key = Pick<Extract<LegEvent, { readonly type: "digit" }>, "digit" | "isWithheld">;

/**
 * The keys that the two of a talk press, until they make a code (`##`). The other side hears nothing of a code: the first
 * keys of all codes are withheld, and after one of them every key, until the code is complete; or it can be none any more,
 * or nothing came for a while: then what was withheld is pressed towards the other side. Only the office's own people are
 * listened to: a caller from outside must not send himself anywhere, and what he presses goes through untouched.
 *
 * ```text
 *  first keys withheld ── a first key ──> all withheld ── code, no code any more, pause ──> first keys withheld
 * ```
 */
export class InCallKeys {
  /** What may become a code, and when its last key came. */
  readonly #begun = new Map<LegId, { readonly keys: readonly Key[]; readonly at: Instant }>();
  readonly #names: readonly CodeName[];

  /** @param names of the codes that lead to something here */
  constructor(names: readonly CodeName[] = [...IN_CALL.filter((name) => name !== "three-way"), "open-door"]) {
    this.#names = names;
  }

  /** The two talk from now on; the keys of `whose` may make codes. */
  *watch(pair: Pair, whose: readonly LegId[] = pair): Script<void> {
    for (const leg of whose) yield* this.#settle(leg, otherOf(pair, leg), []);
  }

  /** What happens next to the two; meanwhile whoever does not go on with a code has meant none. */
  *next(pair: Pair, beside: readonly LegId[] = []): Script<LegEvent> {
    for (;;) {
      const [first] = [...this.#begun.values()].map(({ at }) => later(at, PAUSE_MS)).toSorted((a, b) => a - b);
      const event = yield* next([...pair, ...beside], first);
      if (event !== "time-out") return event;
      yield* this.#giveUp(pair);
    }
  }

  /** One more key of one of the two; the code that it completes, of which a door has its own. */
  *press(pair: Pair, { leg, ...key }: Key & { readonly leg: LegId }): Script<CodeName | undefined> {
    const other = otherOf(pair, leg);
    const codes = yield* this.#codesOf(leg, other);
    let keys = [...this.#begun.get(leg)?.keys ?? [], key];
    const meant: Key[] = [];
    while (keys.length > 0 && !codes.some((code) => code.keys.startsWith(written(keys)))) meant.push(keys.shift()!);
    const code = codes.find((each) => each.keys === written(keys));
    if (code !== undefined) keys = [];
    yield* passOn(other, meant);
    yield* this.#settle(leg, other, keys);
    return code?.name;
  }

  /** What they have begun is for nobody any more: one has put the other on hold, say. */
  *forget(pair: Pair): Script<void> {
    for (const leg of pair) if (this.#begun.has(leg)) yield* this.#settle(leg, otherOf(pair, leg), []);
  }

  /** The two talk no more: all keys go on again. */
  *rest(pair: Pair): Script<void> {
    for (const leg of pair) {
      this.#begun.delete(leg);
      yield* act({ do: "withhold", leg, digits: "" });
    }
  }

  *#giveUp(pair: Pair): Script<void> {
    const now = yield* act({ do: "now" });
    for (const leg of pair) {
      const begun = this.#begun.get(leg);
      if (begun === undefined || elapsed(begun.at, now) < PAUSE_MS) continue;
      yield* passOn(otherOf(pair, leg), begun.keys);
      yield* this.#settle(leg, otherOf(pair, leg), []);
    }
  }

  /** Somebody has begun a code, or none. */
  *#settle(leg: LegId, other: LegId, keys: readonly Key[]): Script<void> {
    if (keys.length === 0) this.#begun.delete(leg);
    else this.#begun.set(leg, { keys, at: yield* act({ do: "now" }) });
    const firsts = new Set((yield* this.#codesOf(leg, other)).map((code) => code.keys[0]!));
    yield* act({ do: "withhold", leg, digits: keys.length > 0 ? EVERY_KEY : [...firsts].join("") });
  }

  /** What the one on the leg may key in, who talks with `other`. */
  *#codesOf(leg: LegId, other: LegId): Script<readonly Code[]> {
    // Whoever stands before a door and finds keys there sends himself nowhere.
    if ((yield* doorOn(leg)) !== undefined) return [];
    const door = this.#names.includes("open-door") ? yield* doorOn(other) : undefined;
    const opens: readonly Code[] = door === undefined ? [] : [{ name: "open-door", keys: door.key }];
    const { codes, extensions } = yield* act({ do: "office" });
    const party = yield* act({ do: "party", leg });
    if (party === undefined || !extensions.has(party.number)) return opens;
    const common = IN_CALL.flatMap((name) => {
      const keys = this.#names.includes(name) ? codes[name] : false;
      return keys === false ? [] : { name, keys };
    });
    return [...opens, ...common];
  }
}

function* passOn(to: LegId, keys: readonly Key[]): Script<void> {
  const digits = written(keys.filter(({ isWithheld }) => isWithheld === true));
  if (digits !== "") yield* act({ do: "press", leg: to, digits });
}

function written(keys: readonly Key[]): string {
  return keys.map(({ digit }) => digit).join("");
}

function otherOf([a, b]: Pair, leg: LegId): LegId {
  return leg === a ? b : a;
}
