import { assertNever, type Json, type Result } from "../base/mod.ts";
import { BOX_DEFAULTS, type BoxSettings, formatFault, readBox, writeSchema } from "../config/mod.ts";
import type { BoxChoice, Command, CommandOf } from "./command.ts";
import type { ControlAnswer, ControlRequest } from "./control.ts";
import type { ControlValues } from "./control_handler.ts";
import { type BoxFacts, describeFindings, examine, isSound } from "./doctor.ts";
import { helpText } from "./help.ts";
import { parseArguments } from "./parse_arguments.ts";
import { VERSION } from "./version.ts";
import {
  describeApplied,
  describeCalls,
  describeFeatures,
  describeKeys,
  describeMissed,
  describeOwnerReset,
  describeQueues,
  describeRecordDays,
  describeRecordings,
  describeReports,
  describeRevisions,
  describeStatus,
  describeWebhooks,
} from "./views.ts";

/** What a command needs of the world; the real one is made by `io/system_world.ts`. */
export interface CommandWorld {
  /** The environment of whoever typed the command. */
  readonly environment: Readonly<Record<string, string>>;
  /** Who typed it, for the history. */
  readonly who: string;
  /** To stdout. */
  print(text: string): Promise<void>;
  /** To stderr. */
  complain(text: string): Promise<void>;
  /** A file's text, or standard input for `-`; undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  ask(dataFolder: string, request: ControlRequest): Promise<Result<ControlAnswer>>;
  gather(settings: BoxSettings): Promise<BoxFacts>;
  /** Writes a sealed file below the data folder, a recording or a report, into a new one, unsealed; gives why it cannot. */
  copyRecording(dataFolder: string, path: string, to: string): string | undefined;
  /** Runs the box until it is stopped. */
  serve(settings: BoxSettings, command: CommandOf<"serve">): Promise<ExitCode>;
  demo(command: CommandOf<"demo">): Promise<ExitCode>;
  /** Judges the calls of scenarios; both are texts of JSON, and without `defaults` they are the built-in ones. */
  replayMissed(scenarios: string, defaults?: string): Promise<Result<Json>>;
}

/** 0: done. 1: refused, or something is bad. 2: the command was not understood. 3: no box is running. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Where kontor.yml is looked for when nobody names it. */
const USUAL_CONFIG = "kontor.yml";

/** Carries out what was typed behind `kontor`. */
export async function runCommand(argv: readonly string[], world: CommandWorld): Promise<ExitCode> {
  const parsed = parseArguments(argv);
  if (parsed.ok) return await carryOut(parsed.value, world);
  await world.complain(`${parsed.fault.text}\nTry "kontor --help"\n`);
  return 2;
}

async function carryOut(command: Command, world: CommandWorld): Promise<ExitCode> {
  switch (command.name) {
    case "help":
      return await say(world, helpText(command.about));
    case "version":
      return await say(world, command.json ? toJson({ version: VERSION }) : `kontor ${VERSION}\n`);
    case "demo":
      return await world.demo(command);
    case "missed":
      if (command.action === "replay") return await replay(command, world);
      break;
    case "export":
      if (command.schema !== undefined) return await say(world, writeSchema(command.schema));
      break;
    default:
      break;
  }
  const settings = await loadSettings(command, world);
  if (settings === undefined) return 1;
  return command.name === "serve" ? await world.serve(settings, command) : await withSettings(command, settings, world);
}

type Replay = Extract<Command, { readonly name: "missed"; readonly action: "replay" }>;
type SettledCommand = Exclude<Command, { readonly name: "help" | "version" | "demo" | "serve" } | Replay>;

