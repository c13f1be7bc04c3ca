/**
 * For tests: each product as its documentation shows it, with one person in it, what is open with him, and calls that are noted.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Crm, OpenMatter } from "../../directory/mod.ts";
import type { Person } from "../mod.ts";
import { type Answer, type Asked, say } from "./fake_crm.ts";

/** Whom all of them know: Ion Popa. */
export const NUMBER = "+40722000222";
/** Whom Zoho knows as a contact, not as a lead. */
const CONTACT = "+40722000333";

export const rpc = (result: unknown): Response => say({ jsonrpc: "2.0", id: 1, result });
const rpcError = (name: string, message: string) =>
  say({
    jsonrpc: "2.0",
    id: 1,
    error: { code: 200, message: "Odoo Server Error", data: { name, message, debug: "..." } },
  });

export const odoo: Answer = ({ path, text }) => {
  if (path !== "/jsonrpc") return new Response("Not Found", { status: 404 });
  const { params: { service, method, args } } = JSON.parse(text);
  if (service === "common") return rpc(method === "authenticate" && args[2] === "s3cret-key" ? 7 : false);
  const [database, uid, key, model, verb, [first], named] = args;
  if (database !== "acme" || uid !== 7 || key !== "s3cret-key") {
    return rpcError("odoo.exceptions.AccessDenied", "Access Denied");
  }
  if (verb === "message_post") {
    return rpc(model === "res.partner" && first[0] === 31 && named.body.includes("call-7") ? 991 : 0);
  }
  if (verb === "search_count") return rpc(0);
  if (model === "helpdesk.ticket") {
    return rpcError("odoo.exceptions.UserError", "Object helpdesk.ticket doesn't exist");
  }
  if (model === "crm.lead") {
    assert.deepEqual(first, [["partner_id", "=", 31], ["type", "=", "opportunity"], ["probability", "<", 100]]);
    return rpc([{ id: 8, name: "Ten desks", stage_id: [2, "Proposition"] }]);
  }
  const [[field, operator, value]] = first;
  if (field === "phone_mobile_search") {
    return rpcError("builtins.ValueError", "Invalid field res.partner.phone_mobile_search in leaf");
  }
  const isHim = field === "phone_sanitized" && operator === "=" && value === NUMBER;
  return rpc(isHim ? [{ id: 31, name: "Ion Popa", commercial_company_name: "Popa SRL", parent_name: false }] : []);
};

const json2: Answer = ({ path, headers, text }) => {
  if (headers.get("Authorization") !== "bearer s3cret-key" || headers.get("X-Odoo-Database") !== "acme") {
    return say({ name: "werkzeug.exceptions.Unauthorized", message: "Invalid apikey", arguments: [] }, 401);
  }
  const body = JSON.parse(text);
  if (path === "/json/2/res.partner/search_read") {
    const isHim = body.domain[0][0] === "phone_mobile_search" && body.domain[0][2] === NUMBER;
    return say(isHim ? [{ id: 31, name: "Ion Popa", commercial_company_name: "Popa SRL" }] : []);
  }
  if (path === "/json/2/helpdesk.ticket/search_read") {
    return say([{ id: 5, name: "No dial tone", stage_id: [1, "New"] }]);
  }
  if (path === "/json/2/crm.lead/search_read") return say([]);
  return say(path === "/json/2/mail.message/search_count" ? 0 : 991);
};

export const hubspot: Answer = ({ path, headers, text }) => {
  if (headers.get("Authorization") !== "Bearer s3cret-key") {
    return say(
      { status: "error", message: "Authentication credentials not found", category: "INVALID_AUTHENTICATION" },
      401,
    );
  }
  const body = JSON.parse(text);
  if (path === "/crm/v3/objects/calls") return say({ id: "501", properties: body.properties }, 201);
  if (path.endsWith("/tickets/search") || path.endsWith("/deals/search")) return hubspotOpen(path, body);
  const values = body.filterGroups.map(({ filters }: { filters: { value: string }[] }) => filters[0]?.value);
  const properties = { firstname: "Ion", lastname: "Popa", company: "Popa SRL", hs_object_id: "100451" };
  const results = values.includes("722000222") ? [{ id: "100451", properties, archived: false }] : [];
  return say({ total: results.length, results });
};

