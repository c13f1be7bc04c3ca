import type { Ask, OpenApi } from "./openapi.ts";
import { exampleOf } from "./schema_text.ts";

/** The question as it is typed into a terminal, a part on each line. */
export function curlOf({ method, path, operation, scope }: Ask, api: OpenApi, site: string): string {
  const { parameters = [], requestBody } = operation;
  const query = parameters.filter((each) => each.in === "query" && each.required === true)
    .map(({ name, schema = {} }) => `${name}=${encodeURIComponent(String(exampleOf(schema, api)))}`);
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const found = parameters.find((each) => each.in === "path" && each.name === name);
    return found === undefined ? name : encodeURIComponent(String(exampleOf(found.schema ?? {}, api)));
  });
  const address = `${site}${place}${query.length === 0 ? "" : `?${query.join("&")}`}`;
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const needsMatch = parameters.some(({ name }) => name === "if-match");
  return [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${quoted(address)}`,
    ...scope === undefined ? [] : ['-H "authorization: Bearer $KEY"'],
    ...needsMatch ? [`-H 'if-match: *'`] : [],
    ...type === undefined
      ? []
      : [`-H ${quoted(`content-type: ${type}`)}`, bodyOf(type, exampleOf(body?.schema ?? {}, api))],
  ].join(" \\\n  ");
}

function bodyOf(type: string, example: unknown): string {
  if (type === "application/json") return `-d ${quoted(JSON.stringify(example))}`;
  if (type === "application/x-www-form-urlencoded") {
    const fields = Object.entries(example as Readonly<Record<string, unknown>>);
    return fields.map(([name, value]) => `-d ${quoted(`${name}=${value}`)}`).join(" ");
  }
  return "--data-binary @file";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
