import type { SavedReport } from "../directory/mod.ts";
import type { RecordDay, Revision } from "../store/mod.ts";
import type { CallView, FeatureList, PhoneView, QueueView, RecordingView, TrunkView } from "../switchboard/mod.ts";
import { describeDifference } from "../config/mod.ts";
import type { AppliedView, BoxStatus, KeyView, MissedView, OwnerResetView, WebhooksView } from "./control_handler.ts";
import { drawTable, formatDuration } from "./table.ts";

/** `kontor status` for people: the box, then its phones. */
export function describeStatus(status: BoxStatus, phones: readonly PhoneView[]): string {
  const rows: readonly (readonly [string, string])[] = [
    ["Version", status.version],
    ["Running", `${formatDuration(status.upMs)}, since ${new Date(status.startedAt).toISOString()}`],
    ["Data", status.data],
    ...status.listening.map((where, at): readonly [string, string] => [at === 0 ? "Listening" : "", where]),
    ...(status.publicIp === undefined ? [] : [["Public address", status.publicIp] as const]),
    [
      "Office",
      status.revision === 0
        ? "none applied yet"
        : `revision ${status.revision}, ${count(status.extensions, "extension")}`,
    ],
    ...(status.refused === undefined
      ? []
      : [["", `revision ${status.refused.revision} is refused: see kontor doctor`] as const]),
    ["Calls", `${status.calls}${status.stopping ? ", stopping when they have ended" : ""}`],
    ["Phones", String(status.phones)],
  ];
  const facts = rows.map(([name, value]) => `${name.padEnd(16)}${value}\n`).join("");
  const tables = [
    ...status.trunks.length === 0 ? [] : [describeTrunks(status.trunks)],
    ...phones.length === 0 ? [] : [describePhones(phones)],
  ];
  return [facts, ...tables].join("\n");
}

function describeTrunks(trunks: readonly TrunkView[]): string {
  return drawTable(
    ["TRUNK", "KIND", "ADDRESS", "IS", "FOR", "CALLS"],
    trunks.map(({ name, kind, address, state, forMs, why, calls, channels }) => [
      name,
      kind,
      address,
      why === undefined ? state : `${state}: ${why}`,
      formatDuration(forMs),
      `${calls} of ${channels}`,
    ]),
  );
}

function describePhones(phones: readonly PhoneView[]): string {
  const sorted = phones.toSorted((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }));
  return drawTable(
    ["NUMBER", "ADDRESS", "OVER", "PHONE", "EXPIRES IN"],
    sorted.map((phone) => [
      phone.who === undefined ? phone.number : `${phone.number} (${phone.who})`,
      phone.address,
      phone.transport,
      phone.userAgent ?? "",
      formatDuration(phone.expiresInMs),
    ]),
  );
}

/** `kontor calls` for people: a line for each leg, the call itself on its first. */
export function describeCalls(calls: readonly CallView[]): string {
  if (calls.length === 0) return "No calls\n";
  return drawTable(
    ["CALL", "DIALLED", "WHO", "IS", "FOR"],
    calls.flatMap(({ id, dialled, legs }) =>
      legs.map((leg, at) => [
        ...(at === 0 ? [id, dialled] : ["", ""]),
        `${leg.direction === "in" ? "from" : "to"} ${leg.who}`,
        stateOf(leg),
        formatDuration(leg.forMs),
      ])
    ),
  );
}

/** `kontor missed` for people. */
export function describeMissed(entries: readonly MissedView[]): string {
  if (entries.length === 0) return "Nobody is waiting to be called back\n";
  return drawTable(
    ["ENTRY", "CALLER", "CALLED", "TIMES", "LAST", "WAY", "RANG"],
    entries.map(({ id, caller, number, attempts, lastAt, route, rang }) => [
      ...[id, caller, number, String(attempts), new Date(lastAt).toISOString(), route],
      rang.join(" "),
    ]),
  );
}

/** `kontor queues` for people: of each queue who waits and who serves. */
export function describeQueues(queues: readonly QueueView[]): string {
  return queues.length === 0 ? "No queues\n" : queues.map(describeQueue).join("\n");
}

function describeQueue({ number, name, waiting, talking, overdue, agents }: QueueView): string {
  const late = overdue === 0 ? "" : `, ${overdue} of them for too long`;
  const head = `${number} ${name}: ${waiting.length} waiting${late}, ${talking} talking\n`;
  const callers = drawTable(
    ["PLACE", "CALLER", "FOR", "IS", "RINGS AT"],
    waiting.map(({ position, number = "hidden", name, waitedMs, state, agents }) => [
      String(position),
      name === undefined ? number : `${name} <${number}>`,
      formatDuration(waitedMs),
      state === "away" ? "to be called back" : state,
      agents.join(" "),
    ]),
  );
  const people = drawTable(
    ["AGENT", "NAME", "IS"],
    agents.map(({ number, name = "", state }) => [number, name, state]),
  );
  return [head, ...(waiting.length === 0 ? [] : [callers]), people].join("");
}

