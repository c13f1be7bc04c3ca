/**
 * The media server: the engine, the player, the recorder and browsers' handshakes, joined to the one part that a
 * switchboard commands.
 *
 * @module
 */
export { type MediaServer, type MediaServerSettings, type MediaServerWorld, startMediaServer } from "./media_server.ts";
