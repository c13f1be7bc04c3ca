import type { WallTime } from "../../base/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import type { CallEvent, Question, Row } from "../../record/mod.ts";
import type { ApiKey } from "../api_key.ts";
import type { Followed } from "./readings.ts";
import type { OfficeChange, RecentCall, RecordDay, Revision, StoredOffice } from "../ports.ts";

/** What a worker can be asked: by the name of each question, what it is told and what it answers. */
export type Asks = Readonly<Record<string, { readonly told: unknown; readonly answer: unknown }>>;

/** What the writer is told first, also after it has died and come back. */
export interface WriterOpening {
  readonly database: string;
  readonly boxKey: string;
  readonly boot: string;
  readonly at: WallTime;
}

/** The questions of the one thread that writes. A type and not an interface, so that it counts as {@link Asks}. */
export type WriterAsks = {
  readonly open: { told: WriterOpening; answer: null };
  readonly closeCutCalls: {
    told: { readonly at: WallTime; readonly monotonicMs: number };
    answer: { readonly calls: number; readonly lastSequence: number };
  };
  /** Answers the last committed sequence; events that are in the record already are passed over. */
  readonly append: { told: readonly CallEvent[]; answer: number };
  readonly cursorOf: { told: string; answer: number };
  readonly moveCursor: { told: { readonly name: string; readonly sequence: number }; answer: null };
  readonly currentOffice: { told: null; answer: StoredOffice | undefined };
  readonly officeAt: { told: number; answer: StoredOffice | undefined };
  readonly saveOffice: { told: OfficeChange & { readonly at: WallTime }; answer: number };
  readonly revisions: { told: null; answer: readonly Revision[] };
  readonly notebook: { told: null; answer: readonly Page[] };
  readonly keys: { told: null; answer: readonly ApiKey[] };
  readonly addKey: { told: ApiKey; answer: boolean };
  readonly removeKey: { told: string; answer: boolean };
  readonly writeNotebook: { told: readonly Page[]; answer: null };
  readonly close: { told: null; answer: null };
};

export interface ReaderOpening {
  readonly database: string;
  readonly boxKey: string;
  /** Path of the readings' own database. */
  readonly readings: string;
}

/** The questions of the one thread that reads the record, and keeps what is made of it. */
export type ReaderAsks = {
  readonly open: { told: ReaderOpening; answer: null };
  readonly eventsOf: { told: string; answer: readonly CallEvent[] };
  readonly after: { told: { readonly sequence: number; readonly limit: number }; answer: readonly CallEvent[] };
  readonly recentCalls: { told: number; answer: readonly RecentCall[] };
  readonly days: { told: null; answer: readonly string[] };
  /** Works off one step of what is new in the record. */
  readonly follow: { told: null; answer: Followed };
  readonly rows: { told: Question; answer: readonly Row[] };
  readonly checkDay: { told: string; answer: RecordDay | undefined };
  readonly close: { told: null; answer: null };
};

/** A question on its way to a worker. */
export interface Ask {
  readonly id: number;
  readonly name: string;
  readonly told: unknown;
}

/** Its answer, or why there is none. */
export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: string };
