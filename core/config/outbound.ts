import { fail, ok, type Result } from "../base/mod.ts";
import type { Outbound, OutboundCall } from "../directory/mod.ts";
import type { CsvRow } from "../rates/mod.ts";
import { callers } from "./block.ts";
import { hoursName } from "./hours_name.ts";
import type { Judge } from "./judge.ts";
import { nameText } from "./names.ts";
import type { ConfigMap } from "./node.ts";
import { needed, optional, preset, record } from "./record.ts";
import { list, type Shape, text, whole } from "./shape.ts";

/** The agents' next call is looked for among all of them. */
const MOST_CALLS = 5_000;
const NUMBER = /^\+?[0-9]{2,20}$/;

/** Reads a CSV file of the data folder: its rows by the names in its first line. */
export type CallListReader = (path: string) => Result<readonly CsvRow[]>;

const number = text({
  what: "a number as it is dialled, as in 0722123456",
  schema: { pattern: NUMBER.source },
  judge: (given) => NUMBER.test(given) ? undefined : true,
});

const file = text({
  what: "the path of a CSV file inside the data folder, as in lists/renewals.csv",
  judge: (given) =>
    /^(?:[^/\\.\p{Cc}][^/\\\p{Cc}]*\/)*[^/\\.\p{Cc}][^/\\\p{Cc}]*\.csv$/iu.test(given) ? undefined : true,
});

const withName = record<OutboundCall>({
  number: needed("number", number, "As somebody in the office would dial it. In quotes"),
  name: optional("name", nameText, "Shown on the agent's phone"),
});

const call: Shape<OutboundCall> = {
  schema: { anyOf: [number.schema, withName.schema] },
  read(node, path, judge) {
    if (node.kind === "map") return withName.read(node, path, judge);
    const read = number.read(node, path, judge);
    return read === undefined ? undefined : { number: read };
  },
};

/** `outbound:` of a queue. */
export const outbound: Shape<Outbound> = record<Omit<Outbound, "isFileLost">>({
  calls: preset("calls", list(call, MOST_CALLS), {
    value: [],
    about: 'Whom to call: "0722123456", or { number: "0722123456", name: Maria Pop }',
  }),
  file: optional("file", file, "More of them: CSV in the data folder, whose first line is number,name"),
  hours: optional("hours", hoursName, "Of hours: people are called only while these are open; else mon-sat 9 to 20"),
  doNotCall: preset("do_not_call", callers, {
    value: [],
    about: "Who is never called: x for any digit, * at the end for whatever follows",
  }),
  tries: preset("tries", whole({ from: 1, to: 20 }), { value: 3, about: "So often each is called until he answers" }),
  againS: preset("again", whole({ from: 60, to: 604_800, unit: "seconds" }), {
    value: 3_600,
    about: "Seconds after which somebody is called again, or whoever was put off",
  }),
  ringForS: preset("ring_for", whole({ from: 5, to: 120, unit: "seconds" }), {
    value: 30,
    about: "Seconds that it rings there",
  }),
});

/** The calls of a list. The first fault is told with its line. */
export function readCallList(rows: readonly CsvRow[]): Result<readonly OutboundCall[]> {
  const calls: OutboundCall[] = [];
  for (const { record, line } of rows) {
    const { number: written = "", name = "" } = record;
    const bare = written.replace(/[-. ()/]/g, "");
    if (!NUMBER.test(bare)) return fail("bad-number", `line ${line}: "${written}" is not a number as it is dialled`);
    calls.push({ number: bare, ...(name === "" ? {} : { name: name.slice(0, 64) }) });
  }
  if (calls.length > MOST_CALLS) {
    return fail("too-many", `it has ${calls.length} numbers: at most ${MOST_CALLS} are possible`);
  }
  return calls.length === 0 ? fail("no-calls", "it has no line behind number,name") : ok(calls);
}

/** Each file that a queue's list names can be read. */
export function checkCallLists(root: ConfigMap, judge: Judge, read: CallListReader): void {
  const queues = root.entries.get("queues")?.value;
  for (const [at, queue] of (queues?.kind === "list" ? queues.items : []).entries()) {
    const section = queue?.kind === "map" ? queue.entries.get("outbound")?.value : undefined;
    const named = section?.kind === "map" ? section.entries.get("file")?.value : undefined;
    if (named?.kind !== "scalar" || typeof named.value !== "string") continue;
    const rows = read(named.value);
    const calls = rows.ok ? readCallList(rows.value) : rows;
    if (!calls.ok) judge.say(named.from, `queues[${at}].outbound.file`, `"${named.value}": ${calls.fault.text}`);
  }
}
