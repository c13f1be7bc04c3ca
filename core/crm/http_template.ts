import type { Json } from "../base/mod.ts";
import type { Crm, CrmTemplate } from "../directory/mod.ts";
import { matterOf } from "./open_matter.ts";
import {
  type CallNote,
  type Connector,
  type CrmRequest,
  fault,
  httpFault,
  listAt,
  MOST_PEOPLE,
  ok,
  type Person,
  textAt,
} from "./words.ts";

type Words = Readonly<Record<string, string>>;

/** Any other database, asked in the words of a template. */
export const HTTP_TEMPLATE: Connector = {
  find: (crm, _, { e164, national, significant }) => {
    const { template } = crm;
    if (template === undefined) return [];
    return [ask(crm, template, template.find, { e164, national, digits: e164.slice(1), significant })];
  },
  found: (answer, { template }) => {
    // Many say so when there is nobody.
    if (answer.status === 404 || answer.status === 204) return ok([]);
    const refused = httpFault(answer);
    if (refused !== undefined || template === undefined) return refused ?? ok([]);
    const people = listAt(answer.body, template.list);
    if (people === undefined) return fault("failed", `it answers with no list at "${template.list}"`);
    return ok(people.slice(0, MOST_PEOPLE).flatMap((found) => personOf(found, template)));
  },
  open: {
    ask: (crm, _, { id }) => {
      const { template } = crm;
      if (template?.matters === undefined) return [];
      const { kind, path } = template.matters;
      return [{ kind, request: ask(crm, template, { method: "GET", path }, { contact: id }) }];
    },
    read: (answer, { kind, crm: { template } }) => {
      if (answer.status === 404 || answer.status === 204) return ok([]);
      const refused = httpFault(answer);
      if (refused !== undefined || template?.matters === undefined) return refused ?? ok([]);
      const { list, title, state, link } = template.matters;
      const found = listAt(answer.body, list);
      if (found === undefined) return fault("failed", `it answers with no list at "${list}"`);
      return ok(found.flatMap((each) =>
        matterOf(kind, {
          title: textAt(each, title),
          state: state === undefined ? undefined : textAt(each, state),
          link: link === undefined ? undefined : textAt(each, link),
        })
      ));
    },
  },
  note: (crm, _, note, person) => {
    const { template } = crm;
    if (template?.log === undefined) return undefined;
    return ask(crm, template, template.log, wordsOf(note, person));
  },
  noted: (answer) => httpFault(answer) ?? ok(true),
};

function wordsOf(note: CallNote, person: Person): Words {
  return {
    id: note.id,
    direction: note.direction,
    outcome: note.outcome,
    from: note.from,
    to: note.to,
    started: new Date(note.startedAt).toISOString(),
    seconds: String(note.seconds),
    contact: person.id,
    e164: note.outsider,
  };
}

function ask(
  { url, secret }: Crm,
  { header }: CrmTemplate,
  { method, path, body }: { readonly method: CrmRequest["method"]; readonly path: string; readonly body?: string },
  words: Words,
): CrmRequest {
  const [, name = "", value = ""] = /^([A-Za-z0-9-]+): *(.*)$/.exec(header) ?? [];
  return {
    method,
    url: url + fill(path, words, encodeURIComponent),
    headers: {
      ...name === "" ? {} : { [name]: value.replaceAll("{secret}", () => secret) },
      ...body === undefined ? {} : { "Content-Type": "application/json" },
    },
    // Inside the quotes of JSON.
    ...body === undefined ? {} : { body: fill(body, words, (word) => JSON.stringify(word).slice(1, -1)) },
  };
}

function fill(template: string, words: Words, write: (word: string) => string): string {
  return template.replace(/\{([a-z0-9]+)\}/g, (whole, name: string) => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined;
    return word === undefined ? whole : write(word);
  });
}

function personOf(found: Json, { id: idAt, name: nameAt, company: companyAt }: CrmTemplate): readonly Person[] {
  const [id, name] = [textAt(found, idAt), textAt(found, nameAt)];
  const company = companyAt === undefined ? undefined : textAt(found, companyAt);
  if (id === undefined || name === undefined) return [];
  return [{ id, name, ...company === undefined ? {} : { company } }];
}
