import { REPORT_FORMATS, REPORT_PERIODS, type ReportFormat, type ReportPeriod } from "../directory/mod.ts";
import { API_SCOPES, type ApiScope, isApiScope } from "../store/mod.ts";
import { fail, ok, type Result } from "../base/mod.ts";

/** What may be asked of a running box over its control socket. */
export type ControlRequest =
  | {
    readonly command: "apply";
    /** The office file, whole. */
    readonly text: string;
    /** As faults will name it. */
    readonly fileName: string;
    readonly force: boolean;
    readonly who: string;
  }
  | { readonly command: "rollback"; readonly revision: number; readonly who: string }
  | { readonly command: "trace"; readonly call: string }
  | { readonly command: "check-record"; readonly day?: string }
  | {
    readonly command: "report";
    readonly report: string;
    readonly period?: ReportPeriod;
    readonly format?: ReportFormat;
    readonly tenant?: string;
  }
  | {
    readonly command: "add-key";
    readonly key: string;
    readonly scopes: readonly ApiScope[];
    readonly extensions: readonly string[];
    readonly who: string;
  }
  | { readonly command: "remove-key"; readonly key: string }
  | { readonly command: "reset-owner"; readonly owner: string; readonly who: string }
  /** Without the id of one: all of them. */
  | { readonly command: "dead-letters"; readonly action: "retry" | "drop"; readonly letter?: string }
  | { readonly command: "missed-done"; readonly entry: string; readonly note: string; readonly who: string }
  | {
    readonly command:
      | "keys"
      | "export"
      | "revisions"
      | "status"
      | "calls"
      | "queues"
      | "phones"
      | "figures"
      | "features"
      | "recordings"
      | "webhooks"
      | "missed"
      | "reports";
  };

/** What the box says: a value that is plain JSON, or why not, with the faults of a file one by one. */
export type ControlAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly text: string; readonly faults?: readonly string[] };

/** The longest line either side reads: an office file of the largest size, as JSON. */
export const LONGEST_CONTROL_LINE: number = 16 * 1024 * 1024;

const PLAIN = [
  "keys",
  "export",
  "revisions",
  "status",
  "calls",
  "queues",
  "phones",
  "figures",
  "features",
  "recordings",
  "webhooks",
  "missed",
  "reports",
] as const;

/** One request as a line: `{"id":1,"command":"status"}`. */
export function writeRequest(id: number, request: ControlRequest): string {
  return `${JSON.stringify({ id, ...request })}\n`;
}

/** One answer as a line: `{"id":1,"ok":true,"value":...}`. */
export function writeAnswer(id: number | null, answer: ControlAnswer): string {
  return `${JSON.stringify({ id, ...answer })}\n`;
}

/** Reads the line of a request. Who may open the socket may do everything, but may still send nonsense. */
export function readRequest(line: string): Result<{ readonly id: number; readonly request: ControlRequest }> {
  const fields = readFields(line);
  if (fields === undefined) return fail("not-json", "Cannot read request: expected one JSON object a line");
  const id = fields.get("id");
  if (typeof id !== "number") return fail("bad-request", 'Cannot read request: expected "id" to be a number');
  const request = requestOf(fields);
  return request.ok ? ok({ id, request: request.value }) : request;
}

