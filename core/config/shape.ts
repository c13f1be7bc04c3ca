import type { Judge } from "./judge.ts";
import { type ConfigNode, describeNode } from "./node.ts";

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonSchema;
/** A piece of JSON Schema (draft 2020-12). */
export interface JsonSchema {
  readonly [keyword: string]: Json;
}

/**
 * The one description of a value: it reads nodes, saying every fault to the judge, and tells editors the same as JSON
 * Schema. Reading never edits: what is not right is a fault, not a guess.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Undefined when a fault was said. */
  read(node: ConfigNode, path: string, judge: Judge): T | undefined;
}

/** The schema of `${NAME}` where a plain text would not be right. */
export const FROM_ENVIRONMENT: JsonSchema = { type: "string", pattern: "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}" };

export interface TextOptions {
  /** Completes "... is not": `a number of 2 to 6 digits`. */
  readonly what: string;
  readonly schema?: JsonSchema;
  /** Undefined when the text is good; true when it is not `what`, or a sentence of its own. */
  readonly judge: (text: string) => string | true | undefined;
}

/** A text. A number without quotes is refused, for YAML reads `0101` as 101. */
export function text(options: TextOptions): Shape<string> {
  const { what } = options;
  return {
    schema: options.schema?.["pattern"] === undefined
      ? { type: "string", ...options.schema }
      : { anyOf: [{ type: "string", ...options.schema }, FROM_ENVIRONMENT] },
    read(node, path, judge) {
      if (node.kind !== "scalar" || node.kept) {
        return sayUnlike(node, path, what, judge);
      }
      if (typeof node.value === "number" || typeof node.value === "boolean") {
        return judge.say(node.from, path, `${node.source} needs quotes to be ${what}: write "${node.source}"`);
      }
      if (node.value === null) return judge.say(node.from, path, `is empty: expected ${what}`, { is: "missing" });
      const fault = options.judge(node.value);
      if (fault === undefined) return node.value;
      return fault === true ? sayUnlike(node, path, what, judge) : judge.say(node.from, path, fault);
    },
  };
}

function sayUnlike(node: ConfigNode, path: string, what: string, judge: Judge): undefined {
  const value = describeNode(node);
  return judge.say(node.from, path, `${value} is not ${what}`, { is: "unlike", value, what });
}

/** A whole number within bounds, both included; `or: false` lets the word `false` stand for "none". */
export function whole(bounds: { readonly from: number; readonly to: number; readonly unit?: string }): Shape<number> {
  const { from, to } = bounds;
  const unit = bounds.unit === undefined ? "" : ` ${bounds.unit}`;
  return {
    schema: { anyOf: [{ type: "integer", minimum: from, maximum: to }, FROM_ENVIRONMENT] },
    read(node, path, judge) {
      const value = numberOf(node);
      if (value !== undefined && Number.isInteger(value) && value >= from && value <= to) return value;
      const reason = { is: "out-of-range", value: describeNode(node), from, to, isWhole: true } as const;
      return judge.say(node.from, path, `${reason.value} is not a whole number from ${from} to ${to}${unit}`, reason);
    },
  };
}

/** A number with or without a fraction, within bounds, both included. */
export function decimal(bounds: { readonly from: number; readonly to: number; readonly unit?: string }): Shape<number> {
  const { from, to } = bounds;
  const unit = bounds.unit === undefined ? "" : ` ${bounds.unit}`;
  return {
    schema: { anyOf: [{ type: "number", minimum: from, maximum: to }, FROM_ENVIRONMENT] },
    read(node, path, judge) {
      const value = numberOf(node, /^[0-9]+([.][0-9]+)?$/);
      if (value !== undefined && value >= from && value <= to) return value;
      const reason = { is: "out-of-range", value: describeNode(node), from, to, isWhole: false } as const;
      return judge.say(node.from, path, `${reason.value} is not a number from ${from} to ${to}${unit}`, reason);
    },
  };
}

