/**
 * Queues (ACD): callers hear music, and how it stands with them, until an agent takes them. All queues share one floor (a
 * place: `FLOOR_RULE`), as agents work for several: it says who is served next and for whom which agents are rung, so that
 * nobody is given twice. Whoever waits looks after himself: the first of each queue looks every few seconds whether an agent
 * is free, everybody who leaves, joins, declines or wraps up has the agents given out anew. `*45` logs an agent in and out,
 * `*46` pauses him; what he has said, and whom a queue rang last, is kept over a restart. Whoever is called back instead
 * (`call_back`) keeps his place: a call of the box waits there for him, an errand that outlives a restart. Idle agents who want to (`*47`) get calls to make
 * from a list of their queue (`outbound`) while nobody waits. `office.yml`:
 * `queues`.
 *
 * @module
 */
export { CALL_BACK, callBack } from "./call_back.ts";
export { QUEUE_DESK } from "./desk.ts";
export type { Candidate } from "./choose.ts";
export { FLOOR, FLOOR_RULE, type FloorMove, type FloorView } from "./floor.ts";
export { logIn, pauseAgent } from "./log_in.ts";
export type { Desk, Offer } from "./match.ts";
export { callOut, turnOutbound } from "./outbound.ts";
export { OUTBOUND } from "./outbound_look.ts";
export { reachQueue } from "./script.ts";
export type { FloorState } from "./waiting.ts";
export { WAITING_ROOM, WAITING_ROOM_RULE } from "./waiting_room.ts";
