/**
 * What it takes to understand and judge a call: with it comes the numbering of all countries, so it is loaded late.
 *
 * @module
 */
export { callJudge } from "../../call_judge.ts";
export { MissedEngine } from "../../engine.ts";
export { callOf } from "../../record/mod.ts";
