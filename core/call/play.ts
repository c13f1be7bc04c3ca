import type { Playlist, Tone } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

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
  exchange.media({ type: "stop", leg: leg.session.id });
}

/** The media engine says that a play is over. What came in its place, or was hushed, is no news to anybody. */
export function played(exchange: Exchange, sessionId: string, play: number, why: "ended" | "stopped" | "failed"): void {
  const session = exchange.sessions.get(sessionId);
  const leg = session?.leg;
  if (session === undefined || leg?.playing?.play !== play) return;
  leg.playing = undefined;
  if (why === "failed") exchange.logOf(session, "warn", "A leg could not be played what it was to hear");
  exchange.tell(session, (id) => ({ type: "played", leg: id }));
}