// Out of the environment everything comes as text.
function numberOf(node: ConfigNode, form: RegExp = /^[0-9]+$/): number | undefined {
  if (node.kind !== "scalar") return undefined;
  if (typeof node.value === "number") return node.value;
  return node.fromEnvironment && typeof node.value === "string" && form.test(node.value)
    ? Number(node.value)
    : undefined;
}

/** A shape of which something else is made. */
export function made<A, B>(shape: Shape<A>, make: (given: A) => B): Shape<B> {
  return {
    schema: shape.schema,
    read(node, path, judge) {
      const given = shape.read(node, path, judge);
      return given === undefined ? undefined : make(given);
    },
  };
}

/** `true` or `false`. */
export const switched: Shape<boolean> = {
  schema: { anyOf: [{ type: "boolean" }, FROM_ENVIRONMENT] },
  read(node, path, judge) {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
    if (node.kind === "scalar" && node.fromEnvironment && (node.value === "true" || node.value === "false")) {
      return node.value === "true";
    }
    return judge.say(node.from, path, `${describeNode(node)} is not true or false`);
  },
};

/** A port, or `false` for "do not listen". */
export function portOrOff(): Shape<number | false> {
  return orOff(whole({ from: 1, to: 65535 }), "a port from 1 to 65535");
}

/** A number, or `false` for none. `what`: what it is, where something else stands. */
export function orOff(number: Shape<number>, what: string): Shape<number | false> {
  const { anyOf } = number.schema as { readonly anyOf: readonly JsonSchema[] };
  const [own, ...others] = anyOf;
  return {
    schema: { anyOf: [own!, { const: false }, ...others] },
    read(node, path, judge) {
      if (node.kind === "scalar" && (node.value === false || (node.fromEnvironment && node.value === "false"))) {
        return false;
      }
      if (numberOf(node) !== undefined) return number.read(node, path, judge);
      return judge.say(node.from, path, `${describeNode(node)} is not ${what}, and not false`);
    },
  };
}

/** One of a few words. */
export function choice<const W extends string>(words: readonly W[]): Shape<W> {
  const list = words.map((word) => JSON.stringify(word)).join(", ");
  return {
    schema: { anyOf: [{ enum: words }, FROM_ENVIRONMENT] },
    read(node, path, judge) {
      const word = node.kind === "scalar" ? words.find((known) => known === node.value) : undefined;
      if (word !== undefined) return word;
      const reason = { is: "no-choice", value: describeNode(node), of: words } as const;
      return judge.say(node.from, path, `${reason.value} is not one of ${list}`, reason);
    },
  };
}

/** A list of alike things. */
export function list<T>(item: Shape<T>, most: number): Shape<readonly T[]> {
  return {
    schema: { type: "array", items: item.schema, maxItems: most },
    read(node, path, judge) {
      if (node.kind !== "list") return judge.say(node.from, path, `${describeNode(node)} is not a list`);
      if (node.items.length > most) {
        const count = node.items.length;
        const reason = { is: "too-many", count, most } as const;
        return judge.say(node.from, path, `has ${count} entries: at most ${most} are possible`, reason);
      }
      const values = node.items.map((each, at) => each && item.read(each, `${path}[${at}]`, judge));
      return whenWhole(values);
    },
  };
}

/** One thing, or a list of at least one. */
export function oneOrMore<T>(item: Shape<T>, most: number): Shape<readonly T[]> {
  const several = list(item, most);
  return {
    schema: { anyOf: [item.schema, { ...several.schema, minItems: 1 }] },
    read(node, path, judge) {
      if (node.kind !== "list") {
        const one = item.read(node, path, judge);
        return one && [one];
      }
      if (node.items.length === 0) {
        return judge.say(node.from, path, "is an empty list: name at least one", { is: "none" });
      }
      return several.read(node, path, judge);
    },
  };
}

function whenWhole<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = values.filter((value) => value !== undefined);
  return found.length === values.length ? found : undefined;
}
