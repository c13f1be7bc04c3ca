/**
 * What the page reads of an OpenAPI 3.1 document: the box's own, so that its shape is known.
 *
 * @module
 */
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Body & { readonly description: string }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Body {
  readonly description?: string;
  /** By media type. */
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One thing that can be asked. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  /** Undefined: none is wanted. */
  readonly scope: string | undefined;
}

/** All that can be asked, by group, in the order of the paths. */
export function groupsOf({ paths }: OpenApi): ReadonlyMap<string, readonly Ask[]> {
  const groups = new Map<string, Ask[]>();
  for (const [path, item] of Object.entries(paths).sort(([one], [other]) => one < other ? -1 : 1)) {
    for (const [method, operation] of Object.entries(item)) {
      const [group] = operation.tags;
      const scope = operation.security?.flatMap(({ key = [] }) => key)[0];
      groups.set(group, [...groups.get(group) ?? [], { method, path, operation, scope }]);
    }
  }
  return groups;
}

/** What a reference stands for; anything else is itself. */
export function resolved(schema: Schema, { components }: OpenApi): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : components?.schemas?.[name] ?? {};
}
