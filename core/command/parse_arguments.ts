import { fail, ok, type Result } from "../base/mod.ts";
import { closest } from "../config/mod.ts";
import { REPORT_FORMATS, REPORT_PERIODS } from "../directory/mod.ts";
import { API_SCOPES, isApiScope } from "../store/mod.ts";
import {
  type BoxChoice,
  type Command,
  type CommandName,
  COMMANDS,
  type CommandSpec,
  isCommandName,
} from "./command.ts";
import { isDay } from "./control.ts";

interface Found {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly operands: readonly string[];
}

/** Reads the words behind `kontor`. `--help` anywhere asks for help; every other mistake is named with its word. */
export function parseArguments(argv: readonly string[]): Result<Command> {
  const [first, ...rest] = argv;
  if (first === undefined || first === "--help" || first === "-h") return ok({ name: "help" });
  if (first === "--version") return ok({ name: "version", json: false });
  if (first === "help") return helpAbout(rest);
  if (!isCommandName(first)) {
    return fail("unknown-command", `Unknown command "${first}"${meant(first, Object.keys(COMMANDS))}`);
  }
  if (rest.includes("--help") || rest.includes("-h")) return ok({ name: "help", about: first });
  const found = sort(first, rest);
  return found.ok ? build(first, found.value) : found;
}

function helpAbout(words: readonly string[]): Result<Command> {
  const [about] = words;
  if (about === undefined) return ok({ name: "help" });
  // Whoever asks for help with features wants to know what to dial here.
  if (about === "features") return parseArguments(words);
  return isCommandName(about)
    ? ok({ name: "help", about })
    : fail("unknown-command", `Unknown command "${about}"${meant(about, Object.keys(COMMANDS))}`);
}

function sort(name: CommandName, words: readonly string[]): Result<Found> {
  const spec = COMMANDS[name];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const operands: string[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === "--") {
      operands.push(...queue.splice(0));
      continue;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals === -1 ? word : word.slice(0, equals);
    const option = spec.options.find((known) => known.flag === flag);
    if (option === undefined) {
      const hint = meant(flag, spec.options.map((known) => known.flag));
      return fail("unknown-option", `Unknown option "${flag}" of "${name}"${hint}`);
    }
    if (values.has(flag) || switches.has(flag)) return fail("option-twice", `Option "${flag}" is given twice`);
    if (option.value === undefined) {
      if (equals !== -1) return fail("option-value", `Option "${flag}" takes no value: "${word}"`);
      switches.add(flag);
      continue;
    }
    const value = equals === -1 ? queue.shift() : word.slice(equals + 1);
    if (value === undefined || value === "" || (equals === -1 && value.startsWith("--"))) {
      return fail("option-value", `Option "${flag}" needs a value: "${flag} ${option.value}"`);
    }
    values.set(flag, value);
  }
  return checkOperands(name, spec, { values, switches, operands });
}

function checkOperands(name: CommandName, spec: CommandSpec, found: Found): Result<Found> {
  const { operands } = found;
  const missing = spec.operands.find((operand, at) => operand.optional !== true && operands[at] === undefined);
  if (missing !== undefined) {
    return fail("operand-missing", `Command "${name}" needs "${missing.name}": ${missing.about}`);
  }
  const surplus = operands[spec.operands.length];
  if (surplus !== undefined) return fail("operand-surplus", `Unexpected "${surplus}" behind "${name}"`);
  return ok(found);
}

