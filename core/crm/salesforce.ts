import type { Json } from "../base/mod.ts";
import { matterOf, MOST_MATTERS } from "./open_matter.ts";
import {
  at,
  type Connector,
  type CrmRequest,
  fault,
  httpFault,
  json,
  listAt,
  MOST_PEOPLE,
  ok,
  type Person,
  type Session,
  storyOf,
  textAt,
  titleOf,
} from "./words.ts";

const VERSION = "v62.0";
/** It does not say how long a token holds; a quarter of an hour is the shortest that an org can set. */
const TOKEN_S = 14 * 60;

/** Salesforce: client credentials at one's My Domain; the index of phone fields (SOSL); a task for each call. */
export const SALESFORCE: Connector = {
  signIn: {
    ask: ({ url, clientId = "", secret }) => ({
      method: "POST",
      url: `${url}/services/oauth2/token`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: secret,
      }).toString(),
    }),
    read: (answer) => {
      const { status, body } = answer;
      // RFC 6749 §5.2: a wrong secret is 400, too.
      if (status === 400 || status === 401) {
        return fault(
          "refused",
          `it says ${status}: ${textAt(body, "error_description") ?? textAt(body, "error") ?? ""}`,
        );
      }
      const refused = httpFault(answer);
      if (refused !== undefined) return refused;
      const [token, base] = [textAt(body, "access_token"), textAt(body, "instance_url")];
      return token === undefined || base === undefined
        ? fault("failed", "it gives no token")
        : ok({ token, base, forS: TOKEN_S });
    },
  },
  find: (_, session, { e164, national }) => {
    const words = [e164.slice(1), national].map(escapeSosl).join(" OR ");
    const returning = "Contact(Id,Name,Account.Name),Lead(Id,Name,Company),Account(Id,Name)";
    const query = `FIND {${words}} IN PHONE FIELDS RETURNING ${returning} LIMIT ${MOST_PEOPLE}`;
    return [get(session, `search/?q=${encodeURIComponent(query)}`)];
  },
  found: (answer) => {
    const refused = httpFault(answer);
    if (refused !== undefined) return refused;
    const people = listAt(answer.body, "searchRecords");
    return people === undefined ? fault("failed", "it answers with no list of people") : ok(people.flatMap(personOf));
  },
  open: {
    ask: (_, session, { id, kind: record }) => {
      // Nobody has tickets before he is a customer.
      if (record === "Lead") return [];
      const of = `'${escapeSoql(id)}'`;
      const isAccount = record === "Account";
      const deals = isAccount
        ? `AccountId = ${of}`
        : `Id IN (SELECT OpportunityId FROM OpportunityContactRole WHERE ContactId = ${of})`;
      const rest = `IsClosed = false ORDER BY LastModifiedDate DESC LIMIT ${MOST_MATTERS}`;
      return [
        {
          kind: "ticket",
          request: query(
            session,
            `SELECT Id, Subject, Status FROM Case WHERE ${isAccount ? "AccountId" : "ContactId"} = ${of} AND ${rest}`,
          ),
        },
        {
          kind: "deal",
          request: query(session, `SELECT Id, Name, StageName FROM Opportunity WHERE ${deals} AND ${rest}`),
        },
      ];
    },
    read: (answer, { kind, session: { base } }) =>
      httpFault(answer) ??
        ok((listAt(answer.body, "records") ?? []).flatMap((found) =>
          matterOf(kind, {
            title: textAt(found, kind === "deal" ? "Name" : "Subject"),
            state: textAt(found, kind === "deal" ? "StageName" : "Status"),
            link: `${base}/${textAt(found, "Id") ?? ""}`,
          })
        )),
  },
  stands: {
    ask: (_, session, { id }) => query(session, `SELECT Id FROM Task WHERE CallObject = '${escapeSoql(id)}' LIMIT 1`),
    read: (answer) => httpFault(answer) ?? ok((listAt(answer.body, "records") ?? []).length > 0),
  },
  note: (_, session, note, person) => ({
    method: "POST",
    url: `${session.base}/services/data/${VERSION}/sobjects/Task`,
    ...json({
      ...person.kind === "Account" ? { WhatId: person.id } : { WhoId: person.id },
      Subject: titleOf(note),
      Status: "Completed",
      TaskSubtype: "Call",
      CallType: note.direction === "inbound" ? "Inbound" : "Outbound",
      CallDurationInSeconds: note.seconds,
      CallDisposition: note.outcome,
      CallObject: note.id.slice(0, 255),
      ActivityDate: new Date(note.startedAt).toISOString().slice(0, 10),
      Description: storyOf(note),
    }, authorized(session)),
  }),
  noted: (answer) => httpFault(answer) ?? ok(true),
};

function get(session: Session, path: string): CrmRequest {
  return { method: "GET", url: `${session.base}/services/data/${VERSION}/${path}`, headers: authorized(session) };
}

function query(session: Session, soql: string): CrmRequest {
  return get(session, `query/?q=${encodeURIComponent(soql)}`);
}

function authorized({ token }: Session): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${token}` };
}

function escapeSosl(text: string): string {
  return text.replace(/[?&|!{}[\]()^~*:\\"'+-]/g, "\\$&");
}

function escapeSoql(text: string): string {
  return text.replace(/[\\']/g, "\\$&");
}

function personOf(found: Json): readonly Person[] {
  const [id, name, kind] = [textAt(found, "Id"), textAt(found, "Name"), textAt(found, "attributes.type")];
  const company = textAt(found, "Company") ?? textAt(at(found, "Account"), "Name");
  if (id === undefined || name === undefined) return [];
  return [{ id, name, ...company === undefined ? {} : { company }, ...kind === undefined ? {} : { kind } }];
}
