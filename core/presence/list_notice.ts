import { concat, type Flow, isReliable, toBytes } from "../base/mod.ts";
import type { WatchedState } from "./event_package.ts";
import { type PackageName, packageOf, type StateOf } from "./packages.ts";
import { escapeXml, uriIn } from "./xml.ts";

/** What a watcher of a list (RFC 4662) was told of it, and what he is still to be told. */
export interface ListState {
  numbers: readonly string[];
  /** Of whom there may be news. */
  readonly stirred: Set<string>;
  /** By number. */
  readonly told: Map<string, Told>;
  /** The next notice names everybody on the list (RFC 4662 §5.2). */
  isFull: boolean;
}

interface Told {
  readonly version: number;
  /** Undefined where he is to be told anew, whatever he knows. */
  readonly state: WatchedState | undefined;
}

/** What the notice of a list is made from. */
export interface ListNoticeParts {
  /** The list's name. */
  readonly number: string;
  readonly host: string;
  readonly watcher: string;
  readonly package: PackageName;
  readonly flow: Flow;
  readonly version: number;
  /** It is to be told something, whether anything changed or not. */
  readonly isOwed: boolean;
  /** There will be no other notice. */
  readonly ending: string | undefined;
  /** Stands in no document. */
  readonly boundary: string;
  readonly stateOf: StateOf;
}

/**
 * Bytes of documents in one notice. Over UDP those of three people, or of eight who do not talk: two fragments or three; what is left goes
 * with the next one as soon as this is answered. A notice that is the only one has all that a datagram can carry.
 */
const MOST_BYTES = { datagram: 2_400, stream: 16_000, last: 40_000 } as const;

/** What the list says of a document, about. */
const NAMED_BYTES = 150;

/** A list whose watcher knows nothing yet. */
export function newList(numbers: readonly string[]): ListState {
  return { numbers, stirred: new Set(numbers), told: new Map(), isFull: true };
}

/** Everybody on it is to be told anew, as after a SUBSCRIBE (RFC 4662 §4.4). */
export function tellAll(list: ListState): void {
  list.isFull = true;
  for (const number of list.numbers) {
    list.stirred.add(number);
    const told = list.told.get(number);
    if (told !== undefined) list.told.set(number, { ...told, state: undefined });
  }
}

interface Part {
  readonly number: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * The body of a NOTIFY for a list: multipart/related (RFC 2387), first the list itself (RFC 4662 §5), then a document for
 * everybody of whom there is news. Undefined when there is none.
 */
export function writeList(
  list: ListState,
  parts: ListNoticeParts,
): { readonly body: Uint8Array<ArrayBuffer>; readonly contentType: string } | undefined {
  const { boundary, isOwed } = parts;
  const { isFull } = list;
  const documents = documentsOf(list, parts);
  if (documents.length === 0 && !isFull && !isOwed) return undefined;
  list.isFull = false;
  const root = `list.${parts.version}.${boundary}@kontor`;
  const head = toBytes(partHead(boundary, root, RLMI_TYPE) + rlmi(list, parts, isFull, documents));
  const body = concat([head, ...documents.map(({ bytes }) => bytes), toBytes(`\r\n--${boundary}--\r\n`)]);
  return { body, contentType: `multipart/related;type="${RLMI_TYPE}";start="<${root}>";boundary="${boundary}"` };
}

const RLMI_TYPE = "application/rlmi+xml";

/** As many as fit; who has had his turn is no longer stirred. */
function documentsOf(list: ListState, parts: ListNoticeParts): readonly Part[] {
  const { number: _, flow, ending, host, watcher, boundary, stateOf } = parts;
  const { type, isSame, write } = packageOf(parts.package);
  const most = ending !== undefined && list.isFull
    ? MOST_BYTES.last
    : MOST_BYTES[isReliable(flow.transport) ? "stream" : "datagram"];
  const documents: Part[] = [];
  let bytes = 0;
  for (const [place, number] of list.numbers.entries()) {
    if (!list.stirred.has(number)) continue;
    const told = list.told.get(number);
    const state = stateOf(parts.package, number, watcher);
    if (told?.state !== undefined && isSame(told.state, state)) {
      list.stirred.delete(number);
      continue;
    }
    const version = told === undefined ? 0 : told.version + 1;
    const id = `${place}.${version}.${boundary}@kontor`;
    const document = write(state, { number, host, version, before: told?.state });
    const part = concat([toBytes(`\r\n${partHead(boundary, id, type)}`), document]);
    const more = part.length + NAMED_BYTES;
    if (bytes > 0 && bytes + more > most) break;
    bytes += more;
    documents.push({ number, id, bytes: part });
    list.stirred.delete(number);
    list.told.set(number, { version, state });
  }
  return documents;
}

function partHead(boundary: string, id: string, type: string): string {
  return `--${boundary}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\nContent-Type: ${type}\r\n\r\n`;
}

/** A full one names everybody, those without a document yet too; another only whom it has a document of. */
function rlmi(list: ListState, parts: ListNoticeParts, isFull: boolean, documents: readonly Part[]): string {
  const { number, host, version } = parts;
  const ids = new Map(documents.map((part) => [part.number, part.id]));
  const resources = list.numbers.filter((each) => isFull || ids.has(each)).map((each) => {
    const id = ids.get(each);
    const uri = uriIn(host, each);
    if (id === undefined) return `<resource uri="${uri}"/>\r\n`;
    const name = list.told.get(each)?.state?.name;
    const named = name === undefined ? "" : `<name>${escapeXml(name)}</name>`;
    return `<resource uri="${uri}">${named}<instance id="1" state="active" cid="${id}"/></resource>\r\n`;
  });
  return '<?xml version="1.0" encoding="UTF-8"?>\r\n' +
    `<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="${uriIn(host, number)}" version="${version}"` +
    ` fullState="${isFull}">\r\n${resources.join("")}</list>\r\n`;
}
