import { type Clock, elapsed, fail, ok, type Result } from "../base/mod.ts";
import { formatFault } from "../config/mod.ts";
import type { ReportFormat, ReportPeriod, SavedReport } from "../directory/mod.ts";
import type { KeyRing, RecordDay, RecordLog, RecordReader } from "../store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../switchboard/mod.ts";
import type { TraceRing } from "../trace/mod.ts";
import type { BoxStatus, ControlHandler, MadeReport } from "./control_handler.ts";
import type { OfficeDesk } from "./office_desk.ts";
import { VERSION } from "./version.ts";

/** The parts of a running box that answer its control socket. */
export interface BoxHandlerParts {
  readonly office: OfficeDesk;
  readonly ask: (command: DeskCommand) => DeskAnswer;
  readonly trace: TraceRing;
  readonly reader: RecordReader;
  readonly record: Pick<RecordLog, "acknowledged">;
  readonly keys: KeyRing;
  readonly resetOwner: ControlHandler["resetOwner"];
  readonly missed: Pick<ControlHandler, "missed" | "missedDone">;
  readonly clock: Clock;
  /** Path of the data folder. */
  readonly data: string;
  readonly reports: ReportMaking;
  readonly listening: () => readonly string[];
  readonly publicIp: () => string | undefined;
  /** What all parts count, by name. */
  readonly figures: () => Readonly<Record<string, number>>;
}

/** Who makes reports: see `features/reports`. */
export interface ReportMaking {
  readonly saved: readonly SavedReport[];
  /** Gives the path of its file. */
  file(
    wish: { readonly report: SavedReport; readonly period?: ReportPeriod; readonly tenant?: string },
    format: ReportFormat,
  ): Promise<string>;
}

/** What the control socket of this box answers with. */
export function boxHandler(parts: BoxHandlerParts): ControlHandler {
  const { office, ask, trace, clock } = parts;
  const startedAt = clock.wall();
  const bornAt = clock.now();
  return {
    apply: (text, options) => office.apply(text, options),
    export: () => office.export(),
    rollback: (revision, who) => office.rollback(revision, who),
    revisions: () => office.revisions(),
    calls: () => Promise.resolve(answerOf(ask, "calls").calls),
    queues: () => Promise.resolve(answerOf(ask, "queues").queues),
    phones: () => Promise.resolve(answerOf(ask, "phones").phones),
    features: () => Promise.resolve(answerOf(ask, "features")),
    recordings: () => Promise.resolve(answerOf(ask, "recordings").recordings),
    webhooks: () => {
      const recorded = parts.record.acknowledged;
      const webhooks = answerOf(ask, "webhooks").webhooks
        .map((each) => ({ ...each, behind: Math.max(0, recorded - (each.cursor ?? recorded)) }));
      return Promise.resolve({ webhooks, deadLetters: answerOf(ask, "dead-letters").letters });
    },
    changeDeadLetters: (action, id) => {
      const answer = ask({ type: `${action}-dead-letters`, ...(id === undefined ? {} : { id }) });
      return Promise.resolve("text" in answer ? answer : { type: "refused", text: `Cannot ${action} dead letters` });
    },
    figures: () => Promise.resolve(parts.figures()),
    keys: () => Promise.resolve(parts.keys.all()),
    addKey: (...key) => parts.keys.add(...key),
    removeKey: (name) => parts.keys.remove(name),
    resetOwner: (owner, who) => parts.resetOwner(owner, who),
    missed: () => parts.missed.missed(),
    missedDone: (entry, note, who) => parts.missed.missedDone(entry, note, who),
    checkRecord: (day) => checkRecord(parts.reader, day),
    reports: () => Promise.resolve(parts.reports.saved),
    report: (name, wish) => makeReport(parts.reports, name, wish),
    trace: (call) => Promise.resolve(trace.of(call)),
    status: () => {
      const { figures } = answerOf(ask, "figures");
      const publicIp = parts.publicIp();
      const { refused } = office;
      const status: BoxStatus = {
        version: VERSION,
        startedAt,
        upMs: elapsed(bornAt, clock.now()),
        data: parts.data,
        listening: parts.listening(),
        ...(publicIp === undefined ? {} : { publicIp }),
        revision: figures["office_revision"] ?? 0,
        ...(refused === undefined
          ? {}
          : { refused: { revision: refused.revision, faults: refused.faults.map(formatFault) } }),
        extensions: figures["extensions"] ?? 0,
        phones: figures["phones_registered"] ?? 0,
        calls: figures["calls_running"] ?? 0,
        trunks: answerOf(ask, "trunks").trunks,
        stopping: figures["draining"] === 1,
      };
      return Promise.resolve(status);
    },
  };
}

async function makeReport(
  reports: ReportMaking,
  name: string,
  { period, format: wanted, tenant }: {
    readonly period?: ReportPeriod;
    readonly format?: ReportFormat;
    readonly tenant?: string;
  },
): Promise<Result<MadeReport>> {
  const report = reports.saved.find((saved) => saved.name === name);
  if (report === undefined) {
    const known = reports.saved.map((saved) => saved.name).join(", ");
    return fail("no-report", `Cannot make report "${name}": the office keeps ${known === "" ? "none" : known}`);
  }
  const format = wanted ?? report.format;
  try {
    const wish = { report, ...period === undefined ? {} : { period }, ...tenant === undefined ? {} : { tenant } };
    return ok({ path: await reports.file(wish, format), format });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail("not-made", `Cannot make report "${name}": ${error.message}`);
  }
}

async function checkRecord(reader: RecordReader, day: string | undefined): Promise<readonly RecordDay[] | undefined> {
  const checked: RecordDay[] = [];
  // One day at a time: between two, the reader answers others.
  for (const each of day === undefined ? await reader.days() : [day]) {
    const found = await reader.checkDay(each);
    if (found === undefined) return undefined;
    checked.push(found);
  }
  return checked;
}

/** The desk's answer to a question that it cannot refuse. */
type Asked =
  | "calls"
  | "queues"
  | "phones"
  | "figures"
  | "features"
  | "trunks"
  | "recordings"
  | "webhooks"
  | "dead-letters";
function answerOf<K extends Asked>(
  ask: BoxHandlerParts["ask"],
  type: K,
): Extract<DeskAnswer, { type: K }> {
  const answer = ask({ type });
  if (answer.type !== type) throw new Error(`Cannot read the answer to "${type}": it is "${answer.type}"`);
  return answer as Extract<DeskAnswer, { type: K }>;
}