function hubspotOpen(path: string, { filterGroups: [{ filters }] }: { filterGroups: [{ filters: unknown[] }] }) {
  assert.deepEqual(filters[0], { propertyName: "associations.contact", operator: "EQ", value: "100451" });
  if (path.includes("tickets")) return say({ total: 0, results: [] });
  // More than is asked for, one without a name, and one in a stage of the office's own.
  const deal = (id: number, properties: Record<string, string>) => ({ id: String(id), properties, archived: false });
  const url = "https://app.hubspot.com/contacts/42/record/0-3/1";
  return say({
    total: 5,
    results: [
      { ...deal(1, { dealname: "Ten desks", dealstage: "contractsent" }), url },
      deal(2, { dealstage: "contractsent" }),
      ...[3, 4, 5].map((id) => deal(id, { dealname: `Deal ${id}`, dealstage: "9912" })),
    ],
  });
}

const salesforce: (base: () => string) => Answer = (base) => ({ path, query, headers, text }) => {
  if (path === "/services/oauth2/token") {
    const form = new URLSearchParams(text);
    if (form.get("client_secret") !== "s3cret-key" || form.get("grant_type") !== "client_credentials") {
      return say({ error: "invalid_client", error_description: "invalid client credentials" }, 400);
    }
    return say({ access_token: "00D!tok", instance_url: base(), token_type: "Bearer", issued_at: "1" });
  }
  if (headers.get("Authorization") !== "Bearer 00D!tok") {
    return say([{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }], 401);
  }
  if (path.endsWith("/sobjects/Task")) return say({ id: "00T1", success: true, errors: [] }, 201);
  const records = soqlAnswer(query.get("q") ?? "");
  if (path.endsWith("/query/")) return say({ totalSize: records.length, done: true, records });
  const isHim = query.get("q")?.startsWith("FIND {40722000222 OR 0722000222} IN PHONE FIELDS") === true;
  const attributes = { type: "Contact", url: "/services/data/v62.0/sobjects/Contact/003" };
  return say({
    searchRecords: isHim ? [{ attributes, Id: "003", Name: "Ion Popa", Account: { Name: "Popa SRL" } }] : [],
  });
};

function soqlAnswer(soql: string): readonly unknown[] {
  if (soql.includes("FROM Case WHERE ContactId = '003' AND IsClosed = false")) {
    return [{ attributes: { type: "Case" }, Id: "500", Subject: "No dial tone", Status: "Escalated" }];
  }
  return soql.includes("FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityContactRole") &&
      soql.includes("ContactId = '003')")
    ? [{ attributes: { type: "Opportunity" }, Id: "006", Name: "Ten desks", StageName: "Prospecting" }]
    : [];
}

const zoho: (base: () => string) => Answer = (base) => ({ path, query, headers, text }) => {
  if (path === "/oauth/v2/token") {
    const form = new URLSearchParams(text);
    if (form.get("refresh_token") !== "1000.refresh") return say({ error: "invalid_code" });
    return say({ access_token: "1000.tok", api_domain: base(), token_type: "Bearer", expires_in: 3600 });
  }
  if (headers.get("Authorization") !== "Zoho-oauthtoken 1000.tok") {
    return say({ code: "INVALID_TOKEN", details: {}, message: "invalid oauth token", status: "error" }, 401);
  }
  if (path === "/crm/v8/Calls") {
    return say({ data: [{ code: "SUCCESS", details: { id: "9" }, status: "success" }] }, 201);
  }
  if (path === "/crm/v8/Contacts/43/Deals") return say({ data: [{ id: "1", Deal_Name: "Old", Stage: "Closed Won" }] });
  if (path === "/crm/v8/Contacts/43/Cases") {
    return say({ data: [{ id: "7", Subject: "No dial tone", Status: "On Hold" }] });
  }
  if (path === "/crm/v8/Contacts/search" && query.get("phone") === CONTACT) {
    return say({ data: [{ id: "43", Full_Name: "Eva Marin" }], info: { count: 1 } });
  }
  if (path === "/crm/v8/Contacts/search" || query.get("phone") !== NUMBER) return new Response(null, { status: 204 });
  return say({ data: [{ id: "41", Full_Name: "Ion Popa", Company: "Popa SRL" }], info: { count: 1 } });
};

const TEMPLATE: NonNullable<Crm["template"]> = {
  find: { method: "GET", path: "/api/people?phone={e164}" },
  list: "data.items",
  id: "uuid",
  name: "name.full",
  company: "firm",
  matters: {
    kind: "ticket",
    path: "/api/people/{contact}/tickets",
    list: "data",
    title: "what",
    state: "how",
    link: "at",
  },
  header: "X-Api-Key: {secret}",
  log: { method: "PUT", path: "/api/calls/{id}", body: '{"with":"{contact}","from":"{from}","s":{seconds}}' },
};
const http: Answer = ({ path, query, headers }) => {
  if (headers.get("X-Api-Key") !== "s3cret-key") return new Response("no", { status: 403 });
  if (path.startsWith("/api/calls/")) return new Response(null, { status: 204 });
  if (path === "/api/people/p1/tickets") {
    const tickets = ["https://crm.example/1", "http://crm.example/2", "javascript:alert(1)", "https://crm.example/4"];
    return say({ data: tickets.map((at, nth) => ({ what: `Ticket\n${nth}`, how: "open", at })) });
  }
  const items = query.get("phone") === NUMBER ? [{ uuid: "p1", name: { full: "Ion Popa" }, firm: "Popa SRL" }] : [];
  return say({ data: { items } });
};