function build(name: CommandName, found: Found): Result<Command> {
  const { values, switches, operands } = found;
  const [config, data, office] = [values.get("--config"), values.get("--data"), values.get("--office")];
  const box = { ...(config === undefined ? {} : { config }), ...(data === undefined ? {} : { data }) };
  const json = switches.has("--json");
  const operand = operands[0];
  switch (name) {
    case "serve":
      return ok({ name, ...box, ...(office === undefined ? {} : { office }) });
    case "apply":
      return ok({ name, ...box, json, force: switches.has("--force"), file: operand ?? "" });
    case "trace":
      return ok({ name, ...box, json, call: operand ?? "" });
    case "export": {
      const schema = values.get("--schema");
      if (schema === undefined) return ok({ name, ...box, json });
      if (schema === "office" || schema === "kontor") return ok({ name, ...box, json, schema });
      return fail("option-value", `Cannot write schema "${schema}": expected "office" or "kontor"`);
    }
    case "rollback": {
      if (operand === undefined) return ok({ name, ...box, json });
      const revision = Number(operand);
      if (/^[1-9][0-9]{0,14}$/.test(operand)) return ok({ name, ...box, json, revision });
      return fail("bad-revision", `Cannot roll back to revision "${operand}": expected a number from 1`);
    }
    case "add-key": {
      const listOf = (flag: string) => (values.get(flag) ?? "").split(",").filter((each) => each !== "");
      const [wanted, extensions] = [listOf("--scopes"), listOf("--extensions")];
      if (wanted.length === 0) return fail("no-scopes", "Cannot make a key that may do nothing: expected --scopes");
      const unknown = wanted.find((scope) => !isApiScope(scope));
      if (unknown !== undefined) {
        return fail("bad-scope", `Cannot allow "${unknown}"${meant(unknown, API_SCOPES)}`);
      }
      return ok({ name, ...box, json, key: operand ?? "", scopes: wanted.filter(isApiScope), extensions });
    }
    case "remove-key":
      return ok({ name, ...box, json, key: operand ?? "" });
    case "owner":
      return ok({ name, ...box, json, owner: operand ?? "" });
    case "check-record":
      if (operand === undefined) return ok({ name, ...box, json });
      if (isDay(operand)) return ok({ name, ...box, json, day: operand });
      return fail("bad-day", `Cannot check day "${operand}": expected a date as in 2026-11-21`);
    case "recordings": {
      const [path, to] = operands;
      if (path === undefined) return ok({ name, ...box, json });
      if (!isRecording(path)) return fail("bad-recording", `Cannot write "${path}": expected "recordings/DAY/NAME"`);
      if (to === undefined) return fail("operand-missing", `Command "${name}" needs "FILE": where to write "${path}"`);
      return ok({ name, ...box, json, copy: { path, to } });
    }
    case "webhooks": {
      const [action, letter] = operands;
      if (action === undefined) return ok({ name, ...box, json });
      if (action !== "retry" && action !== "drop") {
        return fail("bad-action", `Cannot "webhooks ${action}": expected "webhooks retry" or "webhooks drop"`);
      }
      if (letter === undefined) return fail("operand-missing", `Command "${name} ${action}" needs "ID", or "all"`);
      return ok({ name, ...box, json, change: letter === "all" ? { action } : { action, letter } });
    }
    case "report": {
      const [given, wanted, tenant, to] = ["--period", "--format", "--tenant", "--to"].map((flag) => values.get(flag));
      const period = REPORT_PERIODS.find((known) => known === given);
      if (given !== undefined && period === undefined) {
        return fail("bad-period", `Unknown period "${given}"${meant(given, REPORT_PERIODS)}`);
      }
      const format = REPORT_FORMATS.find((known) => known === wanted);
      if (wanted !== undefined && format === undefined) {
        return fail("bad-format", `Unknown format "${wanted}"${meant(wanted, REPORT_FORMATS)}`);
      }
      return ok({
        ...{ name, ...box, json },
        ...operand === undefined ? {} : { report: operand },
        ...period === undefined ? {} : { period },
        ...format === undefined ? {} : { format },
        ...tenant === undefined ? {} : { tenant },
        ...to === undefined ? {} : { to },
      });
    }
    case "status":
    case "calls":
    case "queues":
    case "keys":
    case "features":
    case "doctor":
      return ok({ name, ...box, json });
    case "missed":
      return buildMissed(found, { ...box, json });
    case "demo":
    case "version":
      return ok({ name, json });
  }
}

/** `list`, `done ENTRY [NOTE]`, `replay FILE` */
function buildMissed({ values, operands }: Found, box: BoxChoice & { readonly json: boolean }): Result<Command> {
  const [name, [action = "list", what, note]] = ["missed", operands] as const;
  if (action !== "list" && action !== "done" && action !== "replay") {
    return fail("bad-action", `Cannot "missed ${action}"${meant(action, ["list", "done", "replay"])}`);
  }
  const surplus = action === "list" ? what : action === "replay" ? note : undefined;
  if (surplus !== undefined) return fail("operand-surplus", `Unexpected "${surplus}" behind "missed ${action}"`);
  if (action === "list") return ok({ name, action, ...box });
  if (what === undefined) {
    const needs = action === "done"
      ? '"ENTRY": as kontor missed lists it'
      : '"FILE": one scenario or a list of them, in JSON, or - for standard input';
    return fail("operand-missing", `Command "missed" needs ${needs}`);
  }
  if (action === "done") return ok({ name, action, entry: what, note: note ?? "", ...box });
  const defaults = values.get("--defaults");
  return ok({ name, action, file: what, ...(defaults === undefined ? {} : { defaults }) });
}

/** A path as the box gives it, and none that leads elsewhere. */
function isRecording(path: string): boolean {
  return /^recordings\/[0-9-]+\/[A-Za-z0-9_-]+$/.test(path);
}

function meant(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near === undefined ? `: known are ${known.join(", ")}` : `: did you mean "${near}"?`;
}
