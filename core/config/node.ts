/** Where a node stands in the text, as offsets from its start: `from` its first character, `to` just past its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One value of a configuration file, freed of YAML's syntax but not of its place. */
export type ConfigNode = ConfigScalar | ConfigList | ConfigMap;

export interface ConfigScalar extends Span {
  readonly kind: "scalar";
  /** What YAML makes of it (core schema); a string after `${NAME}` was filled in. */
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `0101` where YAML sees the number 101. */
  readonly source: string;
  /** Whether `${NAME}` stood in it: the file keeps the name, the box the value. */
  readonly fromEnvironment: boolean;
  /** `!kept`: the value that the box has already. */
  readonly kept: boolean;
  /** How it was written, which decides whether a secret can be cut out of the text. */
  readonly written: "line" | "block" | "alias" | "anchored";
}

export interface ConfigList extends Span {
  readonly kind: "list";
  /** Undefined where a fault was said already. */
  readonly items: readonly (ConfigNode | undefined)[];
}

export interface ConfigMap extends Span {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, ConfigEntry>;
  /** `{ a: 1 }` and not one key a line. */
  readonly flow: boolean;
}

export interface ConfigEntry {
  readonly key: Span;
  /** Undefined when a fault was said already. */
  readonly value: ConfigNode | undefined;
}

/** Whether the file says `false` there. */
export function isOff(node: ConfigNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === false;
}

/** A node in words, for a fault: `"10a"`, `5060`, `a list`. */
export function describeNode(node: ConfigNode): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.kept) return '"!kept"';
  if (node.value === null) return "nothing";
  if (typeof node.value !== "string") return node.source;
  return JSON.stringify(node.value.length > 60 ? `${node.value.slice(0, 60)}…` : node.value);
}
