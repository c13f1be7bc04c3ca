/**
 * Call waiting: whether a second call may knock while one is under way. `*71` turns it off and on again; without it the
 * extension is busy with one call. `office.yml`: `extensions`: `call_waiting`; how many calls at most says `call_limit`.
 *
 * @module
 */
export { turnCallWaiting } from "./script.ts";
