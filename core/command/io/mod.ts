/**
 * The world of the subcommands: the control socket's two ends, the log on stderr, and what `doctor` looks at. Only
 * `main.ts` opens this door.
 *
 * @module
 */
export { calendarsIn } from "./calendar_file.ts";
export { askBox } from "./control_client.ts";
export { type ControlServer, startControl } from "./control_server.ts";
export { controlSocketPath } from "./control_socket.ts";
export { DEMO_OFFICE, type DemoBox, playDemo } from "./demo.ts";
export { gatherFacts } from "./gather_facts.ts";
export { JsonLog, type JsonLogOptions, type LogSink } from "./json_log.ts";
export { systemWorld } from "./system_world.ts";
export { untilStopped } from "./until_stopped.ts";
