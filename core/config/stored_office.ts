import { readDocument } from "./document.ts";
import type { Judged } from "./fault.ts";
import { Judge } from "./judge.ts";
import type { ConfigMap, Span } from "./node.ts";
import type { OfficeFile } from "./office.ts";
import { secretsIn } from "./reveal.ts";
import { judgeOffice, type OfficeReading, type ReadOfficeOptions } from "./read_office.ts";

const HEADER = "# kontor export:";

/** An office file as the box keeps it: the owner's own text, comments and all, but for its secrets and its revision. */
export interface StowedOffice {
  readonly file: OfficeFile;
  /** Secrets read `!kept`, `${NAME}` stays; no `revision:` and no header of an export. */
  readonly document: string;
  /** The secrets that were cut out, and the ones the file said `!kept` of, by path key: `extensions/101/secret`. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Reads an office file and parts it into what may be shown and what is secret. */
export function stowOffice(text: string, options: ReadOfficeOptions): Judged<StowedOffice> {
  const judged = judgeOffice(text, options);
  if (!judged.ok) return judged;
  const { file, draft } = judged.value;
  const secrets = new Map<string, string>();
  for (const { key, secret } of secretsIn(draft)) {
    const own = secret.kind === "given" ? secret.text : options.kept?.(key);
    if (own !== undefined && !secret.node.fromEnvironment) secrets.set(key, own);
  }
  const document = cutOut(judged.value);
  // YAML has more ways to write a thing than a cut can know of (`!!str`, `? key`): what was cut must still say the same.
  const again = judgeOffice(document, { ...options, kept: (path) => secrets.get(path) });
  if (!again.ok || !saysTheSame(file, again.value.file)) {
    const judge = new Judge(options.fileName, {});
    judge.say(0, "", "is written in a way that cannot be stored: leave out tags such as !!str, and keys after a ?");
    return judge.verdict<StowedOffice>(undefined);
  }
  return { ok: true, value: { file, document, secrets } };
}

function saysTheSame(a: OfficeFile, b: OfficeFile): boolean {
  const said = ({ revision: _, ...file }: OfficeFile) => JSON.stringify(file);
  return said(a) === said(b);
}

interface Cut extends Span {
  readonly put: string;
}

function cutOut({ text, root, draft }: OfficeReading): string {
  const cuts: Cut[] = [{ from: 0, to: headerLength(text), put: "" }];
  const revision = revisionSpan(root, text);
  if (revision !== undefined) cuts.push({ ...revision, put: "" });
  for (const { secret } of secretsIn(draft)) {
    const { node } = secret;
    if (secret.kind === "kept" || node.fromEnvironment) continue;
    // JSON may join key and value ("secret":"..."), a tag may not.
    cuts.push({ from: node.from, to: node.to, put: text[node.from - 1] === ":" ? " !kept" : "!kept" });
  }
  const document = splice(text, cuts);
  return document.endsWith("\n") ? document : `${document}\n`;
}

function headerLength(text: string): number {
  let at = 0;
  while (text.startsWith(HEADER, at)) {
    const end = text.indexOf("\n", at);
    at = end === -1 ? text.length : end + 1;
  }
  return at;
}

function revisionSpan(root: ConfigMap, text: string): Span | undefined {
  const entry = root.entries.get("revision");
  if (entry === undefined) return undefined;
  const { from } = entry.key;
  const to = entry.value?.to ?? entry.key.to;
  if (!root.flow) {
    const end = text.indexOf("\n", to);
    return { from: text.lastIndexOf("\n", from - 1) + 1, to: end === -1 ? text.length : end + 1 };
  }
  const keys = [...root.entries.values()].map(({ key }) => key.from);
  const next = keys.find((key) => key > from);
  if (next !== undefined) return { from, to: next };
  const before = [...root.entries.values()].at(-2)?.value?.to;
  return before === undefined ? { from, to } : { from: before, to };
}

function splice(text: string, cuts: readonly Cut[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, put } of cuts.toSorted((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, from), put);
    at = to;
  }
  return pieces.join("") + text.slice(at);
}

/**
 * The office file to hand out: the stored text under a header, with its revision. Applying it again changes nothing, for
 * {@link stowOffice} takes off exactly what this puts on.
 */
export function writeOffice(stored: { readonly document: string; readonly revision: number }): string {
  const { document, revision } = stored;
  const root = readDocument(document, new Judge(`revision ${revision}`, {}));
  if (root?.kind !== "map") throw new Error(`Cannot write office of revision "${revision}": its document is not a map`);
  const header = [
    `${HEADER} revision ${revision}. Change this file and apply it; the box refuses when it has moved on meanwhile.`,
    `${HEADER} !kept stands for a secret that the box has and does not tell.`,
  ];
  return `${header.join("\n")}\n${withRevision(document, root, revision)}`;
}

function withRevision(document: string, root: ConfigMap, revision: number): string {
  const first = [...root.entries.values()][0]?.key.from ?? root.from;
  if (root.flow) {
    const key = document[first] === '"' ? '"revision"' : "revision";
    return `${document.slice(0, first)}${key}: ${revision}, ${document.slice(first)}`;
  }
  const lineStart = document.lastIndexOf("\n", first - 1) + 1;
  const indent = document.slice(lineStart, first);
  // The top is the place to see it, but not above a "---" or a directive: that would be another document.
  const at = /^(---|%)/m.test(document.slice(0, first)) ? lineStart : 0;
  return `${document.slice(0, at)}${indent}revision: ${revision}\n${document.slice(at)}`;
}
