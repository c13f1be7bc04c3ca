import { type OpenApi, resolved, type Schema } from "./openapi.ts";

/** A value of an object, as a line of the page. */
export interface FieldLine {
  /** `legs[].number` */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly about: string;
}

/** Deeper than this nothing is shown: no answer of ours is. */
const DEEPEST = 6;

/** What a value may be: `text`, `whole number`, `"a" | "b"`, `list of Call`, `... or null`. */
export function typeText(schema: Schema, api: OpenApi): string {
  const own = resolved(schema, api);
  if (own.enum !== undefined) return own.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (own.const !== undefined) return JSON.stringify(own.const);
  const either = own.anyOf ?? own.oneOf;
  if (either !== undefined) return [...new Set(either.map((each) => typeText(each, api)))].join(" | ");
  if (own.allOf !== undefined) return own.allOf.map((each) => typeText(each, api)).join(" & ");
  return [own.type ?? "any"].flat().map((type) => nameOf(type, own, api)).join(" | ");
}

function nameOf(type: string, schema: Schema, api: OpenApi): string {
  if (type === "array") return `${typeText(schema.items ?? {}, api)}[]`;
  if (type === "string" && schema.format !== undefined) return schema.format;
  const { minimum, maximum } = schema;
  // What a number of JavaScript can hold says nothing.
  const isBound = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return type === "integer" && isBound ? `integer ${minimum ?? ""}–${maximum}` : type;
}

/** An object's values, those inside of it below it. */
export function fieldsOf(schema: Schema, api: OpenApi, before = "", depth = 0): readonly FieldLine[] {
  const own = resolved(schema, api);
  if (depth > DEEPEST) return [];
  const parts = own.allOf ?? own.anyOf ?? own.oneOf;
  if (parts !== undefined) return parts.flatMap((each) => fieldsOf(each, api, before, depth + 1));
  if (own.items !== undefined) return fieldsOf(own.items, api, before === "" ? "" : `${before}[]`, depth + 1);
  return Object.entries(own.properties ?? {}).flatMap(([key, value]) => {
    const name = before === "" ? key : `${before}.${key}`;
    const { description = "" } = { ...resolved(value, api), ...value };
    const line = {
      name,
      type: typeText(value, api),
      isRequired: own.required?.includes(key) === true,
      about: description,
    };
    return [line, ...fieldsOf(value, api, name, depth + 1)];
  });
}

/** A value as it may be sent. */
export function exampleOf(schema: Schema, api: OpenApi, depth = 0): unknown {
  const own = { ...resolved(schema, api), ...schema };
  if (own.example !== undefined) return own.example;
  if (own.default !== undefined) return own.default;
  if (own.enum !== undefined) return own.enum[0];
  if (own.const !== undefined) return own.const;
  const [either] = own.anyOf ?? own.oneOf ?? own.allOf ?? [];
  if (either !== undefined) return exampleOf(either, api, depth);
  if (own.properties !== undefined && depth < DEEPEST) {
    return Object.fromEntries(
      Object.entries(own.properties).filter(([key]) => own.required?.includes(key) === true)
        .map(([key, value]) => [key, exampleOf(value, api, depth + 1)]),
    );
  }
  const [type] = [own.type ?? "string"].flat();
  if (type === "array") return own.items === undefined ? [] : [exampleOf(own.items, api, depth + 1)];
  if (type === "integer" || type === "number") return own.minimum ?? 1;
  return type === "boolean" ? true : type === "null" ? null : type === "object" ? {} : "…";
}
