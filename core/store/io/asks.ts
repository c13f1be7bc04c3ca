import type { WallTime } from "../../base/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import type {
  CallEvent,
  ContactQuestion,
  FirstContacts,
  Judgement,
  Question,
  Row,
  SumQuestion,
} from "../../record/mod.ts";
import type { Account, AuditLine } from "../account.ts";
import type { ApiKey } from "../api_key.ts";
import type { PastChange, StoredContact, StoredContacts } from "../contact.ts";
import type { Changed } from "./kept_reading.ts";
import type { AuditQuestion, OfficeChange, RecentCall, RecordDay, Revision, StoredOffice } from "../ports.ts";

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
  /** Packs a page of the days before this one (UTC); false when there is none left. */
  readonly pack: { told: string; answer: boolean };
  /** The days before this one are told to nobody any more; answers the last event of them. */
  readonly forget: { told: string; answer: number };
  /** Throws away a piece of what is there up to an event; false when nothing is. */
  readonly drop: { told: number; answer: boolean };
  readonly cursorOf: { told: string; answer: number };
  readonly moveCursor: { told: { readonly name: string; readonly sequence: number }; answer: null };
  readonly currentOffice: { told: null; answer: StoredOffice | undefined };
  readonly officeAt: { told: number; answer: StoredOffice | undefined };
  readonly documentOf: { told: number; answer: string | undefined };
  readonly saveOffice: { told: OfficeChange & { readonly at: WallTime }; answer: number };
  readonly revisions: { told: null; answer: readonly Revision[] };
  readonly notebook: { told: null; answer: readonly Page[] };
  readonly keys: { told: null; answer: readonly ApiKey[] };
  readonly addKey: { told: ApiKey; answer: boolean };
  readonly removeKey: { told: string; answer: boolean };
  readonly accounts: { told: null; answer: readonly Account[] };
  readonly putAccount: { told: Account; answer: null };
  readonly removeAccount: { told: string; answer: boolean };
  readonly contacts: { told: null; answer: StoredContacts };
  readonly stageContacts: {
    told: { readonly isFirst: boolean; readonly contacts: readonly StoredContact[] };
    answer: null;
  };
  /** What was staged before, so many contacts, is put with it. */
  readonly changeContacts: {
    told: {
      readonly remove: readonly string[];
      /** Written as JSON: a text is copied at once, ten thousand objects are not. */
      readonly undo: string | null | undefined;
      readonly past: PastChange | undefined;
      readonly staged: number;
    };
    answer: null;
  };
  readonly appendAudit: { told: readonly Omit<AuditLine, "sequence">[]; answer: null };
  readonly audit: { told: AuditQuestion; answer: readonly AuditLine[] };
  readonly writeNotebook: { told: readonly Page[]; answer: null };
  readonly close: { told: null; answer: null };
};

export interface ReaderOpening {
  readonly database: string;
  readonly boxKey: string;
  /** Where the databases of what is made of the record lie. */
  readonly folder: string;
  /** By whose rules numbers are read: `RO`; undefined: as they were before. */
  readonly country: string | undefined;
  /** What keepers go by, as far as they have been told. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What one step of all who follow the record has come to. */
export interface FollowedByAll extends Changed {
  /** What keepers have found, by their names. */
  readonly news: readonly (readonly [keeper: string, news: unknown])[];
}

/** The questions of the one thread that reads the record, and keeps what is made of it. */
export type ReaderAsks = {
  readonly open: { told: ReaderOpening; answer: null };
  readonly eventsOf: { told: string; answer: readonly CallEvent[] };
  readonly judgementOf: {
    told: { readonly call: string; readonly upTo: number };
    answer: Judgement | undefined;
  };
  readonly after: { told: { readonly sequence: number; readonly limit: number }; answer: readonly CallEvent[] };
  readonly recentCalls: { told: number; answer: readonly RecentCall[] };
  readonly days: { told: null; answer: readonly string[] };
  /** Reads numbers by the rules of this country from now on. */
  readonly goBy: { told: string; answer: null };
  /** Works off one step of what is new in the record. */
  readonly follow: { told: null; answer: FollowedByAll };
  readonly keeper: {
    told: { readonly name: string; readonly told: unknown };
    /** `isJudgedAnew`: the readings go by something else since. */
    answer: { readonly answer: unknown; readonly isJudgedAnew: boolean };
  };
  readonly setKeeper: { told: { readonly name: string; readonly settings: unknown }; answer: unknown };
  /** Up to which event nothing that is kept tells of what is to be forgotten. */
  readonly floor: { told: null; answer: number };
  readonly rows: { told: Question; answer: readonly Row[] };
  readonly sums: { told: SumQuestion; answer: readonly Row[] };
  readonly firstContacts: { told: ContactQuestion; answer: FirstContacts };
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
