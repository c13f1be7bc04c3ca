import { type Crm, CRM_KINDS, type CrmTemplate, type OpenMatter } from "../directory/mod.ts";
import type { ConfigNode } from "./node.ts";
import { wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { secretShape, type SecretText } from "./secret.ts";
import { choice, type Shape, switched, text } from "./shape.ts";

/** A customer database before its secrets are known. */
export type DraftCrm = Omit<Crm, "secret" | "refreshToken"> & {
  readonly secret: SecretText;
  readonly refreshToken?: SecretText;
};

const HUBSPOT = "https://api.hubapi.com";
const LONGEST_KEY = 4_096;

const address = text({
  what: "an address as in https://example.com",
  schema: { pattern: "^https?://" },
  judge: (given) => /^https?:\/\/[^\s?#]+$/.test(given) && URL.canParse(given) ? undefined : true,
});

const plain = (what: string, longest: number): Shape<string> =>
  text({
    what,
    schema: { minLength: 1, maxLength: longest },
    judge: (given) => given !== "" && given.length <= longest && !/\p{Cc}/u.test(given.trim()) ? undefined : true,
  });

/** A key or token: products give them in every length and letter. */
const key: Shape<SecretText> = secretShape(
  { type: "string", minLength: 8, maxLength: LONGEST_KEY },
  (secret) => {
    if (secret.length < 8) return "is too short: a key has at least 8 characters";
    if (secret.length > LONGEST_KEY) return `is too long: a key has at most ${LONGEST_KEY} characters`;
    return /[^!-~]/.test(secret) ? "has a character in it that no header may have" : undefined;
  },
);

const path = plain("the rest of the address, as in /contacts?phone={e164}", 1_000);
const place = plain("where it is in the answer, as in data.items", 200);
const body = text({
  what: "a body in JSON",
  judge: (given) => given.length <= 10_000 ? undefined : true,
});

const template: Shape<CrmTemplate> = record<CrmTemplate>({
  find: needed(
    "find",
    record<CrmTemplate["find"]>({
      method: preset<"GET" | "POST">("method", choice(["GET", "POST"]), { value: "GET", about: "How it is asked" }),
      path: needed("path", path, "The rest of the address: /contacts?phone={e164}"),
      body: optional("body", body, 'What is sent with POST: {"phone": "{e164}"}'),
    }),
    "How people are looked for by {e164}, {national} or {digits}",
  ),
  list: preset("list", place, { value: ".", about: "Where the people are in the answer: data.items; . for all of it" }),
  id: preset("id", place, { value: "id", about: "Where in a person the id is" }),
  name: preset("name", place, { value: "name", about: "Where in a person the name is" }),
  company: optional("company", place, "Where in a person the company is"),
  matters: optional(
    "matters",
    record<NonNullable<CrmTemplate["matters"]>>({
      kind: preset<OpenMatter["kind"]>("kind", choice(["ticket", "deal"]), {
        value: "ticket",
        about: "ticket or deal",
      }),
      path: needed("path", path, "The rest of the address: /contacts/{contact}/tickets?open=1"),
      list: preset("list", place, { value: ".", about: "Where they are in the answer: data.items; . for all of it" }),
      title: preset("title", place, { value: "title", about: "Where in one of them the title is" }),
      state: optional("state", place, "Where in one of them the state is"),
      link: optional("link", place, "Where in one of them its https address is"),
    }),
    "How open tickets or deals of a {contact} are asked for",
  ),
  log: optional(
    "log",
    record<NonNullable<CrmTemplate["log"]>>({
      method: preset<"POST" | "PUT">("method", choice(["POST", "PUT"]), { value: "POST", about: "How it is told" }),
      path: needed("path", path, "The rest of the address: /calls"),
      body: needed(
        "body",
        body,
        "In JSON, with {direction}, {from}, {to}, {started}, {seconds}, {outcome}, {contact}, {id}",
      ),
    }),
    "How a call is written down there",
  ),
  header: preset("header", plain("a header as in X-Api-Key: {secret}", 300), {
    value: "Authorization: Bearer {secret}",
    about: "By which the box proves who it is",
  }),
});

const draft: Shape<DraftCrm> = record<DraftCrm>({
  name: needed("name", wordText, "Under which the box speaks of it"),
  kind: needed("kind", choice(CRM_KINDS), "odoo, hubspot, salesforce, zoho, or http: any other, by a template"),
  url: preset("url", address, {
    value: HUBSPOT,
    about: "Odoo's own address, Salesforce's My Domain, Zoho's accounts server (https://accounts.zoho.eu)",
  }),
  database: optional("database", plain("a database's name", 100), "Odoo's"),
  user: optional("user", plain("a user's name", 200), "Odoo's, up to version 18; from 19 on the key alone will do"),
  clientId: optional("client_id", plain("the name of a client", 300), "Salesforce's and Zoho's: the app's client id"),
  secret: needed("secret", key, "The API key, the private app's token, the client's secret; !kept for what it has"),
  refreshToken: optional("refresh_token", key, "Zoho's; !kept for the one the box has"),
  template: optional("template", template, "How a database of kind http is asked"),
  logsCalls: preset("log_calls", switched, {
    value: false,
    about: "Whether calls with people whom it knows are written down there",
  }),
});

const NEEDS: Readonly<Record<Crm["kind"], readonly string[]>> = {
  odoo: ["url", "database"],
  hubspot: [],
  salesforce: ["url", "client_id"],
  zoho: ["url", "client_id", "refresh_token"],
  http: ["url", "template"],
};

/** One of `crm:`. */
export const crm: Shape<DraftCrm> = {
  schema: draft.schema,
  read(node, path, judge) {
    const read = draft.read(node, path, judge);
    const lacks = read === undefined ? undefined : NEEDS[read.kind].find((name) => !has(node, name));
    if (read === undefined || lacks === undefined) return read;
    return judge.say(node.from, `${path}.${lacks}`, `is missing: "${read.kind}" needs it`);
  },
};

function has(node: ConfigNode, name: string): boolean {
  return node.kind === "map" && node.entries.has(name);
}
