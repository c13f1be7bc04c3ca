import type { Json } from "../base/mod.ts";
import { matterOf } from "./open_matter.ts";
import {
  type Connector,
  fault,
  httpFault,
  json,
  listAt,
  ok,
  type Person,
  type Session,
  storyOf,
  textAt,
  titleOf,
} from "./words.ts";

const VERSION = "v8";
const HOUR_S = 3_600;

/** Lists of a contact's, and where in them titles and states are; what is closed is in them, too. */
const KINDS = {
  ticket: { list: "Cases", tab: "Cases", title: "Subject", state: "Status" },
  deal: { list: "Deals", tab: "Potentials", title: "Deal_Name", state: "Stage" },
} as const;

/** Zoho CRM: a refresh token of one data centre, whose answers say where to ask; contacts first, then leads. */
export const ZOHO: Connector = {
  signIn: {
    ask: ({ url, clientId = "", secret, refreshToken = "" }) => ({
      method: "POST",
      url: `${url}/oauth/v2/token`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: clientId,
        client_secret: secret,
        refresh_token: refreshToken,
      }).toString(),
    }),
    read: (answer) => {
      const error = textAt(answer.body, "error");
      // A wrong token is told in 200.
      if (error !== undefined) {
        return error === "Access Denied"
          ? fault("too-much", "it says: too many tokens")
          : fault("refused", `it says: ${error}`);
      }
      const refused = httpFault(answer);
      if (refused !== undefined) return refused;
      const [token, base] = [textAt(answer.body, "access_token"), textAt(answer.body, "api_domain")];
      const forS = Number(textAt(answer.body, "expires_in") ?? HOUR_S);
      if (token === undefined || base === undefined) return fault("failed", "it gives no token");
      return ok({ token, base, forS: Number.isFinite(forS) ? Math.min(forS, HOUR_S) : HOUR_S });
    },
  },
  find: (_, session, { e164 }) =>
    ["Contacts", "Leads"].map((module) => ({
      method: "GET",
      url: `${session.base}/crm/${VERSION}/${module}/search?phone=${encodeURIComponent(e164)}`,
      headers: authorized(session),
    })),
  found: (answer) => {
    if (answer.status === 204) return ok([]);
    const refused = httpFault(answer);
    if (refused !== undefined) return refused;
    const people = listAt(answer.body, "data");
    return people === undefined ? fault("failed", "it answers with no list of people") : ok(people.flatMap(personOf));
  },
  open: {
    ask: (_, session, { id, kind: record }) =>
      // A lead becomes a contact with his first deal.
      record === "lead" ? [] : (["ticket", "deal"] as const).map((kind) => {
        const { list, title, state } = KINDS[kind];
        const asked = new URLSearchParams({ fields: `${title},${state}`, sort_by: "Modified_Time", per_page: "20" });
        const url = `${session.base}/crm/${VERSION}/Contacts/${encodeURIComponent(id)}/${list}?${asked}`;
        return { kind, request: { method: "GET", url, headers: authorized(session) } };
      }),
    read: (answer, { kind, crm: { url } }) => {
      if (answer.status === 204) return ok([]);
      const refused = httpFault(answer);
      if (refused !== undefined) return refused;
      const { tab, title, state } = KINDS[kind];
      // The product's own page is beside its accounts server: accounts.zoho.eu, crm.zoho.eu.
      const pages = url.replace("//accounts.", "//crm.");
      return ok(
        (listAt(answer.body, "data") ?? []).filter((found) => !/^closed/i.test(textAt(found, state) ?? ""))
          .flatMap((found) =>
            matterOf(kind, {
              title: textAt(found, title),
              state: textAt(found, state),
              link: pages === url ? undefined : `${pages}/crm/tab/${tab}/${textAt(found, "id") ?? ""}`,
            })
          ),
      );
    },
  },
  note: (_, session, note, { id, kind }) => ({
    method: "POST",
    url: `${session.base}/crm/${VERSION}/Calls`,
    ...json({
      data: [{
        Subject: titleOf(note),
        Call_Type: note.direction === "outbound" ? "Outbound" : note.outcome === "missed" ? "Missed" : "Inbound",
        Call_Start_Time: new Date(note.startedAt).toISOString().replace(/\.\d+Z$/, "+00:00"),
        Call_Duration: `${String(Math.floor(note.seconds / 60)).padStart(2, "0")}:${
          String(note.seconds % 60).padStart(2, "0")
        }`,
        Description: storyOf(note),
        // A call is with a contact; a lead is what it is about.
        ...kind === "lead" ? { What_Id: { id }, $se_module: "Leads" } : { Who_Id: { id } },
      }],
    }, authorized(session)),
  }),
  noted: (answer) => {
    const refused = httpFault(answer);
    if (refused !== undefined) return refused;
    const code = textAt(answer.body, "data.0.code");
    return code === "SUCCESS" ? ok(true) : fault("failed", `it says: ${code ?? "nothing that makes sense"}`);
  },
};

function authorized({ token }: Session): Readonly<Record<string, string>> {
  return { Authorization: `Zoho-oauthtoken ${token}` };
}

function personOf(found: Json): readonly Person[] {
  const names = ["First_Name", "Last_Name"].flatMap((key) => textAt(found, key) ?? []).join(" ");
  const [id, name] = [textAt(found, "id"), textAt(found, "Full_Name") ?? names];
  const lead = textAt(found, "Company");
  const company = textAt(found, "Account_Name.name") ?? lead;
  if (id === undefined || name === "") return [];
  return [{
    id,
    name,
    ...company === undefined ? {} : { company },
    ...lead === undefined ? {} : { kind: "lead" },
  }];
}
