import type { Playlist, Tone } from "../sound/mod.ts";
import { announced } from "./announce.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** What is heard of somebody who is muted. */
const NOTHING: Playlist = { language: "en", items: [{ type: "silence", ms: 60_000 }], repeats: true };

/** The leg hears this instead of anybody, until it ends, is hushed, joined, or played something else. */
export function play(exchange: Exchange, leg: Leg, sound: Tone | Playlist): void {
  const play = exchange.nextPlay();
  leg.playing = { play, sound };
  exchange.media({ type: "play", leg: leg.session.id, play, sound });
}

/** Nothing more is played to the leg. Quiet where nothing was. */
export function hush(exchange: Exchange, leg: Leg): void {
  if (leg.playing === undefined) return;
  leg.playing = undefined;
  if (leg.mate?.isMuted === true) play(exchange, leg, NOTHING);
  else exchange.media({ type: "stop", leg: leg.session.id });
}

/** Whom the leg talks with hears nothing of it, until that is taken back, or one of the two leaves the other. */
export function mute(exchange: Exchange, leg: Leg): void {
  leg.isMuted = true;
  if (leg.mate !== undefined && leg.mate.playing === undefined) play(exchange, leg.mate, NOTHING);
}

/** The two hear each other again. Quiet where neither was muted. */
export function unmute(exchange: Exchange, leg: Leg): void {
  const { mate } = leg;
  for (const [one, other] of [[leg, mate], [mate, leg]]) {
    if (one?.isMuted !== true) continue;
    one.isMuted = false;
    if (other?.playing?.sound !== NOTHING) continue;
    if (other.session.media.isOpen) hush(exchange, other);
    else other.playing = undefined;
  }
}

/** The media engine says that a play is over. What came in its place, or was hushed, is no news to anybody. */
export function played(
  exchange: Exchange,
  sessionId: string,
  number: number,
  why: "ended" | "stopped" | "failed",
): void {
  if (announced(exchange, sessionId)) return;
  const session = exchange.sessions.get(sessionId);
  const leg = session?.leg;
  if (session === undefined || leg?.playing?.play !== number) return;
  leg.playing = undefined;
  if (leg.mate?.isMuted === true && why === "ended") play(exchange, leg, NOTHING);
  if (why === "failed") exchange.logOf(session, "warn", "A leg could not be played what it was to hear");
  exchange.tell(session, (id) => ({ type: "played", leg: id }));
}
