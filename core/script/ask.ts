import { type Instant, later } from "../base/mod.ts";
import type { LegEvent, LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import type { ToneName } from "../sound/mod.ts";
import { say } from "./say.ts";
import type { Heard } from "./heard.ts";
import { act, next, type Script } from "./vocabulary.ts";

/** What somebody keyed in, without the key that ends it; empty when he keyed in nothing. Or that he is gone. */
export type Asked =
  | { readonly there: true; readonly digits: string }
  | { readonly there: false; readonly cause: Cause };

export interface AskOptions {
  /** After so many digits nothing more is waited for. */
  readonly most: number;
  /** Whether these say it all: nothing more is waited for then. */
  readonly enough?: (digits: string) => boolean;
  /** This key ends the number; undefined: every key is a digit of it. */
  readonly endsBy?: "#" | undefined;
  /** A PIN: the record of the call does not say it. */
  readonly isSecret?: boolean;
  /** For the first digit, after the sound is over. */
  readonly firstMs?: number;
  /** Between digits. */
  readonly nextMs?: number;
}

const FIRST_MS = 6_000;
const NEXT_MS = 3_000;

/**
 * Plays a question, which the first key cuts short, and gathers digits until they are enough, `#` comes, or time is up. A
 * tone has no end: the time for the first digit begins with it. Urgent news from a place that the leg shares with others
 * are as if time were up.
 */
export function* ask(leg: LegId, question: Heard | ToneName, options: AskOptions): Script<Asked> {
  if (options.isSecret !== true) return yield* askAloud(leg, question, options);
  yield* act({ do: "keep-secret", leg, isSecret: true });
  try {
    return yield* askAloud(leg, question, options);
  } finally {
    yield* act({ do: "keep-secret", leg, isSecret: false });
  }
}

function* askAloud(leg: LegId, question: Heard | ToneName, options: AskOptions): Script<Asked> {
  if (typeof question === "string") return yield* gatherWithTone(leg, question, options);
  const said = yield* say(leg, question, "digit");
  if (said.type === "news") return { there: true, digits: "" };
  if (said.type === "digit" || said.type === "played") return yield* gather(leg, options, keyOf(said));
  return yield* gone(leg, said.type === "ended" ? said.cause : undefined);
}

function* gatherWithTone(leg: LegId, sound: ToneName, options: AskOptions): Script<Asked> {
  try {
    yield* act({ do: "play", leg, sound });
    const until = later(yield* act({ do: "now" }), options.firstMs ?? FIRST_MS);
    const event = yield* digitBy(leg, until);
    yield* act({ do: "hush", leg });
    if (event === "time-out" || event.type === "news") return { there: true, digits: "" };
    if (event.type === "digit") return yield* gather(leg, options, event.digit);
    return yield* gone(leg, event.type === "ended" ? event.cause : undefined);
  } finally {
    yield* act({ do: "hush", leg });
  }
}

function keyOf(said: Extract<LegEvent, { readonly type: "digit" | "played" }>): string | undefined {
  return said.type === "digit" ? said.digit : undefined;
}

function* gather(leg: LegId, options: AskOptions, first: string | undefined): Script<Asked> {
  const { most, enough = () => false, endsBy, firstMs = FIRST_MS, nextMs = NEXT_MS } = options;
  let digits = "";
  let pressed = first;
  for (;;) {
    if (pressed !== undefined) {
      if (pressed === endsBy) return { there: true, digits };
      digits += pressed;
      if (digits.length >= most || enough(digits)) return { there: true, digits };
    }
    const until = later(yield* act({ do: "now" }), digits === "" ? firstMs : nextMs);
    const event = yield* digitBy(leg, until);
    if (event === "time-out" || event.type === "news") return { there: true, digits };
    if (event.type !== "digit") return yield* gone(leg, event.type === "ended" ? event.cause : undefined);
    pressed = event.digit;
  }
}

/** The next key, or why there is none. */
function* digitBy(leg: LegId, until: Instant): Script<Key> {
  for (;;) {
    const event = yield* next([leg], until);
    if (event === "time-out" || event.type === "digit" || event.type === "ended" || event.type === "silent") {
      return event;
    }
    if (event.type === "news" && event.urgent) return event;
  }
}

type Key = Extract<LegEvent, { readonly type: "digit" | "ended" | "silent" | "news" }> | "time-out";

/** He hung up; or nothing is heard of him any more, and he is let go of. */
function* gone(leg: LegId, cause: Cause | undefined): Script<Asked> {
  if (cause !== undefined) return { there: false, cause };
  yield* act({ do: "release", leg, cause: "timeout" });
  return { there: false, cause: "timeout" };
}
