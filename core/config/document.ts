import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type ScalarTag } from "yaml";
import { DEEPEST, outOfBounds } from "./bounds.ts";
import { fillIn } from "./environment.ts";
import type { Judge } from "./judge.ts";
import type { ConfigEntry, ConfigNode, ConfigScalar } from "./node.ts";

// Without a tag of its own, the parser would warn of `!kept` as unknown and go on.
const KEPT: ScalarTag = { tag: "!kept", resolve: (text) => text };

/**
 * Reads YAML 1.2 into nodes that know their place. Whatever is wrong with the syntax is said to the judge; undefined when
 * nothing could be read. Aliases share the node they name, so that no file grows by them ("billion laughs").
 */
export function readDocument(text: string, judge: Judge): ConfigNode | undefined {
  const beyond = outOfBounds(text);
  if (beyond !== undefined) {
    countLines(text, beyond.offset, judge);
    return judge.say(beyond.offset, "", beyond.text);
  }
  const document = parseDocument(text, {
    lineCounter: judge.lines,
    prettyErrors: false,
    uniqueKeys: false,
    customTags: [KEPT],
    logLevel: "error",
  });
  for (const { pos, message } of [...document.errors, ...document.warnings]) judge.say(pos[0], "", message);
  if (!judge.clean) return undefined;
  if (document.contents === null) return judge.say(0, "", "is empty");
  return new NodeReader(judge).read(document.contents, "", 0);
}

// Else the parser does it.
function countLines(text: string, until: number, judge: Judge): void {
  for (let at = 0; at !== -1 && at <= until;) {
    judge.lines.addNewLine(at);
    const end = text.indexOf("\n", at);
    at = end === -1 ? -1 : end + 1;
  }
}

class NodeReader {
  readonly #judge: Judge;
  readonly #anchors = new Map<string, ConfigNode>();

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  read(node: Node | null, path: string, depth: number): ConfigNode | undefined {
    const span = { from: node?.range?.[0] ?? 0, to: node?.range?.[1] ?? 0 };
    if (depth > DEEPEST) return this.#judge.say(span.from, path, `is nested more than ${DEEPEST} levels deep`);
    if (isAlias(node)) {
      const named = this.#anchors.get(node.source);
      if (named === undefined) {
        return this.#judge.say(span.from, path, `"*${node.source}" names no anchor that stands before it`);
      }
      return named.kind === "scalar" ? { ...named, ...span, written: "alias" } : { ...named, ...span };
    }
    const read = isMap(node)
      ? this.#map(node.items, path, depth, { ...span, flow: node.flow === true })
      : isSeq(node)
      ? this.#list(node.items, path, depth, span)
      : this.#scalar(node, path, span);
    const anchor = node !== null && "anchor" in node ? node.anchor : undefined;
    if (anchor !== undefined && read !== undefined) this.#anchors.set(anchor, read);
    return read;
  }

  #map(
    pairs: readonly Pair[],
    path: string,
    depth: number,
    shell: { readonly from: number; readonly to: number; readonly flow: boolean },
  ): ConfigNode {
    const entries = new Map<string, ConfigEntry>();
    for (const pair of pairs) {
      const at = isScalar(pair.key) ? pair.key.range?.[0] ?? shell.from : shell.from;
      if (!isScalar(pair.key) || typeof pair.key.value !== "string") {
        this.#judge.say(at, path, "has a key that is not a word");
        continue;
      }
      const name = pair.key.value;
      const inside = path === "" ? name : `${path}.${name}`;
      const earlier = entries.get(name);
      if (earlier !== undefined) {
        this.#judge.say(at, inside, `is written twice: first in ${this.#judge.lineOf(earlier.key.from)}`);
        continue;
      }
      const key = { from: at, to: pair.key.range?.[1] ?? at };
      const value = pair.value === null ? { ...NOTHING, ...key } : this.read(pair.value as Node, inside, depth + 1);
      entries.set(name, { key, value });
    }
    return { kind: "map", entries, ...shell };
  }

  #list(
    items: readonly unknown[],
    path: string,
    depth: number,
    span: { readonly from: number; readonly to: number },
  ): ConfigNode {
    const nodes = items.map((item, at) => this.read(item as Node | null, `${path}[${at}]`, depth + 1));
    return { kind: "list", items: nodes, ...span };
  }

  #scalar(
    node: Node | null,
    path: string,
    span: { readonly from: number; readonly to: number },
  ): ConfigNode | undefined {
    if (!isScalar(node)) return { ...NOTHING, ...span };
    const written = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED"
      ? "block"
      : node.anchor !== undefined
      ? "anchored"
      : "line";
    const kept = node.tag === KEPT.tag;
    const value = plainValue(node.value);
    if (value === undefined) {
      return this.#judge.say(span.from, path, `"${node.source}" is of a kind that is not read here`);
    }
    const shell = { kind: "scalar", source: node.source ?? "", kept, written, ...span } as const;
    if (typeof value !== "string" || !value.includes("${")) return { ...shell, value, fromEnvironment: false };
    const filled = fillIn(value, this.#judge.environment);
    for (const fault of filled.faults) this.#judge.say(span.from, path, fault);
    if (filled.faults.length > 0) return undefined;
    return { ...shell, value: filled.text, fromEnvironment: true };
  }
}

const NOTHING: ConfigScalar = {
  kind: "scalar",
  value: null,
  source: "",
  fromEnvironment: false,
  kept: false,
  written: "line",
  from: 0,
  to: 0,
};

function plainValue(value: unknown): ConfigScalar["value"] | undefined {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return undefined;
}