function requestOf(fields: ReadonlyMap<string, unknown>): Result<ControlRequest> {
  const command = fields.get("command");
  const plain = PLAIN.find((known) => known === command);
  if (plain !== undefined) return ok({ command: plain });
  const [text, fileName, who, call] = ["text", "fileName", "who", "call"].map((name) => fields.get(name));
  switch (command) {
    case "apply":
      if (typeof text !== "string") return missing("text", "a text");
      if (typeof fileName !== "string") return missing("fileName", "a text");
      if (typeof who !== "string") return missing("who", "a text");
      return ok({ command, text, fileName, who, force: fields.get("force") === true });
    case "rollback": {
      const revision = fields.get("revision");
      if (typeof revision !== "number" || !Number.isSafeInteger(revision)) return missing("revision", "a whole number");
      return typeof who === "string" ? ok({ command, revision, who }) : missing("who", "a text");
    }
    case "add-key": {
      const [key, scopes, extensions = []] = [fields.get("key"), fields.get("scopes"), fields.get("extensions")];
      if (typeof key !== "string" || !/^[\w .-]{1,64}$/.test(key)) {
        return missing("key", "a name of letters and digits");
      }
      if (!Array.isArray(scopes)) return missing("scopes", "a list");
      if (!Array.isArray(extensions)) return missing("extensions", "a list");
      const strange = extensions.map(String).find((each) => !/^[0-9*#]{1,32}$/.test(each));
      if (strange !== undefined) return missing("extensions", `numbers, and "${strange}" is none`);
      if (typeof who !== "string") return missing("who", "a text");
      const known = scopes.map(String).filter(isApiScope);
      return known.length === scopes.length
        ? ok({ command, key, scopes: known, extensions: extensions.map(String), who })
        : missing("scopes", `some of ${API_SCOPES.join(", ")}`);
    }
    case "remove-key": {
      const key = fields.get("key");
      return typeof key === "string" ? ok({ command, key }) : missing("key", "a text");
    }
    case "reset-owner": {
      const owner = fields.get("owner");
      if (typeof owner !== "string") return missing("owner", "a text");
      return typeof who === "string" ? ok({ command, owner, who }) : missing("who", "a text");
    }
    case "dead-letters": {
      const [action, letter] = [fields.get("action"), fields.get("letter")];
      if (action !== "retry" && action !== "drop") return missing("action", "retry or drop");
      if (letter === undefined) return ok({ command, action });
      return typeof letter === "string" ? ok({ command, action, letter }) : missing("letter", "a text");
    }
    case "missed-done": {
      const [entry, note] = [fields.get("entry"), fields.get("note")];
      if (typeof entry !== "string") return missing("entry", "a text");
      if (typeof note !== "string") return missing("note", "a text");
      return typeof who === "string" ? ok({ command, entry, note, who }) : missing("who", "a text");
    }
    case "check-record": {
      const day = fields.get("day");
      if (day === undefined) return ok({ command });
      return typeof day === "string" && isDay(day) ? ok({ command, day }) : missing("day", "a date as in 2026-11-21");
    }
    case "report": {
      const [report, given, wanted, tenant] = ["report", "period", "format", "tenant"].map((name) => fields.get(name));
      if (typeof report !== "string") return missing("report", "a text");
      if (tenant !== undefined && typeof tenant !== "string") return missing("tenant", "a text");
      const period = REPORT_PERIODS.find((known) => known === given);
      if (given !== undefined && period === undefined) return missing("period", `one of ${REPORT_PERIODS.join(", ")}`);
      const format = REPORT_FORMATS.find((known) => known === wanted);
      if (wanted !== undefined && format === undefined) return missing("format", `one of ${REPORT_FORMATS.join(", ")}`);
      return ok({
        ...{ command, report },
        ...period === undefined ? {} : { period },
        ...format === undefined ? {} : { format },
        ...tenant === undefined ? {} : { tenant },
      });
    }
    case "trace":
      return typeof call === "string" ? ok({ command, call }) : missing("call", "a text");
    default:
      return fail("unknown-command", `Cannot do "${String(command)}": no such command`);
  }
}

/** `2026-11-21` */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function missing(name: string, what: string): Result<never> {
  return fail("bad-request", `Cannot read request: expected "${name}" to be ${what}`);
}

/** Reads the line of an answer. */
export function readAnswer(line: string): Result<ControlAnswer> {
  const fields = readFields(line);
  if (fields?.get("ok") === true) return ok({ ok: true, value: fields.get("value") });
  const [text, faults] = [fields?.get("text"), fields?.get("faults")];
  if (typeof text !== "string") {
    return fail("bad-answer", "Cannot read the answer of the box: is it of another version?");
  }
  return ok({ ok: false, text, ...(Array.isArray(faults) ? { faults: faults.map(String) } : {}) });
}

function readFields(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
