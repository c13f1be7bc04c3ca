/** The parts of JSON Schema that our own schemas are written in. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly maxProperties?: number;
}

/** One thing that a form asks for. */
export interface FieldSpec {
  /** From its section's item down: `forward.busy`. */
  readonly path: string;
  /** The last of its path: `busy`. */
  readonly key: string;
  /** From the office down: `extensions.forward.busy`. By it the field is called something: the same key may mean two things. */
  readonly place: string;
  /** What the schema says of it, in English. */
  readonly about: string;
  readonly isRequired: boolean;
  /** What holds where nothing is said. */
  readonly fallback: unknown;
  readonly kind: FieldKind;
}

export type FieldKind =
  /** With `on` or `off` where it may be switched, which the file says as `true` and `false`. */
  | { readonly is: "text"; readonly switches: readonly boolean[]; readonly number: boolean }
  | { readonly is: "number"; readonly least: number | undefined; readonly most: number | undefined }
  | { readonly is: "choice"; readonly of: readonly (string | number | boolean)[] }
  /** Kept sealed: nobody is shown it. */
  | { readonly is: "secret" }
  /** Where a call goes: `group 600`. */
  | { readonly is: "destination" }
  /** When something is done again and again: `0 8 * * MON`. */
  | { readonly is: "schedule" }
  | LinesKind
  | PairsKind
  | RowsKind
  | { readonly is: "group"; readonly fields: readonly FieldSpec[] }
  /** What no form can ask for simply: as it stands in the file. */
  | { readonly is: "yaml" };

/**
 * Several, one a line; what is more than a word stands there as `{ number: "101", after: 10 }`. Where `alone`, a single one
 * is written without a list.
 */
export interface LinesKind {
  readonly is: "lines";
  readonly of: readonly string[];
  readonly alone: boolean;
  readonly numbers: boolean;
}

/** `1: group 600`, one a line. */
export interface PairsKind {
  readonly is: "pairs";
  readonly numbers: boolean;
}

/** Several things of some fields each: a row of fields for each of them. */
export interface RowsKind {
  readonly is: "rows";
  /** From the row down; no groups. */
  readonly fields: readonly FieldSpec[];
  /** The field that a row is written as alone: `"101"` for `{ number: "101" }`. */
  readonly plain: string | undefined;
  /** Each has a key: `1`, of a menu. */
  readonly isKeyed: boolean;
  /** The same as text, for where there are more than a form has room for. */
  readonly text: LinesKind | PairsKind;
}

/**
 * The fields of one thing: of a section that is an object, or of one item of a section that is a list.
 *
 * @param within where the thing stands in the office: `extensions`
 */
export function fieldsOf(node: SchemaNode, within: string, above = ""): readonly FieldSpec[] {
  return Object.entries(node.properties ?? {}).map(([key, below]): FieldSpec => {
    const path = above === "" ? key : `${above}.${key}`;
    return {
      path,
      key,
      place: `${within}.${path}`,
      about: below.description ?? "",
      isRequired: node.required?.includes(key) ?? false,
      fallback: below.default ?? leftOut(below.description),
      kind: kindOf(below, within, path),
    };
  });
}

/** What holds where nothing is said, where the schema says it in words alone: it has no default of its own to give. */
function leftOut(about = ""): boolean | undefined {
  const [, word] = /\b(true|false) when left out$/i.exec(about) ?? [];
  return word === undefined ? undefined : word.toLowerCase() === "true";
}

/** What a text says goes by how the schema begins to speak of it. */
const ASKED_SO: readonly { readonly begins: string; readonly kind: FieldKind }[] = [
  { begins: "Where to", kind: { is: "destination" } },
  { begins: "When it is sent, by the clock", kind: { is: "schedule" } },
];

function kindOf(whole: SchemaNode, within: string, path: string): FieldKind {
  const ways = waysOf(whole);
  if (ways.some(({ type, description }) => type === "null" && description === "!kept")) return { is: "secret" };
  const choices = ways.flatMap(choicesOf);
  const others = ways.filter((way) => choicesOf(way).length === 0);
  const [one] = others;
  if (one === undefined) return { is: "choice", of: choices };
  const list = others.find(({ type }) => type === "array");
  const place = `${within}.${path}`;
  if (list !== undefined) return rowsOf(list.items ?? {}, place, linesOf(list.items ?? {}, others.length > 1));
  if (others.length > 1) return { is: "yaml" };
  const switches = choices.filter((each) => typeof each === "boolean");
  switch (one.type) {
    case "string":
      return ASKED_SO.find(({ begins }) => whole.description?.startsWith(begins))?.kind ??
        { is: "text", switches, number: false };
    case "integer":
    case "number":
      return switches.length > 0
        ? { is: "text", switches, number: true }
        : { is: "number", least: one.minimum, most: one.maximum };
    case "object":
      if (one.properties !== undefined) return { is: "group", fields: fieldsOf(one, within, path) };
      return typeof one.additionalProperties === "object"
        ? rowsOf(one.additionalProperties, place, pairsOf(one.additionalProperties))
        : { is: "yaml" };
    default:
      return { is: "yaml" };
  }
}

/** What may stand there, but for `${NAME}`, which is the same everywhere. */
export function waysOf(node: SchemaNode): readonly SchemaNode[] {
  if (node.anyOf !== undefined) return node.anyOf.flatMap(waysOf);
  return node.pattern?.startsWith("\\$\\{") ? [] : [node];
}

function choicesOf({ enum: choices, type, const: one }: SchemaNode): readonly (string | number | boolean)[] {
  const all = choices ?? (type === "boolean" ? [true, false] : one === undefined ? [] : [one]);
  return all.filter((value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean");
}

/** Rows of fields, where each of the several has fields; else as it is. */
function rowsOf<Kind extends LinesKind | PairsKind>(each: SchemaNode, place: string, text: Kind): Kind | RowsKind {
  const ways = waysOf(each);
  const [object, ...more] = ways.filter(({ properties }) => properties !== undefined);
  const words = ways.filter((way) => way.type === "string");
  const isKeyed = text.is === "pairs";
  if (more.length > 0 || words.length + (object === undefined ? 0 : 1) < ways.length) return text;
  // What is one of several things by its key is said as text.
  if (object?.maxProperties === 1 || (object === undefined && !isKeyed)) return text;
  const fields = object === undefined
    ? fieldsOf({ properties: { [PLAIN]: each } }, place)
    : fieldsOf(object, place).flatMap(({ kind, ...field }) => kind.is === "group" ? kind.fields : [{ ...field, kind }]);
  const inText = fields.map((field) => field.kind.is === "rows" ? { ...field, kind: field.kind.text } : field);
  if (inText.some(({ kind }) => kind.is === "secret" || kind.is === "yaml" || kind.is === "group")) return text;
  return { is: "rows", fields: inText, plain: words.length === 0 ? undefined : inText[0]?.path, isKeyed, text };
}

/** What a thing is called that has nothing besides: where a key leads. */
const PLAIN = "to";

function pairsOf(each: SchemaNode): PairsKind {
  return { is: "pairs", numbers: waysOf(each).some(({ type }) => type === "integer" || type === "number") };
}

function linesOf(items: SchemaNode, alone: boolean): LinesKind {
  const ways = waysOf(items);
  const of = ways.flatMap(choicesOf).filter((each) => typeof each === "string");
  return { is: "lines", of, alone, numbers: ways.some(({ type }) => type === "integer" || type === "number") };
}