export interface Product {
  readonly name: string;
  readonly kind: Crm["kind"];
  readonly more?: Partial<Crm>;
  readonly answer: (base: () => string) => Answer;
  readonly person: Partial<Person>;
  /** What is open with him, or with another. */
  readonly open: readonly OpenMatter[];
  readonly openFor?: string;
  /** What it was told of the call. */
  readonly noted: (asked: Asked) => unknown;
  readonly expected: unknown;
}

const jsonIn = ({ text }: Asked) => JSON.parse(text);
export const ION: Pick<Person, "name" | "company"> = { name: "Ion Popa", company: "Popa SRL" };
const STORY = "Inbound call, 2:05: +40722000222 → 101, 2026-03-02T09:00:00.000Z (call-7)";
export const PRODUCTS: readonly Product[] = [
  {
    name: "Odoo by JSON-RPC",
    kind: "odoo",
    more: { database: "acme", user: "ana" },
    answer: () => odoo,
    person: { ...ION, id: "31" },
    open: [{ kind: "deal", title: "Ten desks", state: "Proposition" }],
    noted: (asked) => jsonIn(asked).params.args.slice(3),
    expected: ["res.partner", "message_post", [[31]], { body: STORY }],
  },
  {
    name: "Odoo by JSON-2",
    kind: "odoo",
    more: { database: "acme" },
    answer: () => json2,
    person: { ...ION, id: "31" },
    open: [{ kind: "ticket", title: "No dial tone", state: "New" }],
    noted: (asked) => [asked.path, jsonIn(asked)],
    expected: ["/json/2/res.partner/message_post", { ids: [31], body: STORY }],
  },
  {
    name: "HubSpot",
    kind: "hubspot",
    answer: () => hubspot,
    person: { ...ION, id: "100451" },
    open: [
      {
        kind: "deal",
        title: "Ten desks",
        state: "Contract sent",
        link: "https://app.hubspot.com/contacts/42/record/0-3/1",
      },
      { kind: "deal", title: "Deal 3" },
      { kind: "deal", title: "Deal 4" },
    ],
    noted: (asked) => [jsonIn(asked).properties.hs_call_duration, jsonIn(asked).associations[0].to.id],
    expected: ["125000", "100451"],
  },
  {
    name: "Salesforce",
    kind: "salesforce",
    more: { clientId: "3MVG" },
    answer: salesforce,
    person: { ...ION, id: "003", kind: "Contact" },
    open: [
      { kind: "ticket", title: "No dial tone", state: "Escalated" },
      { kind: "deal", title: "Ten desks", state: "Prospecting" },
    ],
    noted: (asked) => {
      const { WhoId, CallType, CallDurationInSeconds, CallObject, ActivityDate } = jsonIn(asked);
      return [WhoId, CallType, CallDurationInSeconds, CallObject, ActivityDate];
    },
    expected: ["003", "Inbound", 125, "call-7", "2026-03-02"],
  },
  {
    name: "Zoho",
    kind: "zoho",
    more: { clientId: "1000.ABC", refreshToken: "1000.refresh" },
    answer: zoho,
    person: { ...ION, id: "41", kind: "lead" },
    open: [{ kind: "ticket", title: "No dial tone", state: "On Hold" }],
    openFor: CONTACT,
    noted: (asked) => {
      const [{ Call_Type, Call_Duration, Call_Start_Time, What_Id }] = jsonIn(asked).data;
      return [Call_Type, Call_Duration, Call_Start_Time, What_Id.id];
    },
    expected: ["Inbound", "02:05", "2026-03-02T09:00:00+00:00", "41"],
  },
  {
    name: "any other by a template",
    kind: "http",
    more: { template: TEMPLATE },
    answer: () => http,
    person: { ...ION, id: "p1" },
    open: [
      { kind: "ticket", title: "Ticket 0", state: "open", link: "https://crm.example/1" },
      { kind: "ticket", title: "Ticket 1", state: "open" },
      { kind: "ticket", title: "Ticket 2", state: "open" },
    ],
    noted: (asked) => [asked.method, asked.path, jsonIn(asked)],
    expected: ["PUT", "/api/calls/call-7", { with: "p1", from: NUMBER, s: 125 }],
  },
];