async function withSettings(command: SettledCommand, settings: BoxSettings, world: CommandWorld): Promise<ExitCode> {
  const box = new AskedBox(settings.data, command.json, world);
  switch (command.name) {
    case "apply": {
      const text = await world.read(command.file);
      if (text === undefined) return await refuse(world, `Cannot read office file "${command.file}": there is none`);
      const fileName = command.file === "-" ? "standard input" : command.file;
      const { force } = command;
      return await box.ask({ command: "apply", text, fileName, force, who: world.who }, describeApplied);
    }
    case "rollback": {
      const { revision } = command;
      if (revision === undefined) return await box.ask({ command: "revisions" }, describeRevisions);
      return await box.ask({ command: "rollback", revision, who: world.who }, describeApplied);
    }
    case "export":
      return await box.ask({ command: "export" }, ({ text }) => text);
    case "calls":
      return await box.ask({ command: "calls" }, describeCalls);
    case "queues":
      return await box.ask({ command: "queues" }, describeQueues);
    case "features": {
      const asked = await box.value({ command: "features" });
      if (!asked.ok) return asked.exit;
      return await say(world, command.json ? toJson(asked.value.features) : describeFeatures(asked.value));
    }
    case "trace":
      return await box.ask({ command: "trace", call: command.call }, ({ ladder }) => ladder);
    case "keys":
      return await box.ask({ command: "keys" }, describeKeys);
    case "add-key": {
      const { key, scopes, extensions } = command;
      return await box.ask({ command: "add-key", key, scopes, extensions, who: world.who }, (made) => `${made.key}\n`);
    }
    case "remove-key":
      return await box.ask({ command: "remove-key", key: command.key }, () => "");
    case "owner":
      return await box.ask({ command: "reset-owner", owner: command.owner, who: world.who }, describeOwnerReset);
    case "missed":
      if (command.action === "list") return await box.ask({ command: "missed" }, describeMissed);
      return await box.ask(
        { command: "missed-done", entry: command.entry, note: command.note, who: world.who },
        () => "",
      );
    case "recordings": {
      const { copy } = command;
      if (copy === undefined) return await box.ask({ command: "recordings" }, describeRecordings);
      const why = world.copyRecording(settings.data, copy.path, copy.to);
      return why === undefined ? 0 : await refuse(world, `Cannot write "${copy.path}" into "${copy.to}": ${why}`);
    }
    case "webhooks": {
      const { change } = command;
      if (change === undefined) return await box.ask({ command: "webhooks" }, describeWebhooks);
      return await box.ask({ command: "dead-letters", ...change }, ({ text }) => `${text}\n`);
    }
    case "report":
      return await report(box, command, settings, world);
    case "check-record":
      return await checkRecord(box, command, world);
    case "status":
      return await status(box, command, world);
    case "doctor": {
      const findings = examine(await world.gather(settings));
      await world.print(command.json ? toJson(findings) : describeFindings(findings));
      return isSound(findings) ? 0 : 1;
    }
    default:
      return assertNever(command);
  }
}

async function report(
  box: AskedBox,
  { report: name, period, format, tenant, to, json }: CommandOf<"report">,
  settings: BoxSettings,
  world: CommandWorld,
): Promise<ExitCode> {
  if (name === undefined) return await box.ask({ command: "reports" }, describeReports);
  const wish = {
    ...period === undefined ? {} : { period },
    ...format === undefined ? {} : { format },
    ...tenant === undefined ? {} : { tenant },
  };
  const made = await box.value({ command: "report", report: name, ...wish });
  if (!made.ok) return made.exit;
  const file = to ?? `${name}.${made.value.format}`;
  const why = world.copyRecording(settings.data, made.value.path, file);
  if (why !== undefined) return await refuse(world, `Cannot write report "${name}" into "${file}": ${why}`);
  return await say(world, json ? toJson({ report: name, file }) : `${file}\n`);
}

async function status(box: AskedBox, command: CommandOf<"status">, world: CommandWorld): Promise<ExitCode> {
  const status = await box.value({ command: "status" });
  if (!status.ok) return status.exit;
  const phones = await box.value({ command: "phones" });
  if (!phones.ok) return phones.exit;
  if (!command.json) return await say(world, describeStatus(status.value, phones.value));
  const figures = await box.value({ command: "figures" });
  return figures.ok
    ? await say(world, toJson({ ...status.value, registered: phones.value, figures: figures.value }))
    : figures.exit;
}

