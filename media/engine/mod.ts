/**
 * The media engine: legs, whose packets they take, and who hears whom. Pure over {@link Sockets}: it is handed packets,
 * commands and a beat, and the moment of each; `media/io` drives it.
 *
 * @module
 */
export { ADDRESS_WORDS, formatHostOf, isIpv4, isSameAddress, readAddress, setIpv4 } from "./address.ts";
export { BrowserGate, MOST_BROWSERS, SHARED_SOCKETS, socketsOf } from "./browser_gate.ts";
export { Engine, IDLE_BEAT_MS } from "./engine.ts";
export type { EngineSettings, Ground } from "./ground.ts";
export { rehearse } from "./rehearse.ts";
export type { Sockets } from "./sockets.ts";
