/**
 * The world of the subcommands: the control socket's two ends, the log on stderr, and what `doctor` looks at. Only
 * `main.ts` opens this door.
 *
 * @module
 */
export { applyFirst } from "./apply_first.ts";
export { boxDoor } from "./box_door.ts";
export { calendarsIn } from "./calendar_file.ts";
export { askBox } from "./control_client.ts";
export { type ControlServer, startControl } from "./control_server.ts";
export { controlSocketPath } from "./control_socket.ts";
export type { DemoBox } from "./demo.ts";
export type { Examination } from "./examination.ts";
export { examineSelf } from "./self_examination.ts";
export { gatherFacts } from "./gather_facts.ts";
export { JsonLog, type JsonLogOptions, type LogSink } from "./json_log.ts";
export { playDemoLoaded } from "./load_demo.ts";
export { systemWorld } from "./system_world.ts";
export { trimHeap } from "./trim_heap.ts";
export { untilStopped } from "./until_stopped.ts";
