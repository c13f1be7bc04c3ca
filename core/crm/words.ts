import { type Json, ok, type Result } from "../base/mod.ts";
import type { Crm, OpenMatter } from "../directory/mod.ts";
import type { Judgement } from "../record/mod.ts";
import type { NumberForms } from "../routing/mod.ts";

/** What a database is asked. */
export interface CrmRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What it says: JSON, or undefined where it says nothing. */
export interface CrmAnswer {
  readonly status: number;
  readonly body: Json | undefined;
  /** When it wants to be left in peace (RFC 9110 §10.2.3). */
  readonly retryAfterS?: number;
}

/** By what a database knows the box for a while. */
export interface Session {
  readonly token: string;
  /** Where it is asked; some say so only with the token. */
  readonly base: string;
  /** How long the token holds. */
  readonly forS: number;
}

/** Somebody whom a database knows. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly company?: string;
  /** What kind of record he is there, where there are several: `Lead`. */
  readonly kind?: string;
}

/** Why an answer is none: the box is not let in, it asks too much, this question is not understood there, or else. */
export interface CrmFault {
  readonly code: "refused" | "too-much" | "not-understood" | "failed";
  readonly text: string;
  readonly retryAfterS?: number;
}

export type Read<T> = Result<T, CrmFault>;

/** A call that is over, as it is written down elsewhere. */
export interface CallNote {
  /** By which it is known that it has been written down already. */
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  /** As the list of missed calls has it; of a call that went out whether somebody took it. */
  readonly outcome: Judgement;
  /** Of the outsider, in E.164. */
  readonly outsider: string;
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
}

/** A question for what is open with somebody. */
export interface OpenQuestion {
  readonly kind: OpenMatter["kind"];
  readonly request: CrmRequest;
}

/** What was asked, and of whom. */
export interface OpenAsked extends Pick<OpenQuestion, "kind"> {
  readonly crm: Crm;
  readonly session: Session;
}

/** How one product is asked: its requests as data, and how its answers are read. */
export interface Connector {
  /** Where a token must be had first; without it the key itself is sent. */
  readonly signIn?: {
    readonly ask: (crm: Crm) => CrmRequest;
    readonly read: (answer: CrmAnswer, crm: Crm) => Read<Session>;
  };
  /** One after the other, until somebody is found. */
  readonly find: (crm: Crm, session: Session, number: NumberForms) => readonly CrmRequest[];
  readonly found: (answer: CrmAnswer, crm: Crm) => Read<readonly Person[]>;
  /** What is open with somebody, newest first: all questions at once. A product that cannot be asked has nothing. */
  readonly open?: {
    readonly ask: (crm: Crm, session: Session, person: Person) => readonly OpenQuestion[];
    readonly read: (answer: CrmAnswer, asked: OpenAsked) => Read<readonly OpenMatter[]>;
  };
  /** Whether this call stands there already; products that cannot be asked are not. */
  readonly stands?: {
    readonly ask: (crm: Crm, session: Session, note: CallNote, person: Person) => CrmRequest;
    readonly read: (answer: CrmAnswer) => Read<boolean>;
  };
  readonly note: (crm: Crm, session: Session, note: CallNote, person: Person) => CrmRequest | undefined;
  readonly noted: (answer: CrmAnswer) => Read<true>;
}

export { ok };

/** The most people that one number is looked up for. */
export const MOST_PEOPLE = 5;

export function fault(code: CrmFault["code"], text: string): { readonly ok: false; readonly fault: CrmFault } {
  return { ok: false, fault: { code, text } };
}

/** What every product says in the same words: HTTP's. Undefined where the answer is one. */
export function httpFault({ status, body, retryAfterS }: CrmAnswer): { ok: false; fault: CrmFault } | undefined {
  if (status >= 200 && status < 300) return undefined;
  const text = `it says ${status}${sayingOf(body)}`;
  const code = status === 401 || status === 403
    ? "refused"
    : status === 429 || status === 503
    ? "too-much"
    : status === 400 || status === 404 || status === 422
    ? "not-understood"
    : "failed";
  return { ok: false, fault: { code, text, ...retryAfterS === undefined ? {} : { retryAfterS } } };
}

/** The sentence that products put into their answers, cut short. */
function sayingOf(body: Json | undefined): string {
  const first = Array.isArray(body) ? body[0] : body;
  const said = textAt(first, "message") ?? textAt(first, "error_description") ?? textAt(first, "error");
  return said === undefined ? "" : `: ${said.slice(0, 200)}`;
}

/** What stands at a place of an answer: `data.items`, `.` for all of it. */
export function at(body: Json | undefined, path: string): Json | undefined {
  let value = body;
  for (const key of path === "." ? [] : path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? readAt(value, key) : undefined;
  }
  return value;
}

function readAt(value: Json, key: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })[key]
    : undefined;
}

export function textAt(body: Json | undefined, path: string): string | undefined {
  const value = at(body, path);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

export function listAt(body: Json | undefined, path: string): readonly Json[] | undefined {
  const value = at(body, path);
  return Array.isArray(value) ? value : undefined;
}

export function json(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Pick<CrmRequest, "headers" | "body"> {
  return { headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** What a call is called there: `Inbound call, 2:05`. */
export function titleOf({ direction, outcome, seconds }: CallNote): string {
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const way = direction === "inbound" ? "Inbound" : "Outbound";
  switch (outcome) {
    case "answered":
      return `${way} call, ${length}`;
    case "missed":
      return direction === "inbound" ? "Missed call" : "Call, no answer";
    case "message":
      return "Call, left a message";
    case "none":
      return `${way} call`;
  }
}

/** The same with who called whom. */
export function storyOf(note: CallNote): string {
  return `${titleOf(note)}: ${note.from} → ${note.to}, ${new Date(note.startedAt).toISOString()} (${note.id})`;
}
