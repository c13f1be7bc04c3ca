/**
 * Call scripts: the words they are written in, the verbs that every one of them uses, and the runner.
 *
 * @module
 */
export { ring, type Rung } from "./ring.ts";
export { Runner, type ScriptFault, type Stage } from "./runner.ts";
export { type Said, say } from "./say.ts";
export { takeCall } from "./take_call.ts";
export { talk } from "./talk.ts";
export {
  act,
  all,
  type Command,
  type Ending,
  type Heard,
  next,
  type Outcomes,
  type Phone,
  race,
  reach,
  type Script,
  spawn,
  type Want,
} from "./vocabulary.ts";
