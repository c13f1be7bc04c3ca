import type { Result, WallTime } from "../base/mod.ts";
import type { ReportFormat, ReportPeriod, SavedReport } from "../directory/mod.ts";
import { formatFault } from "../config/mod.ts";
import type { ApiKey, ApiScope, RecordDay, Revision } from "../store/mod.ts";
import type {
  CallView,
  DeadLetterView,
  FeatureList,
  Figures,
  PhoneView,
  QueueView,
  RecordingView,
  TrunkView,
  WebhookView,
} from "../switchboard/mod.ts";
import { drawLadder, messageOf, type TraceEntry } from "../trace/mod.ts";
import type { ControlAnswer, ControlRequest } from "./control.ts";
import type { ApplyOptions, OfficeOutcome } from "./office_desk.ts";

/** How a running box is. */
export interface BoxStatus {
  readonly version: string;
  readonly startedAt: WallTime;
  readonly upMs: number;
  /** Path of the data folder. */
  readonly data: string;
  /** `udp 192.0.2.1:5060`, `http 192.0.2.1:8080` */
  readonly listening: readonly string[];
  readonly publicIp?: string;
  /** The office's revision; 0 before the first was applied. */
  readonly revision: number;
  /** The newest revision, where this version refuses it; each fault as people read it. */
  readonly refused?: { readonly revision: number; readonly faults: readonly string[] };
  readonly extensions: number;
  readonly phones: number;
  readonly calls: number;
  readonly trunks: readonly TrunkView[];
  /** It takes no new calls and stops when the last one has ended. */
  readonly stopping: boolean;
}

/** One SIP message of a trace, as JSON carries it. */
export interface TraceView {
  readonly at: string;
  readonly monotonicMs: number;
  readonly direction: TraceEntry["direction"];
  readonly transport: string;
  readonly local: string;
  readonly remote: string;
  readonly text: string;
}

/** What each request is answered with, when it goes well. */
export interface ControlValues {
  readonly apply: AppliedView;
  readonly rollback: AppliedView;
  readonly export: { readonly text: string };
  readonly revisions: readonly Revision[];
  readonly status: BoxStatus;
  readonly calls: readonly CallView[];
  readonly queues: readonly QueueView[];
  readonly phones: readonly PhoneView[];
  readonly figures: Figures;
  readonly features: FeatureList;
  readonly keys: readonly KeyView[];
  /** The key itself, this once. */
  readonly "add-key": { readonly key: string };
  readonly "remove-key": null;
  readonly "reset-owner": OwnerResetView;
  readonly recordings: readonly RecordingView[];
  readonly webhooks: WebhooksView;
  readonly "dead-letters": { readonly text: string };
  readonly missed: readonly MissedView[];
  readonly "missed-done": null;
  readonly "check-record": readonly RecordDay[];
  readonly reports: readonly SavedReport[];
  readonly report: MadeReport;
  readonly trace: { readonly ladder: string; readonly messages: readonly TraceView[] };
}

/** By which an owner chooses a new password, once. */
export interface OwnerResetView {
  readonly owner: string;
  readonly code: string;
  readonly until: WallTime;
  /** Where; absent where the box serves no pages. */
  readonly url?: string;
}

/** Whom the box tells what happens, and what came of it. */
export interface WebhooksView {
  /** `behind`: events of the record that were not looked at for it yet. */
  readonly webhooks: readonly (WebhookView & { readonly behind: number })[];
  readonly deadLetters: readonly DeadLetterView[];
}

/** What can be done with a hook that was given up. */
export type DeadLetterAction = "retry" | "drop";

/** Somebody whom nobody has answered, as he is listed. */
export interface MissedView {
  readonly id: string;
  readonly caller: string;
  /** Our number that he called. */
  readonly number: string;
  readonly attempts: number;
  readonly lastAt: number;
  /** The way he took: `IVR → 1 → Sales`. */
  readonly route: string;
  /** Extensions that rang. */
  readonly rang: readonly string[];
}

/** A report that was made. */
export interface MadeReport {
  /** Of its file, sealed, below the data folder. */
  readonly path: string;
  readonly format: ReportFormat;
}

/** A key as it is listed. */
export type KeyView = Omit<ApiKey, "hash">;

/** An applied office file, as JSON carries it. */
export type AppliedView = Omit<Extract<OfficeOutcome, { readonly ok: true }>, "ok">;