async function checkRecord(box: AskedBox, command: CommandOf<"check-record">, world: CommandWorld): Promise<ExitCode> {
  const { day } = command;
  const checked = await box.value({ command: "check-record", ...(day === undefined ? {} : { day }) });
  if (!checked.ok) return checked.exit;
  await say(world, command.json ? toJson(checked.value) : describeRecordDays(checked.value));
  return checked.value.every(({ state }) => state !== "changed") ? 0 : 1;
}

/** Plays scenarios on what they lie beside: needs no box. */
async function replay(command: Replay, world: CommandWorld): Promise<ExitCode> {
  const { file } = command;
  const scenarios = await world.read(file);
  if (scenarios === undefined) return await refuse(world, `Cannot read scenarios "${file}": there is no such file`);
  const beside = file.replace(/[^/]*$/, "defaults.json");
  const usual = file === "-" || file === beside ? undefined : beside;
  const defaults = command.defaults ?? usual;
  const common = defaults === undefined ? undefined : await world.read(defaults);
  if (common === undefined && command.defaults !== undefined) {
    return await refuse(world, `Cannot read defaults "${command.defaults}": there is no such file`);
  }
  const played = await world.replayMissed(scenarios, common);
  return played.ok ? await say(world, toJson(played.value)) : await refuse(world, played.fault.text);
}

type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly exit: ExitCode };

/** The running box, as a command sees it: a value, or a complaint that was made and the exit code for it. */
class AskedBox {
  readonly #data: string;
  readonly #json: boolean;
  readonly #world: CommandWorld;

  constructor(data: string, json: boolean, world: CommandWorld) {
    this.#data = data;
    this.#json = json;
    this.#world = world;
  }

  async value<R extends ControlRequest>(request: R): Promise<Asked<ControlValues[R["command"]]>> {
    const reached = await this.#world.ask(this.#data, request);
    if (!reached.ok) {
      await this.#complain(reached.fault.text, []);
      return { ok: false, exit: 3 };
    }
    const answer = reached.value;
    // The box on the other side is of our own making: answerControl gives each command its value.
    if (answer.ok) return { ok: true, value: answer.value as ControlValues[R["command"]] };
    await this.#complain(answer.text, answer.faults ?? []);
    return { ok: false, exit: 1 };
  }

  async ask<R extends ControlRequest>(
    request: R,
    describe: (value: ControlValues[R["command"]]) => string,
  ): Promise<ExitCode> {
    const asked = await this.value(request);
    return asked.ok ? await say(this.#world, this.#json ? toJson(asked.value) : describe(asked.value)) : asked.exit;
  }

  async #complain(text: string, faults: readonly string[]): Promise<void> {
    if (this.#json) await this.#world.print(toJson({ error: text, faults }));
    else await this.#world.complain([...faults, text, ""].join("\n"));
  }
}

/** Reads the kontor.yml that was chosen, or the usual one, or none. Undefined when it has faults, which were told. */
async function loadSettings(choice: BoxChoice, world: CommandWorld): Promise<BoxSettings | undefined> {
  const file = choice.config ?? USUAL_CONFIG;
  const text = await world.read(file);
  if (text === undefined && choice.config !== undefined) {
    await refuse(world, `Cannot read configuration "${choice.config}": there is no such file`);
    return undefined;
  }
  const judged = text === undefined
    ? { ok: true as const, value: BOX_DEFAULTS }
    : readBox(text, { fileName: file, environment: world.environment });
  if (judged.ok) {
    return choice.data === undefined ? judged.value : Object.freeze({ ...judged.value, data: choice.data });
  }
  await world.complain(`${judged.faults.map(formatFault).join("\n")}\n`);
  return undefined;
}

async function say(world: CommandWorld, text: string): Promise<0> {
  await world.print(text);
  return 0;
}

async function refuse(world: CommandWorld, text: string): Promise<1> {
  await world.complain(`${text}\n`);
  return 1;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
