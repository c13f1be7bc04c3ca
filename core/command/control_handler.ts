import { formatAddress, type Result, toText, type WallTime } from "../base/mod.ts";
import { formatFault } from "../config/mod.ts";
import type { ApiKey, ApiScope, RecordDay, Revision } from "../store/mod.ts";
import type { CallView, FeatureView, Figures, PhoneView, RecordingView, TrunkView } from "../switchboard/mod.ts";
import { drawLadder, hideKeys, type TraceEntry } from "../trace/mod.ts";
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
  readonly phones: readonly PhoneView[];
  readonly figures: Figures;
  readonly features: readonly FeatureView[];
  readonly keys: readonly KeyView[];
  /** The key itself, this once. */
  readonly "add-key": { readonly key: string };
  readonly "remove-key": null;
  readonly recordings: readonly RecordingView[];
  readonly "check-record": readonly RecordDay[];
  readonly trace: { readonly ladder: string; readonly messages: readonly TraceView[] };
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
  phones(): Promise<readonly PhoneView[]>;
  figures(): Promise<Figures>;
  /** What can be dialled here. */
  features(): Promise<readonly FeatureView[]>;
  keys(): Promise<readonly ApiKey[]>;
  addKey(name: string, scopes: readonly ApiScope[], who: string): Promise<Result<string>>;
  removeKey(name: string): Promise<Result<null>>;
  /** The recordings of calls, oldest first. */
  recordings(): Promise<readonly RecordingView[]>;
  /** Reads a day of the record again, or every one; undefined when there is no such day. */
  checkRecord(day: string | undefined): Promise<readonly RecordDay[] | undefined>;
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
        (await handler.keys()).map(({ name, scopes, createdAt, createdBy }) => ({
          name,
          scopes,
          createdAt,
          createdBy,
        })),
      );
    case "add-key": {
      const made = await handler.addKey(request.key, request.scopes, request.who);
      return made.ok ? done({ key: made.value }) : refuse(made.fault.text);
    }
    case "remove-key": {
      const removed = await handler.removeKey(request.key);
      return removed.ok ? done(null) : refuse(removed.fault.text);
    }
    case "check-record": {
      const days = await handler.checkRecord(request.day);
      return days === undefined
        ? refuse(`Cannot check "${request.day}": the record has no events of that day`)
        : done(days);
    }
    case "revisions":
      return done(await handler.revisions());
    case "status":
      return done(await handler.status());
    case "calls":
      return done(await handler.calls());
    case "phones":
      return done(await handler.phones());
    case "figures":
      return done(await handler.figures());
    case "features":
      return done(await handler.features());
    case "recordings":
      return done(await handler.recordings());
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
  const { flow } = entry;
  return {
    at: new Date(entry.wall).toISOString(),
    monotonicMs: entry.at,
    direction: entry.direction,
    transport: flow.transport,
    local: formatAddress(flow.local),
    remote: formatAddress(flow.remote),
    text: hideKeys(toText(entry.bytes)),
  };
}
