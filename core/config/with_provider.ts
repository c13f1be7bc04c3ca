import { closest } from "./closest.ts";
import type { Judge } from "./judge.ts";
import type { ConfigEntry, ConfigMap, ConfigNode, ConfigScalar, Span } from "./node.ts";
import { type Provider, PROVIDERS } from "./provider_table.ts";
import type { JsonSchema, Shape } from "./shape.ts";

/** What `preset:` is to be told apart by: the field is no part of a trunk, for what it says has gone into the others. */
const KEY = "preset";
/** What a trunk may leave out once a preset says it. */
const SAID = ["kind", "host"];

/** The shape of a trunk, where `preset: sipgate` says what is known of the provider and the trunk only the rest. */
export function withProvider<T>(shape: Shape<T>): Shape<T> {
  return {
    schema: schemaOf(shape.schema),
    read(node, path, judge) {
      const entry = node.kind === "map" ? node.entries.get(KEY) : undefined;
      if (node.kind !== "map" || entry === undefined) return shape.read(node, path, judge);
      const provider = providerIn(entry.value);
      if (provider === undefined) return sayUnknown(entry.value, `${path}.${KEY}`, judge);
      for (const [key, what] of Object.entries(provider.asks)) {
        if (!node.entries.has(key)) judge.say(node.from, `${path}.${key}`, `is missing: write ${what}`);
      }
      const filled = filledIn(node);
      // What the preset asks for is told in its own words; once is enough.
      return Object.keys(provider.asks).every((key) => node.entries.has(key))
        ? shape.read(filled, path, judge)
        : undefined;
    },
  };
}

/** The keys that a trunk's preset asks for by itself, in its own words. */
export function askedFor(node: ConfigMap): readonly string[] {
  return Object.keys(providerIn(node.entries.get(KEY)?.value)?.asks ?? {});
}

/** A trunk's node with what its preset says; one without a preset, or with one that nobody knows, as it is. */
export function filledIn(node: ConfigMap): ConfigMap {
  const entry = node.entries.get(KEY);
  const provider = providerIn(entry?.value);
  if (entry === undefined || provider === undefined) return node;
  const entries = new Map<string, ConfigEntry>();
  for (const [key, value] of Object.entries(provider.says)) {
    entries.set(key, { key: entry.key, value: asNode(value, entry.key) });
  }
  for (const [key, own] of node.entries) if (key !== KEY) entries.set(key, own);
  return { ...node, entries };
}

function providerIn(node: ConfigNode | undefined): Provider | undefined {
  const name = node?.kind === "scalar" ? node.value : undefined;
  return typeof name === "string" && Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
}

function sayUnknown(node: ConfigNode | undefined, path: string, judge: Judge): undefined {
  const known = Object.keys(PROVIDERS);
  const given = node?.kind === "scalar" ? String(node.value) : "";
  const meant = closest(given, known);
  const hint = meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`;
  return judge.say(node?.from ?? 0, path, `"${given}" is no provider that is known here: ${hint}`);
}

function asNode(value: string | number | readonly string[], span: Span): ConfigNode {
  if (typeof value === "object") return { kind: "list", items: value.map((each) => scalar(each, span)), ...span };
  return scalar(value, span);
}

function scalar(value: string | number, span: Span): ConfigScalar {
  const { from, to } = span;
  return {
    kind: "scalar",
    value,
    source: String(value),
    fromEnvironment: false,
    kept: false,
    written: "line",
    from,
    to,
  };
}

function schemaOf(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema as { properties: JsonSchema; required: readonly string[] };
  const about = "A provider whose host, kind and ways are known; what the trunk writes itself stands before them";
  return {
    ...schema,
    properties: { ...properties, [KEY]: { description: about, enum: Object.keys(PROVIDERS) } },
    required: required.filter((key) => !SAID.includes(key)),
    anyOf: [{ required: [KEY] }, { required: SAID }],
  };
}
