import type { SchemaName } from "../config/mod.ts";
import { REPORT_FORMATS, REPORT_PERIODS, type ReportFormat, type ReportPeriod } from "../directory/mod.ts";
import { API_SCOPES, type ApiScope } from "../store/mod.ts";

/** Where a command finds the box: both are about its data folder, and the second wins. */
export interface BoxChoice {
  /** Path of kontor.yml. */
  readonly config?: string;
  /** Path of the data folder. */
  readonly data?: string;
}

/** What was asked for, judged: one kind per subcommand. */
export type Command =
  | (
    & { readonly name: "serve"; /** Path of an office.yml to apply at the start. */ readonly office?: string }
    & BoxChoice
  )
  | ({ readonly name: "apply"; readonly file: string; readonly force: boolean; readonly json: boolean } & BoxChoice)
  | ({ readonly name: "export"; readonly schema?: SchemaName; readonly json: boolean } & BoxChoice)
  | ({
    readonly name: "rollback";
    /** Undefined: list the revisions. */
    readonly revision?: number;
    readonly json: boolean;
  } & BoxChoice)
  | ({ readonly name: "status"; readonly json: boolean } & BoxChoice)
  | ({ readonly name: "calls"; readonly json: boolean } & BoxChoice)
  | ({ readonly name: "queues"; readonly json: boolean } & BoxChoice)
  | ({ readonly name: "features"; readonly json: boolean } & BoxChoice)
  | (
    & { readonly name: "trace"; /** A call's id, or a SIP Call-ID. */ readonly call: string; readonly json: boolean }
    & BoxChoice
  )
  | (
    & { readonly name: "check-record"; /** UTC; undefined: every day. */ readonly day?: string; readonly json: boolean }
    & BoxChoice
  )
  | ({ readonly name: "keys"; readonly json: boolean } & BoxChoice)
  | (
    & {
      readonly name: "add-key";
      /** What the owner calls it. */
      readonly key: string;
      readonly scopes: readonly ApiScope[];
      /** On whose behalf it may act; none: everybody's. */
      readonly extensions: readonly string[];
      readonly json: boolean;
    }
    & BoxChoice
  )
  | ({ readonly name: "remove-key"; readonly key: string; readonly json: boolean } & BoxChoice)
  | (
    & { readonly name: "owner"; /** What he signs in with. */ readonly owner: string; readonly json: boolean }
    & BoxChoice
  )
  | ({
    readonly name: "recordings";
    /** One that is to be written, unsealed, into a new file; undefined: list them. */
    readonly copy?: { readonly path: string; readonly to: string };
    readonly json: boolean;
  } & BoxChoice)
  | ({
    readonly name: "webhooks";
    /** What is done with what was given up: with one of them, or with all. Undefined: list them. */
    readonly change?: { readonly action: "retry" | "drop"; readonly letter?: string };
    readonly json: boolean;
  } & BoxChoice)
  | ({
    readonly name: "report";
    /** Its name in office.yml; undefined: list them. */
    readonly report?: string;
    /** In place of the report's own; so is the format. */
    readonly period?: ReportPeriod;
    readonly format?: ReportFormat;
    /** Of another phone system's calls. */
    readonly tenant?: string;
    /** Where to write it; named after the report when left out. */
    readonly to?: string;
    readonly json: boolean;
  } & BoxChoice)
  | ({ readonly name: "doctor"; readonly json: boolean } & BoxChoice)
  | { readonly name: "missed"; readonly action: "replay"; readonly file: string; readonly defaults?: string }
  | ({ readonly name: "missed"; readonly action: "list"; readonly json: boolean } & BoxChoice)
  | (
    & {
      readonly name: "missed";
      readonly action: "done";
      readonly entry: string;
      readonly note: string;
      readonly json: boolean;
    }
    & BoxChoice
  )
  | { readonly name: "demo"; readonly json: boolean }
  | { readonly name: "version"; readonly json: boolean }
  | { readonly name: "help"; readonly about?: CommandName };

