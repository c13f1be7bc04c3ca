/**
 * Rooms: where sound is heard, mixed and said anew, 20 ms at a time. Who is in a room is a {@link Party}; a room knows
 * nothing of packets, legs or files.
 *
 * @module
 */
export type { Party } from "./party.ts";
export { Room, type RoomRate } from "./room.ts";
