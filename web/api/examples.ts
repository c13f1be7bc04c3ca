import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Visitor } from "./gate.ts";

type Document = ReturnType<OpenAPIHono<Visitor>["getOpenAPI31Document"]>;

/** As much of a schema as an example is put into. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  example?: unknown;
}

/** What texts look like, by the names of their fields; in `Queue.name` with that of the thing that has it, or of the resource. */
const EXAMPLES: Readonly<Record<string, string>> = {
  access_token: "kontor_token_3f9a",
  account: "4711",
  address: "192.168.1.20:5060",
  advice: "Make room on the disk",
  agent: "101",
  agents: "101",
  announces_to: "103",
  answered_by: "101",
  blocked: "+40722000666",
  box: "101",
  by: "Ana",
  call: "c01a2b3c4d5e6",
  caller: "+40722000111",
  cause: "normal",
  cleared_by_extension: "101",
  columns: "name",
  company: "Popa SRL",
  dialled: "+40211234567",
  door: "Gate",
  drawn: "101 --INVITE--> box",
  due_at: "2026-11-21T09:30:00+02:00",
  e164: "+40722000111",
  error: "invalid_client",
  error_description: "No such key",
  events: "call.ended",
  extension: "101",
  exceptions: "+40722000111",
  failing: "it says 503",
  field: "numbers",
  format: "pdf",
  gone: "105",
  forwarded_by: "102",
  from: "101",
  full_name: "Ana Pop",
  host: "crm.example.com",
  id: "c01a2b3c4d5e6",
  key: "calls",
  kind: "own",
  last_at: "2026-11-21T09:30:00+02:00",
  last_caller: "+40722000111",
  leg: "c01a2b3c4d5e6.2",
  line: "talking",
  link: "https://crm.example.com/deals/7",
  local: "192.168.1.7:5060",
  made_by: "101",
  message: "m-1",
  name: "Ana Pop",
  next: "WzE3NjM3MTc0MDAwMDBd",
  note: "Sent a mail",
  number: "101",
  of: "webhooks/crm",
  outside: "+40722000111",
  path: "recordings/2026-11-21/c01a2b3c4d5e6.ogg",
  paused: "lunch",
  period: "month",
  presence: "away",
  queue: "800",
  rang: "101",
  room: "2001",
  route: "IVR → 1 → Sales Queue",
  rows: "asterisk",
  runtime: "Deno 2.9.5",
  scope: "calls:read",
  seen_by: "101",
  since: "2026-11-21T09:30:00+02:00",
  slot: "70",
  state: "open",
  strategy: "memory",
  subject: "Missed calls of the day",
  tenant: "acme",
  text: "12 GB of 64 GB are free",
  title: "Offer of November",
  to: "102",
  transcript: "Please call me back",
  transport: "udp",
  trunk: "digi",
  until: "2026-12-01T00:00:00+02:00",
  user_agent: "Yealink SIP-T46U",
  value: "07220",
  version: "0.1.0",
  vips: "+40722000111",
  who: "ana",
  why: "it says 410",
  "Account.name": "ana",
  "Account.report_cards": "missed",
  "Account.scope": "101",
  "Key.extensions": "101",
  "Key.name": "crm",
  "DeadLetter.id": "crm.7.mc3k1x.call.ended",
  "DeadMail.to": "ana@example.com",
  "GivenMailServer.from": "phones@example.com",
  "GivenMailServer.host": "mail.example.com",
  "GivenMailServer.user": "phones@example.com",
  "FlowBox.kind": "menu",
  "exceptions.own": "+40722000111",
  "exceptions.usual": "+40722000111",
  "vips.own": "+40722000111",
  "vips.usual": "+40722000111",
  "LogLine.text": "The box is ready",
  "MissedEntry.number": "+40211234567",
  "MissedEntryWhole.number": "+40211234567",
  "Queue.name": "Sales",
  "SavedReport.name": "monthly",
  "Webhook.name": "crm",
  "accounts.name": "ana",
  "keys.name": "crm",
  "mail.to": "ana@example.com",
  "messages.text": "INVITE sip:102@192.168.1.7 SIP/2.0",
  "queues.name": "Sales",
  "reports.name": "monthly",
  "server.from": "phones@example.com",
  "server.host": "mail.example.com",
  "server.user": "phones@example.com",
  "trunks.name": "digi",
  "trunks.state": "up",
};

/** Gives each text of the document that has no example one by its name, so that nobody has to guess what it looks like. */
export function fillExamples({ paths = {}, components = {} }: Document): void {
  for (const [path, item] of Object.entries(paths)) {
    const resource = path.split("/")[3] ?? "";
    for (const operation of Object.values(item as Readonly<Record<string, Operation>>)) {
      for (const { name, schema } of operation.parameters ?? []) if (schema !== undefined) fill(schema, name, resource);
      for (const { content = {} } of [operation.requestBody ?? {}, ...Object.values(operation.responses)]) {
        for (const { schema } of Object.values(content)) if (schema !== undefined) fill(schema, "", resource);
      }
    }
  }
  for (const [thing, schema] of Object.entries(components.schemas ?? {})) fill(schema as Schema, "", thing);
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema?: Schema }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** @param within what has it: a thing, another field or a resource */
function fill(schema: Schema, name: string, within: string): void {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [], additionalProperties: others } = schema;
  for (const [key, each] of Object.entries(properties)) fill(each, key, name === "" ? within : name);
  const parts = [...anyOf, ...oneOf, ...allOf, ...items === undefined ? [] : [items]];
  for (const part of [...parts, ...typeof others === "object" ? [others] : []]) fill(part, name, within);
  const says = [schema.$ref, schema.enum, schema.const, schema.default, schema.example].some((each) =>
    each !== undefined
  );
  if (says || ![schema.type].flat().includes("string")) return;
  const example = EXAMPLES[`${within}.${name}`] ?? EXAMPLES[name];
  if (example !== undefined) schema.example = example;
}
