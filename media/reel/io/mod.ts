/**
 * The player's worker and the files it plays.
 *
 * @module
 */
export { type PlayerDesk, type PlayerSettings, startPlayer } from "./start.ts";