/** What a box does for those who may open its control socket. `main.ts` puts it together. */
export interface ControlHandler {
  apply(text: string, options: ApplyOptions): Promise<OfficeOutcome>;
  /** Undefined before the first office was applied. */
  export(): Promise<string | undefined>;
  rollback(revision: number, who: string): Promise<OfficeOutcome>;
  revisions(): Promise<readonly Revision[]>;
  status(): Promise<BoxStatus>;
  calls(): Promise<readonly CallView[]>;
  /** The queues, with who waits and who serves. */
  queues(): Promise<readonly QueueView[]>;
  phones(): Promise<readonly PhoneView[]>;
  figures(): Promise<Figures>;
  /** What can be dialled here. */
  features(): Promise<FeatureList>;
  keys(): Promise<readonly ApiKey[]>;
  addKey(
    name: string,
    scopes: readonly ApiScope[],
    who: string,
    extensions: readonly string[],
  ): Promise<Result<string>>;
  removeKey(name: string): Promise<Result<null>>;
  /** A code for an owner who has no way in any more. */
  resetOwner(owner: string, who: string): Promise<Result<OwnerResetView>>;
  /** The recordings of calls, oldest first. */
  recordings(): Promise<readonly RecordingView[]>;
  webhooks(): Promise<WebhooksView>;
  /** Has one that was given up, or all of them, sent once more or thrown away. */
  changeDeadLetters(
    action: DeadLetterAction,
    id?: string,
  ): Promise<{ readonly type: "done" | "refused"; readonly text: string }>;
  /** Whom nobody has answered or called back, the last one first. */
  missed(): Promise<readonly MissedView[]>;
  /** Crosses somebody out; false when he does not stand on the list. */
  missedDone(entry: string, note: string, who: string): Promise<boolean>;
  /** Reads a day of the record again, or every one; undefined when there is no such day. */
  checkRecord(day: string | undefined): Promise<readonly RecordDay[] | undefined>;
  /** The reports that the office keeps. */
  reports(): Promise<readonly SavedReport[]>;
  /** Makes one now. */
  report(
    name: string,
    wish: { readonly period?: ReportPeriod; readonly format?: ReportFormat; readonly tenant?: string },
  ): Promise<Result<MadeReport>>;
  /** The messages of a call, by its id or a SIP Call-ID; none when the ring has forgotten it. */
  trace(call: string): Promise<readonly TraceEntry[]>;
}

/** Has one request carried out. */
export async function answerControl(handler: ControlHandler, request: ControlRequest): Promise<ControlAnswer> {
  switch (request.command) {
    case "apply": {
      const { text, fileName, force, who } = request;
      return outcome(await handler.apply(text, { fileName, force, who }));
    }
    case "rollback":
      return outcome(await handler.rollback(request.revision, request.who));
    case "export": {
      const text = await handler.export();
      return text === undefined ? refuse("No office has been applied yet: kontor apply office.yml") : done({ text });
    }
    case "trace": {
      const entries = await handler.trace(request.call);
      if (entries.length === 0) return refuse(`No messages of call "${request.call}" are kept: is the id right?`);
      return done({ ladder: drawLadder(entries), messages: entries.map(viewOf) });
    }
    case "keys":
      return done(
        (await handler.keys()).map(({ hash: _, ...view }) => view),
      );
    case "add-key": {
      const made = await handler.addKey(request.key, request.scopes, request.who, request.extensions);
      return made.ok ? done({ key: made.value }) : refuse(made.fault.text);
    }
    case "remove-key": {
      const removed = await handler.removeKey(request.key);
      return removed.ok ? done(null) : refuse(removed.fault.text);
    }
    case "reset-owner": {
      const reset = await handler.resetOwner(request.owner, request.who);
      return reset.ok ? done(reset.value) : refuse(reset.fault.text);
    }
    case "check-record": {
      const days = await handler.checkRecord(request.day);
      return days === undefined
        ? refuse(`Cannot check "${request.day}": the record has no events of that day`)
        : done(days);
    }
    case "webhooks":
      return done(await handler.webhooks());
    case "dead-letters": {
      const { type, text } = await handler.changeDeadLetters(request.action, request.letter);
      return type === "done" ? done({ text }) : refuse(text);
    }
    case "revisions":
      return done(await handler.revisions());
    case "status":
      return done(await handler.status());
    case "calls":
      return done(await handler.calls());
    case "queues":
      return done(await handler.queues());
    case "phones":
      return done(await handler.phones());
    case "figures":
      return done(await handler.figures());
    case "features": {
      const { head, features } = await handler.features();
      return done({ head, features });
    }
    case "recordings":
      return done(await handler.recordings());
    case "missed":
      return done(await handler.missed());
    case "missed-done": {
      const isDone = await handler.missedDone(request.entry, request.note, request.who);
      return isDone ? done(null) : refuse(`Cannot cross out "${request.entry}": no entry of that name is open`);
    }
    case "reports":
      return done(await handler.reports());
    case "report": {
      const made = await handler.report(request.report, request);
      return made.ok ? done(made.value) : refuse(made.fault.text);
    }
  }
}

function done(value: ControlValues[keyof ControlValues]): ControlAnswer {
  return { ok: true, value };
}

function refuse(text: string): ControlAnswer {
  return { ok: false, text };
}

function outcome(outcome: OfficeOutcome): ControlAnswer {
  if (!outcome.ok) return { ok: false, text: outcome.text, faults: outcome.faults.map(formatFault) };
  const { revision, changed, extensions, difference } = outcome;
  return done({ revision, changed, extensions, difference });
}

function viewOf(entry: TraceEntry): TraceView {
  return { ...messageOf(entry), at: new Date(entry.wall).toISOString(), monotonicMs: entry.at };
}
