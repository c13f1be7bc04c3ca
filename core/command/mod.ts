/**
 * The subcommands of the binary, and the control socket by which they reach a running box.
 *
 * @module
 */
export { boxHandler, type BoxHandlerParts, type ReportMaking } from "./box_handler.ts";
export {
  type BoxChoice,
  type Command,
  type CommandName,
  type CommandOf,
  COMMANDS,
  type CommandSpec,
  type OptionSpec,
} from "./command.ts";
export type { ControlAnswer, ControlRequest } from "./control.ts";
export {
  answerControl,
  type AppliedView,
  type BoxStatus,
  type ControlHandler,
  type ControlValues,
  type TraceView,
} from "./control_handler.ts";
export { type BoxFacts, describeFindings, examine, type Finding, isSound } from "./doctor.ts";
export { helpText } from "./help.ts";
export {
  type ApplyOptions,
  type OfficeApplied,
  OfficeDesk,
  type OfficeDeskPorts,
  type OfficeOutcome,
  type OfficeRefused,
  type StoredRefusal,
} from "./office_desk.ts";
export { parseArguments } from "./parse_arguments.ts";
export { type CommandWorld, type ExitCode, runCommand } from "./run_command.ts";
export { drawTable, formatDuration } from "./table.ts";
export { BUILT_AFTER, VERSION } from "./version.ts";
