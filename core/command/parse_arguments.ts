import { fail, ok, type Result } from "../base/mod.ts";
import { closest } from "../config/mod.ts";
import { API_SCOPES, isApiScope } from "../store/mod.ts";
import { type Command, type CommandName, COMMANDS, type CommandSpec, isCommandName } from "./command.ts";
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
      const wanted = (values.get("--scopes") ?? API_SCOPES.join(",")).split(",");
      const unknown = wanted.find((scope) => !isApiScope(scope));
      if (unknown !== undefined) {
        return fail("bad-scope", `Cannot allow "${unknown}"${meant(unknown, API_SCOPES)}`);
      }
      return ok({ name, ...box, json, key: operand ?? "", scopes: wanted.filter(isApiScope) });
    }
    case "remove-key":
      return ok({ name, ...box, json, key: operand ?? "" });
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
    case "status":
    case "calls":
    case "keys":
    case "features":
    case "doctor":
      return ok({ name, ...box, json });
    case "missed": {
      if (operand !== "replay") return fail("bad-action", `Cannot "missed ${operand ?? ""}": expected "missed replay"`);
      const defaults = values.get("--defaults");
      const file = operands[1] ?? "";
      return ok({ name, action: operand, file, ...(defaults === undefined ? {} : { defaults }) });
    }
    case "demo":
    case "version":
      return ok({ name, json });
  }
}

/** A path as the box gives it, and none that leads elsewhere. */
function isRecording(path: string): boolean {
  return /^recordings\/[0-9-]+\/[A-Za-z0-9_-]+$/.test(path);
}

function meant(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near === undefined ? `: known are ${known.join(", ")}` : `: did you mean "${near}"?`;
}
