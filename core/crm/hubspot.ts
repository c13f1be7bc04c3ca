import type { Json } from "../base/mod.ts";
import type { Crm, OpenMatter } from "../directory/mod.ts";
import { matterOf, MOST_MATTERS } from "./open_matter.ts";
import {
  type Connector,
  type CrmRequest,
  fault,
  httpFault,
  json,
  listAt,
  MOST_PEOPLE,
  ok,
  type Person,
  storyOf,
  textAt,
  titleOf,
} from "./words.ts";

/** HubSpot's own number of the association of a call with a contact. */
const CALL_TO_CONTACT = 194;

/** What is open there, and where its title and its stage are. */
const KINDS = {
  ticket: {
    object: "tickets",
    title: "subject",
    state: "hs_pipeline_stage",
    isOpen: { propertyName: "closed_date", operator: "NOT_HAS_PROPERTY" },
  },
  deal: {
    object: "deals",
    title: "dealname",
    state: "dealstage",
    isOpen: { propertyName: "hs_is_closed", operator: "EQ", value: "false" },
  },
} as const;

/** The stages of its own pipelines, which it names by ids; those that an office made are numbers, and not shown. */
const STAGES: Readonly<Record<OpenMatter["kind"], Readonly<Record<string, string>>>> = {
  ticket: { "1": "New", "2": "Waiting on contact", "3": "Waiting on us" },
  deal: {
    appointmentscheduled: "Appointment scheduled",
    qualifiedtobuy: "Qualified to buy",
    presentationscheduled: "Presentation scheduled",
    decisionmakerboughtin: "Decision maker bought-in",
    contractsent: "Contract sent",
  },
};

/** HubSpot: a private app's token. Its calculated numbers have neither country nor the zero in front. */
export const HUBSPOT: Connector = {
  find: (crm, _, { e164, significant }) => {
    const filters = [
      ["hs_searchable_calculated_phone_number", significant],
      ["hs_searchable_calculated_mobile_number", significant],
      ["phone", e164],
      ["mobilephone", e164],
    ].map(([propertyName, value]) => ({ filters: [{ propertyName, operator: "EQ", value }] }));
    const properties = ["firstname", "lastname", "company", "email"];
    return [ask(crm, "/crm/v3/objects/contacts/search", { filterGroups: filters, properties, limit: MOST_PEOPLE })];
  },
  found: (answer) => {
    const refused = httpFault(answer);
    if (refused !== undefined) return refused;
    const people = listAt(answer.body, "results");
    return people === undefined ? fault("failed", "it answers with no list of people") : ok(people.flatMap(personOf));
  },
  open: {
    ask: (crm, _, { id }) =>
      (["ticket", "deal"] as const).map((kind) => {
        const { object, title, state, isOpen } = KINDS[kind];
        const filters = [{ propertyName: "associations.contact", operator: "EQ", value: id }, isOpen];
        const sorts = [{ propertyName: "hs_lastmodifieddate", direction: "DESCENDING" }];
        const body = { filterGroups: [{ filters }], sorts, properties: [title, state], limit: MOST_MATTERS };
        return { kind, request: ask(crm, `/crm/v3/objects/${object}/search`, body) };
      }),
    read: (answer, { kind }) => {
      const refused = httpFault(answer);
      if (refused !== undefined) return refused;
      const { title, state } = KINDS[kind];
      return ok((listAt(answer.body, "results") ?? []).flatMap((found) =>
        matterOf(kind, {
          title: textAt(found, `properties.${title}`),
          state: STAGES[kind][textAt(found, `properties.${state}`) ?? ""],
          link: textAt(found, "url"),
        })
      ));
    },
  },
  note: (crm, _, note, { id }) =>
    ask(crm, "/crm/v3/objects/calls", {
      properties: {
        hs_timestamp: new Date(note.startedAt).toISOString(),
        hs_call_title: titleOf(note),
        hs_call_body: storyOf(note),
        hs_call_direction: note.direction.toUpperCase(),
        hs_call_duration: String(note.seconds * 1_000),
        hs_call_from_number: note.from,
        hs_call_to_number: note.to,
        ...note.outcome === "none" ? {} : { hs_call_status: note.outcome === "answered" ? "COMPLETED" : "NO_ANSWER" },
      },
      associations: [{
        to: { id },
        types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: CALL_TO_CONTACT }],
      }],
    }),
  noted: (answer) => httpFault(answer) ?? ok(true),
};

function ask({ url, secret }: Crm, path: string, body: unknown): CrmRequest {
  return { method: "POST", url: `${url}${path}`, ...json(body, { Authorization: `Bearer ${secret}` }) };
}

function personOf(found: Json): readonly Person[] {
  const id = textAt(found, "id");
  const names = ["properties.firstname", "properties.lastname"].flatMap((path) => textAt(found, path) ?? []);
  const name = names.length > 0 ? names.join(" ") : textAt(found, "properties.email");
  const company = textAt(found, "properties.company");
  if (id === undefined || name === undefined) return [];
  return [{ id, name, ...company === undefined ? {} : { company } }];
}