/** `kontor keys` for people. */
export function describeKeys(keys: readonly KeyView[]): string {
  if (keys.length === 0) return "No keys\n";
  return drawTable(
    ["NAME", "MAY", "FOR", "SINCE", "MADE BY"],
    keys.map((
      key,
    ) => [
      key.name,
      key.scopes.join(" "),
      key.extensions?.join(" ") ?? "everybody",
      new Date(key.createdAt).toISOString(),
      key.createdBy,
    ]),
  );
}

/** `kontor recordings` for people. */
export function describeRecordings(recordings: readonly RecordingView[]): string {
  if (recordings.length === 0) return "No recordings\n";
  return drawTable(
    ["RECORDING", "BEGUN", "LONG", "KB"],
    recordings.map(({ path, at, durationMs, bytes }) => [
      path,
      new Date(at).toISOString(),
      durationMs === undefined ? "being written" : formatDuration(durationMs),
      bytes === undefined ? "" : String(Math.ceil(bytes / 1000)),
    ]),
  );
}

/** `kontor webhooks` for people: who is told, and what was given up. */
export function describeWebhooks({ webhooks, deadLetters }: WebhooksView): string {
  const told = webhooks.length === 0 ? "No webhooks\n" : drawTable(
    ["WEBHOOK", "AT", "WAITING", "BEHIND", "GIVEN UP", "LAST TRY"],
    webhooks.map(({ name, host, waiting, behind, dead, failing }) => [
      ...[name, host, String(waiting), String(behind), String(dead), failing ?? "taken"],
    ]),
  );
  if (deadLetters.length === 0) return told;
  const letters = drawTable(
    ["GIVEN UP", "WHEN", "WHY"],
    deadLetters.map(({ id, at, why }) => [id, new Date(at).toISOString(), why]),
  );
  return `${told}\n${letters}`;
}

/** `kontor report` for people, when none is named. */
export function describeReports(reports: readonly SavedReport[]): string {
  if (reports.length === 0) return 'No reports: they are kept under "reports" of office.yml\n';
  return drawTable(
    ["NAME", "PERIOD", "FORMAT", "SENT", "TO"],
    reports.map(({ name, period, format, cron, to }) => [name, period, format, cron ?? "", to.join(", ")]),
  );
}

/** `kontor check-record` for people. */
export function describeRecordDays(days: readonly RecordDay[]): string {
  if (days.length === 0) return "No events yet\n";
  const changed = days.filter(({ state }) => state === "changed").length;
  const table = drawTable(
    ["DAY", "EVENTS", "IS", "SEAL"],
    days.map(({ day, events, state, seal }) => [day, String(events), STATE_OF_DAY[state], seal.slice(0, 16)]),
  );
  return changed === 0 ? table : `${table}\nChanged since it was written: ${count(changed, "day")}\n`;
}

const STATE_OF_DAY = {
  whole: "as it was written",
  removed: "removed, as retention wants",
  changed: "CHANGED",
} as const;

/** `talking in room 2001, muted`; `talking, listens to 101, who hears him`. */
function stateOf({ at, held, room, listens }: CallView["legs"][number]): string {
  const where = room === undefined ? at : `${at} in ${room.name}`;
  const whom = listens === undefined ? "" : `, listens to ${listens.to}${HEARD_BY[listens.heardBy]}`;
  return `${where}${room?.muted === true ? ", muted" : ""}${whom}${held ? ", held" : ""}`;
}

const HEARD_BY = { "nobody": "", "whom": ", who hears him", "all": ", and all hear him" } as const;

/** `kontor features` for people. */
export function describeFeatures({ head, features }: FeatureList): string {
  return drawTable(head, features.map(({ dial, about, code = "" }) => [dial, about, code]));
}

/** `kontor rollback` without a revision: the history, newest first. */
export function describeRevisions(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return "No office has been applied yet\n";
  return drawTable(
    ["REVISION", "WHEN", "WHO", "WHAT"],
    revisions.toReversed().map((
      { revision, at, who, note },
    ) => [String(revision), new Date(at).toISOString(), who, note]),
  );
}

/** What `kontor owner` says: the code, and where it is good. */
export function describeOwnerReset({ owner, code, until, url }: OwnerResetView): string {
  const where = url === undefined ? "" : `${url}\n`;
  return `${code}\n${where}A new password for "${owner}", once, until ${new Date(until).toISOString()}\n`;
}

/** What `kontor apply` and `kontor rollback` say when it went well. */
export function describeApplied(applied: AppliedView): string {
  const { revision, changed, extensions, difference } = applied;
  const office = `revision ${revision}, ${count(extensions, "extension")}`;
  return changed ? `Applied as ${office}: ${describeDifference(difference)}\n` : `Nothing to change: ${office}\n`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
