/**
 * Playing stories of rows from a file, as `kontor missed replay` does: what would this box have said of them, and when?
 *
 * @module
 */
export { type Findings, lookAt, replayMissed } from "./replay.ts";
export { readScenario, type Scenario } from "./scenario.ts";
