import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { soundAnswer, type SoundDoor } from "../sound/mod.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

/** As much as a form of the desk may bring: a minute of sound, at the rate of a telephone. */
const MOST_BYTES = 2_000_000;

/** What lies in these files, one after the other, as WAV; the stretch of it that `Range` asks for (RFC 9110 §14). */
export async function soundFor(
  context: Context<Visitor>,
  sounds: SoundDoor,
  paths: readonly string[],
): Promise<Response> {
  const answer = await soundAnswer(context.req.raw, sounds, { paths });
  return answer.status === 404 ? problem(404, `Cannot find "${context.req.path}": the file is gone`) : answer;
}

/** Refuses what is longer than any greeting. */
export const shortSound: ReturnType<typeof bodyLimit> = bodyLimit({
  maxSize: MOST_BYTES,
  onError: () => problem(413, `Cannot keep the sound: it is larger than ${MOST_BYTES} octets`),
});

/** What a request brings; undefined where it brings nothing. */
export async function soundIn({ req }: Context<Visitor>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const octets = new Uint8Array(await req.arrayBuffer());
  return octets.length === 0 ? undefined : octets;
}

/** Why a sound is not kept. */
export function notKept(why: "no-sound" | "too-short" | "too-long"): Response {
  return problem(422, `Cannot keep the sound: ${WHY[why]}`);
}

const WHY = {
  "no-sound": "expected a WAV or an Ogg Opus file",
  "too-short": "it is too short",
  "too-long": "it is longer than a minute",
} as const;
