import type { LegId } from "../../core/call/mod.ts";
import { act, ask, type Asked, type Heard, say, type Script } from "../../core/script/mod.ts";

/** One thing that is said; a text is the name of a prompt. */
export type Word = string | Heard["items"][number];

export function words(...what: readonly Word[]): Heard {
  return { items: what.map((each) => typeof each === "string" ? { type: "prompt", name: each } : each) };
}

/** "To hear it again, press five." */
export function choices(...pairs: readonly (readonly [prompt: string, key: string])[]): readonly Word[] {
  return pairs.flatMap(([prompt, key]): readonly Word[] => [prompt, { type: "digits", digits: key }]);
}

/** The tone after which somebody is recorded. */
export const BEEP: Heard = words({ type: "beep" });

/** He hung up, or cannot be heard any more, and was let go of. */
export const GONE = "gone";
export type Gone = typeof GONE;

/** Says something, and hears the key that cuts it short; undefined when he heard it out. */
export function* told(leg: LegId, sound: Heard): Script<string | undefined | Gone> {
  const said = yield* say(leg, sound, "digit");
  if (said.type === "digit") return said.digit;
  if (said.type === "played") return undefined;
  if (said.type !== "ended") yield* act({ do: "release", leg, cause: "normal" });
  return GONE;
}

/** Says something that nobody should miss; false when he is gone. */
export function* saidTo(leg: LegId, ...what: readonly Word[]): Script<boolean> {
  const said = yield* say(leg, words(...what));
  if (said.type === "played") return true;
  if (said.type !== "ended") yield* act({ do: "release", leg, cause: "normal" });
  return false;
}

/** Asks for one key; undefined when he pressed none. */
export function* choose(leg: LegId, sound: Heard): Script<string | undefined | Gone> {
  const asked = yield* ask(leg, sound, { most: 1 });
  return asked.there ? asked.digits === "" ? undefined : asked.digits : GONE;
}

/** Longer than any number of the office's, and than any PIN. */
const LONGEST_NUMBER = 10;

/** Asks for a number that `#` ends. */
export function* askNumber(leg: LegId, ...what: readonly Word[]): Script<string | Gone> {
  return yield* numberOf(ask(leg, words(...what), { most: LONGEST_NUMBER, endsBy: "#" }));
}

/** Asks for a PIN, which nothing writes down. */
export function* askPin(leg: LegId, ...what: readonly Word[]): Script<string | Gone> {
  return yield* numberOf(ask(leg, words(...what), { most: LONGEST_NUMBER, endsBy: "#", isSecret: true }));
}

function* numberOf(asking: Script<Asked>): Script<string | Gone> {
  const asked = yield* asking;
  return asked.there ? asked.digits : GONE;
}

/** A new name for a file in a box, and the message that it becomes. */
export function* newFile(box: string, kind = ""): Script<{ readonly id: string; readonly path: string }> {
  const at = yield* act({ do: "wall-clock" });
  const lot = yield* act({ do: "draw", below: 0x1_0000_0000 });
  const id = `${Math.floor(at).toString(36)}-${lot.toString(36)}`;
  return { id, path: `voicemail/${box}/${kind}${id}.opus` };
}
