import { BOX } from "./box.ts";
import { OFFICE } from "./office.ts";
import type { JsonSchema } from "./shape.ts";

/** The two files that have a published schema. */
export type SchemaName = "kontor" | "office";

const ABOUT: Readonly<Record<SchemaName, { readonly title: string; readonly schema: JsonSchema }>> = {
  kontor: { title: "kontor.yml: the box", schema: BOX.schema },
  office: { title: "office.yml: people and things", schema: OFFICE.schema },
};

/** The JSON Schema of a file, as text: what `schema/*.schema.json` holds and editors read. */
export function writeSchema(name: SchemaName): string {
  const { title, schema } = ABOUT[name];
  return `${JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", title, ...schema }, null, 2)}\n`;
}