export type CommandName = Exclude<Command["name"], "help">;

/** The command of one name: `CommandOf<"serve">`. */
export type CommandOf<N extends Command["name"]> = Extract<Command, { readonly name: N }>;

/** One option of a subcommand, as it is parsed and as `--help` shows it. */
export interface OptionSpec {
  /** `--data` */
  readonly flag: string;
  /** `DIR`: what follows it; without it the option is a switch. */
  readonly value?: string;
  readonly about: string;
}

/** One subcommand, as it is parsed and as `--help` shows it. */
export interface CommandSpec {
  readonly about: string;
  /** What stands after the name, in order. */
  readonly operands: readonly { readonly name: string; readonly optional?: true; readonly about: string }[];
  readonly options: readonly OptionSpec[];
  /** Sentences below the options. */
  readonly more?: string;
}

const CONFIG: OptionSpec = {
  flag: "--config",
  value: "FILE",
  about: "kontor.yml of the box (default: ./kontor.yml, if there)",
};
const DATA: OptionSpec = {
  flag: "--data",
  value: "DIR",
  about: "data folder of the box (default: as kontor.yml says, or ./data)",
};
const JSON_SWITCH: OptionSpec = { flag: "--json", about: "write JSON, for machines" };

/** All subcommands, in the order in which `--help` lists them. */
export const COMMANDS: Readonly<Record<CommandName, CommandSpec>> = {
  serve: {
    about: "Run the box",
    operands: [],
    options: [CONFIG, DATA, { flag: "--office", value: "FILE", about: "office.yml to apply before phones are let in" }],
    more:
      'Needs no file at all. Writes where it listens, and one line {"event":"ready",...} on stdout when it accepts.',
  },
  apply: {
    about: "Change the running box to what office.yml says, whole or not at all",
    operands: [{ name: "FILE", about: "office.yml, or - for standard input" }],
    options: [
      { flag: "--force", about: "apply although the box has moved on since the file was exported" },
      CONFIG,
      DATA,
      JSON_SWITCH,
    ],
  },
  export: {
    about: "Write the office of the running box as office.yml",
    operands: [],
    options: [
      { flag: "--schema", value: "NAME", about: 'write the JSON Schema of a file instead: "office" or "kontor"' },
      CONFIG,
      DATA,
      JSON_SWITCH,
    ],
  },
  rollback: {
    about: "Make an earlier revision of the office the current one",
    operands: [{ name: "REVISION", optional: true, about: "its number; without it, the revisions are listed" }],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  status: {
    about: "Show how the running box is, and which phones are there",
    operands: [],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  calls: { about: "Show the running calls", operands: [], options: [CONFIG, DATA, JSON_SWITCH] },
  queues: {
    about: "Show who waits in which queue, and what its agents do",
    operands: [],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  features: {
    about: "List what can be dialled in the running office: its feature codes, groups and parking slots",
    operands: [],
    options: [CONFIG, DATA, JSON_SWITCH],
    more: 'The codes are set under "codes" of office.yml. "kontor help features" is the same.',
  },
  trace: {
    about: "Draw the SIP messages of a live or recent call",
    operands: [{ name: "CALL", about: "the call's id as in the log, or a SIP Call-ID" }],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  keys: {
    about: "List the keys of the REST interface, and what each may do",
    operands: [],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  "add-key": {
    about: "Make a key for the REST interface, and write it: it is kept nowhere",
    operands: [{ name: "NAME", about: "what you call it: crm, wallboard" }],
    options: [
      {
        flag: "--scopes",
        value: "LIST",
        about: `what it may do: ${API_SCOPES.join(",")} ; there is no default`,
      },
      {
        flag: "--extensions",
        value: "LIST",
        about: "on whose behalf it may call, steer and speak: 101,102 (default: everybody's)",
      },
      CONFIG,
      DATA,
      JSON_SWITCH,
    ],
    more: 'Whoever has the key sends it with each request: "Authorization: Bearer kontor_...".',
  },
  "remove-key": {
    about: "Take a key of the REST interface back, at once",
    operands: [{ name: "NAME", about: "as in kontor keys" }],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  owner: {
    about: "Write a code by which an owner who has no way in any more chooses a new password",
    operands: [{ name: "NAME", about: "what he signs in with; for a name that is no owner's, the owners are named" }],
    options: [CONFIG, DATA, JSON_SWITCH],
    more:
      "The code is good once, for an hour, at the address that is written with it. His passkeys, authenticator and backup codes\nare taken away when he uses it, and he is signed out everywhere else. The audit has both.",
  },
  "check-record": {
    about: "Read the record of calls again, and say whether anybody has changed it since it was written",
    operands: [{ name: "DAY", optional: true, about: "2026-11-21 (UTC); without it, every day there is" }],
    options: [CONFIG, DATA, JSON_SWITCH],
    more: "A seal noted down elsewhere proves later what the record said up to that day.",
  },
  recordings: {
    about: "List the recordings of calls, or write one of them into a file that every player opens",
    operands: [
      { name: "RECORDING", optional: true, about: "as it is listed: recordings/2026-11-21/..." },
      { name: "FILE", optional: true, about: "where to write it; there must be none" },
    ],
    options: [CONFIG, DATA, JSON_SWITCH],
    more: "On the left is whoever is outside, or who called; on the right what he heard.",
  },
  webhooks: {
    about: "Show the programs elsewhere that are told what happens, and what they never took",
    operands: [
      { name: "ACTION", optional: true, about: "retry or drop: what is done with what they never took" },
      { name: "ID", optional: true, about: "one of those, as it is listed, or all" },
    ],
    options: [CONFIG, DATA, JSON_SWITCH],
    more: 'They are set under "webhooks" of office.yml.',
  },
  report: {
    about: "Make one of the office's reports now, and write it into a file",
    operands: [{
      name: "NAME",
      optional: true,
      about: "as reports: of office.yml calls it; without it, they are listed",
    }],
    options: [
      { flag: "--period", value: "PERIOD", about: `in place of its own: ${REPORT_PERIODS.join(", ")}` },
      { flag: "--format", value: "FORMAT", about: `in place of its own: ${REPORT_FORMATS.join(", ")}` },
      {
        flag: "--tenant",
        value: "NAME",
        about: "of the calls of another phone system, as pbx: of office.yml calls it",
      },
      { flag: "--to", value: "FILE", about: "where to write it; there must be none (default: NAME.FORMAT)" },
      CONFIG,
      DATA,
      JSON_SWITCH,
    ],
  },
  doctor: {
    about: "Check ports, clock, addresses, NAT, disk and limits, and say what to do",
    operands: [],
    options: [CONFIG, DATA, JSON_SWITCH],
  },
  missed: {
    about: "List the callers whom nobody has answered or called back, cross one out, or judge rows of another system",
    operands: [
      { name: "ACTION", optional: true, about: "list (when left out), done or replay" },
      { name: "ENTRY", optional: true, about: "done: as it is listed; replay: a file of scenarios in JSON, or -" },
      { name: "NOTE", optional: true, about: "done: what was done" },
    ],
    options: [
      {
        flag: "--defaults",
        value: "FILE",
        about:
          "replay: what a scenario does not say of itself (default: defaults.json beside it, or that of the manual)",
      },
      CONFIG,
      DATA,
      JSON_SWITCH,
    ],
    more:
      "replay writes a JSON array: the id of each scenario, its calls judged, its entries, and what earlier looks have seen.",
  },
  demo: { about: "Start a box with two built-in phones and let them talk", operands: [], options: [JSON_SWITCH] },
  version: { about: "Write the version", operands: [], options: [JSON_SWITCH] },
};

/** Whether the word names a subcommand. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
