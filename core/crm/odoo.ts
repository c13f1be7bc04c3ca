import type { Json } from "../base/mod.ts";
import type { Crm } from "../directory/mod.ts";
import { matterOf, MOST_MATTERS } from "./open_matter.ts";
import {
  at,
  type Connector,
  type CrmAnswer,
  type CrmRequest,
  fault,
  httpFault,
  json,
  listAt,
  MOST_PEOPLE,
  ok,
  type Person,
  type Read,
  type Session,
  storyOf,
  textAt,
} from "./words.ts";

/** A long time: Odoo's key does not run out within it, and the user's id never changes. */
const DAY_S = 86_400;
const FIELDS = ["id", "name", "commercial_company_name", "parent_name"] as const;

/** What is open there: its help desk, where that is installed, and opportunities that are not won; lost ones are archived. */
const KINDS = {
  ticket: { model: "helpdesk.ticket", isOpen: [["stage_id.fold", "=", false]] },
  deal: { model: "crm.lead", isOpen: [["type", "=", "opportunity"], ["probability", "<", 100]] },
} as const;

/**
 * Odoo: by JSON-RPC with user and key, which every version before 22 has, or without a user by JSON-2 of version 19 and on. What
 * numbers are kept as differs with its modules, so that it is asked in three ways; a field it has not is a question it does
 * not understand.
 */
export const ODOO: Connector = {
  signIn: {
    ask: (crm) => rpc(crm, "common", "authenticate", [crm.database ?? "", crm.user ?? "", crm.secret, {}]),
    read: (answer, { url }) => {
      const read = resultOf(answer);
      if (!read.ok) return read;
      const uid = read.value;
      // A wrong password is no error there, but nobody.
      return typeof uid === "number"
        ? ok({ token: String(uid), base: url, forS: DAY_S })
        : fault("refused", "it does not know this user, key or database");
    },
  },
  find: (crm, session, { e164, national }) => {
    const ways: readonly Json[] = [
      ["phone_mobile_search", "=", e164],
      ["phone_sanitized", "=", e164],
      ["phone", "in", [e164, national]],
    ];
    return ways.map((way) =>
      call(crm, session, "res.partner", "search_read", { domain: [way], fields: FIELDS, limit: MOST_PEOPLE })
    );
  },
  found: (answer) => {
    const read = resultOf(answer);
    if (!read.ok) return read;
    const people = listAt(read.value, ".");
    return people === undefined ? fault("failed", "it answers with no list of people") : ok(people.flatMap(personOf));
  },
  open: {
    ask: (crm, session, { id }) =>
      (["ticket", "deal"] as const).map((kind) => {
        const { model, isOpen } = KINDS[kind];
        const domain = [["partner_id", "=", Number(id)], ...isOpen];
        const named = { domain, fields: ["id", "name", "stage_id"], order: "write_date desc", limit: MOST_MATTERS };
        return { kind, request: call(crm, session, model, "search_read", named) };
      }),
    read: (answer, { kind, crm: { url } }) => {
      const read = resultOf(answer);
      if (!read.ok) return read;
      return ok((listAt(read.value, ".") ?? []).flatMap((found) =>
        matterOf(kind, {
          title: textAt(found, "name"),
          // Of what it refers to it says the id, and what it is called.
          state: textAt(found, "stage_id.1"),
          link: `${url}/web#id=${textAt(found, "id") ?? ""}&model=${KINDS[kind].model}&view_type=form`,
        })
      ));
    },
  },
  stands: {
    ask: (crm, session, { id }, { id: partner }) => {
      const domain = [["model", "=", "res.partner"], ["res_id", "=", Number(partner)], ["body", "ilike", id]];
      return call(crm, session, "mail.message", "search_count", { domain });
    },
    read: (answer) => {
      const read = resultOf(answer);
      return read.ok ? ok(typeof read.value === "number" && read.value > 0) : read;
    },
  },
  note: (crm, session, note, { id }) =>
    call(crm, session, "res.partner", "message_post", { ids: [Number(id)], body: storyOf(note) }),
  noted: (answer) => {
    const read = resultOf(answer);
    return read.ok ? ok(true) : read;
  },
};

/** The same question in both of its interfaces. */
function call(
  crm: Crm,
  session: Session,
  model: string,
  method: string,
  { ids, domain, ...named }: Readonly<Record<string, unknown>>,
): CrmRequest {
  if (crm.user !== undefined) {
    const placed = ids !== undefined ? [ids] : [domain];
    const login = [crm.database ?? "", Number(session.token), crm.secret];
    return rpc(crm, "object", "execute_kw", [...login, model, method, placed, named]);
  }
  const body = { ...ids === undefined ? {} : { ids }, ...domain === undefined ? {} : { domain }, ...named };
  const database = crm.database === undefined ? {} : { "X-Odoo-Database": crm.database };
  return {
    method: "POST",
    url: `${crm.url}/json/2/${model}/${method}`,
    ...json(body, { Authorization: `bearer ${crm.secret}`, ...database }),
  };
}

function rpc({ url }: Crm, service: string, method: string, args: readonly unknown[]): CrmRequest {
  const body = { jsonrpc: "2.0", method: "call", params: { service, method, args }, id: 1 };
  return { method: "POST", url: `${url}/jsonrpc`, ...json(body) };
}

/** JSON-RPC puts a result or an error into 200; JSON-2 answers plainly. */
function resultOf(answer: CrmAnswer): Read<Json> {
  const { body } = answer;
  const name = textAt(body, "error.data.name") ?? textAt(body, "name");
  const said = textAt(body, "error.data.message") ?? textAt(body, "error.message");
  if (at(body, "error") !== undefined) {
    if (name?.endsWith("AccessDenied") === true) return fault("refused", `it says: ${said ?? name}`);
    // ValueError: Invalid field res.partner.phone_sanitized in leaf
    return fault(
      name?.endsWith("ValueError") === true ? "not-understood" : "failed",
      `it says: ${said ?? name ?? "error"}`,
    );
  }
  const refused = httpFault(answer);
  if (refused !== undefined) return refused;
  const result = at(body, "jsonrpc") === undefined ? body : at(body, "result");
  return result === undefined ? fault("failed", "it answers with nothing that makes sense") : ok(result);
}

function personOf(found: Json): readonly Person[] {
  const [id, name] = [textAt(found, "id"), textAt(found, "name")];
  const company = textAt(found, "commercial_company_name") ?? textAt(found, "parent_name");
  if (id === undefined || name === undefined) return [];
  return [{ id, name, ...company === undefined || company === name ? {} : { company } }];
}
