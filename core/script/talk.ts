import type { LegEvent, LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { announceFirst } from "./announce_first.ts";
import { InCallKeys } from "./in_call_keys.ts";
import { musicOf } from "./music.ts";
import { pauseRecording, recordTalk, tellOfFailure, turnRecording } from "./record_talk.ts";
import { openDoor } from "./open_door.ts";
import { sayWhy } from "./say_why.ts";
import { talkOfThree } from "./three.ts";
import { comeBack, joinCall, type Moved, type Pair, transfer, transferToCall, type Vain } from "./transfer.ts";
import { transferByKeys } from "./transfer_by_keys.ts";
import { act, type Ending, type Script } from "./vocabulary.ts";

/**
 * Two people talk, until one hangs up: the caller is answered, both hear each other, either may be transferred. Ends
 * both legs.
 */
export function* talk(caller: LegId, callee: LegId, { turned }: TalkOptions = {}): Script<Ending> {
  let why: Cause = "normal";
  let pair: Pair = [caller, callee];
  let vain: Vain | undefined;
  try {
    const fits = yield* act({ do: "answer", leg: caller, like: callee });
    if (!fits) {
      why = "not-acceptable";
      return { reached: false, cause: why };
    }
    const keys = new InCallKeys();
    for (;;) {
      const meanwhile = yield* recordTalk(pair);
      yield* act({ do: "join", a: pair[0], b: pair[1] });
      yield* keys.watch(pair);
      const turn = yield* listen(pair, keys, meanwhile);
      yield* keys.rest(pair);
      if (turned !== undefined) yield* turned(turn);
      const moved = yield* move(pair, turn, vain);
      if ("ending" in moved) {
        why = moved.ending.cause;
        return moved.ending;
      }
      pair = moved.talking;
      vain = moved.vain;
    }
  } finally {
    for (const leg of [...pair].reverse()) yield* act({ do: "release", leg, cause: why });
  }
}

/** What else is to happen in a talk. */
export interface TalkOptions {
  /** Is told what ends or moves it, before that is done; it may act, never wait. */
  readonly turned?: (turn: Turn) => Script<void>;
}

/** What ends or moves a talk. */
export type Turn =
  | Extract<
    LegEvent,
    { type: "ended" | "refused" | "silent" | "transfer" | "transfer-to-call" | "join-call" | "fetched" }
  >
  | { readonly type: "transfer-by-keys"; readonly leg: LegId; readonly kind: "blind" | "attended" };

/** Does what was asked for. */
function* move([a, b]: Pair, turn: Turn, vain: Vain | undefined): Script<Moved> {
  const other = turn.leg === a ? b : a;
  switch (turn.type) {
    case "transfer":
      return turn.announced === true
        ? yield* announceFirst(other, turn.leg, turn.target)
        : yield* transfer(other, turn.leg, turn.target);
    case "transfer-to-call":
      return yield* transferToCall(other, turn.leg, turn.replaces);
    case "join-call":
      return yield* joinCall(other, turn.leg, turn.joins);
    case "fetched":
      return yield* talkOfThree(other, turn.leg, turn.by);
    case "transfer-by-keys":
      return yield* transferByKeys(other, turn.leg, turn.kind);
    case "silent":
      return { ending: { reached: true, cause: "timeout" } };
    case "ended":
    case "refused":
      if (vain?.by === turn.leg && (yield* act({ do: "now" })) < vain.until) return yield* comeBack(other, vain);
      if (turn.cause === "braked") yield* sayWhy(other, turn);
      return { ending: { reached: true, cause: turn.cause } };
  }
}

/** Waits for what ends or moves the talk; who is held hears music, all else is between the two. */
function* listen(pair: Pair, keys: InCallKeys, first: LegEvent | undefined): Script<Turn> {
  for (let pending = first;;) {
    const event = pending ?? (yield* keys.next(pair));
    pending = undefined;
    const other = event.leg === pair[0] ? pair[1] : pair[0];
    switch (event.type) {
      case "ended":
      case "refused":
      case "silent":
      case "transfer":
      case "transfer-to-call":
      case "join-call":
      case "fetched":
        return event;
      case "digit": {
        const { leg } = event;
        const code = yield* keys.press(pair, event);
        if (code === "transfer-blind") return { type: "transfer-by-keys", leg, kind: "blind" };
        if (code === "transfer-attended") return { type: "transfer-by-keys", leg, kind: "attended" };
        if (code === "record") yield* turnRecording(leg, other);
        if (code === "record-pause") yield* pauseRecording(leg, other);
        if (code === "open-door") yield* openDoor(other, leg);
        continue;
      }
      case "held":
        yield* keys.forget(pair);
        yield* act({ do: "play", leg: other, sound: yield* musicOf(event.leg) });
        continue;
      case "resumed":
        yield* act({ do: "hush", leg: other });
        continue;
      case "recorded":
        if (event.why === "failed") yield* tellOfFailure(pair);
        continue;
      case "ringing":
      case "early-media":
      case "answered":
      case "redirected":
      case "decided":
      case "played":
      case "news":
        continue;
    }
  }
}
