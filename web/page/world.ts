import type { ContactDesk } from "../../features/contacts/mod.ts";
import type { Chance, Clock, LogLine, Result, WallTime } from "../../core/base/mod.ts";
import type { CertificateFacts, CertificateFault, CertificateStatus } from "../../core/certificate/mod.ts";
import type { BoxSettings, ConfigFault } from "../../core/config/mod.ts";
import type { CallerAbout, Directory, ReportFormat, ReportPeriod, SavedReport } from "../../core/directory/mod.ts";
import type { AuditLog, KeyRing, RecordLog, RecordReader, Revision } from "../../core/store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { CallQuestion, Period, ReportCall } from "../../features/reports/mod.ts";
import type {
  Deed,
  EntryQuestion,
  Ignored,
  Ignoring,
  KeptEntry,
  TrendCounts,
  TrendQuestion,
} from "../../features/missed/mod.ts";
import type { Refusals } from "../audit/mod.ts";
import type { RateLimit } from "../limit/mod.ts";
import type { Assets } from "../assets/mod.ts";
import type { OfficeReader } from "../forms/mod.ts";
import type { Listenings, SoundDoor } from "../sound/mod.ts";
import type { OperatorView, Scope, Seat, Still } from "../live/mod.ts";
import type { InBoth } from "../words/mod.ts";
import type { Accounts, Hasher, Passkeys, Sessions, SignInDesk } from "../sign_in/mod.ts";

/** Where the office is changed: as `kontor apply` does it, whole or not at all. */
export interface OfficeDoor {
  /** The office file as it is, with `revision:` and without its secrets; undefined before the first. */
  export(): Promise<string | undefined>;
  /** The file as it was at a revision, without `revision:`; undefined where there is no such revision. */
  documentOf(revision: number): Promise<string | undefined>;
  apply(
    text: string,
    options: {
      readonly fileName: string;
      readonly who: string;
      readonly expected?: number;
      /** A revision whose secrets are good again, as far as the newest knows none in their place. */
      readonly secretsOf?: number;
    },
  ): Promise<
    | { readonly ok: true; readonly revision: number; readonly changed: boolean }
    | { readonly ok: false; readonly text: string; readonly faults: readonly ConfigFault[] }
  >;
  /** `expected`: the newest that was seen; it is refused where there is another one by now. */
  rollback(
    revision: number,
    who: string,
    expected?: number,
  ): Promise<
    | { readonly ok: true; readonly revision: number }
    | { readonly ok: false; readonly text: string; readonly faults: readonly ConfigFault[] }
  >;
  revisions(): Promise<readonly Revision[]>;
  /** The newest revision, where this version of the box refuses it. */
  readonly refused:
    | {
      readonly revision: number;
      readonly faults: readonly ConfigFault[];
      /** The revision that it runs with instead; undefined: with none. */
      readonly runs: number | undefined;
    }
    | undefined;
}

/** A picture, as browsers show it. */
export interface Picture {
  /** `image/jpeg` */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Who makes reports: see `features/reports`. */
export interface DeskReports {
  readonly saved: readonly SavedReport[];
  /** Media types, by what files are called behind their dot. */
  readonly types: Readonly<Record<ReportFormat, string>>;
  /** Its figures as JSON. */
  json(wish: DeskReportWish): Promise<Uint8Array<ArrayBuffer>>;
  /** The figures of two periods, one beside the other, as a list: of another phone system they are read at once. */
  both(now: DeskReportWish, then: DeskReportWish): Promise<Uint8Array<ArrayBuffer>>;
  octets(wish: DeskReportWish, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>>;
}

export interface DeskReportWish {
  readonly report: SavedReport;
  /** Another phone system's calls, in the place of the box's own. */
  readonly tenant?: string;
  /** In place of the report's own. */
  readonly period?: ReportPeriod | Period;
  /** Extensions and queues of which alone it tells, row by row; left out: of the whole office. */
  readonly only?: readonly string[];
}

/** What other phone systems have of days past, read from their own rows. */
export interface TenantsDoor {
  has(tenant: string): boolean;
  /** As their reports count them, newest first. */
  calls(tenant: string, wanted: {
    readonly question: CallQuestion;
    readonly after?: readonly [startedAt: number, id: string];
    readonly limit: number;
  }): Promise<readonly ReportCall[]>;
  /** All rows of one call that began at an instant, by their tables. */
  rowsOf(tenant: string, call: string, at: number): Promise<{
    readonly cdr: readonly unknown[];
    readonly cel: readonly unknown[];
    readonly queueLog: readonly unknown[];
    readonly xmlCdr: readonly unknown[];
  }>;
}

/** One thing that was looked at. */
export interface ExaminedThing {
  /** `sip.udp`, `clock`, `disk` */
  readonly about: string;
  readonly verdict: "ok" | "warn" | "bad";
  readonly text: string;
  /** What to do, when it is not ok. */
  readonly advice?: string;
}

/** What `kontor doctor` found, and on what machine. */
export interface Examined {
  readonly findings: InBoth<readonly ExaminedThing[]>;
  readonly disk?: { readonly freeBytes: number; readonly totalBytes: number };
  readonly memoryBytes: number;
  /** `Deno 2.9.5, x86_64` */
  readonly runtime: string;
}

/** The last word on something of the box that whoever keeps it is told of. */
export interface Alert {
  /** `trunk`, `disk`, `sign-in` */
  readonly about: string;
  /** Which of several; empty where there is one. */
  readonly of: string;
  /** Wall clock of the box, ms. */
  readonly at: number;
  /** `ok`: it goes well again. */
  readonly verdict: ExaminedThing["verdict"];
  /** It has happened, and is no state that ends. */
  readonly isEvent: boolean;
  readonly text: InBoth<string>;
}

/** A line of the log, and when it was written. */
export interface LoggedLine extends LogLine {
  readonly at: WallTime;
}

/** The lists of missed calls, by tenant: this box's own, and those of the phone systems that it reads. */
export interface MissedDoor {
  has(tenant: string): boolean;
  entries(tenant: string, question: EntryQuestion): Promise<readonly KeptEntry[]>;
  entry(tenant: string, id: string): Promise<KeptEntry | undefined>;
  /** At what times callers are missed, and who they are. */
  trends(tenant: string, question: TrendQuestion): Promise<TrendCounts>;
  /** False: there was nothing to do it to. */
  act(tenant: string, deed: Deed): Promise<boolean>;
  /** Callers of a tenant whom nobody misses, because somebody has said so. */
  ignored(tenant: string): Promise<readonly Ignored[]>;
  /** False: it is so already. */
  ignore(told: Ignoring, tenant: string): Promise<boolean>;
}

/** One network of the machine. */
export interface NetworkInterface {
  readonly name: string;
  /** `192.168.1.7/24` */
  readonly addresses: readonly string[];
}

/** The box apart from its office: what kontor.yml says of it, and what can be done there. */
export interface BoxDoor {
  readonly settings: BoxSettings;
  readonly certificates: {
    status(): CertificateStatus;
    /** PEM with the certificate, its chain and its key. */
    bring(pem: string): Promise<Result<CertificateFacts, CertificateFault>>;
    forget(): Promise<void>;
    /** Makes the box a new authority: whoever trusted the old one has to be asked again. */
    replaceAuthority(): Promise<void>;
    /** Asks the ACME authority now. */
    askNow(): void;
  };
  interfaces(): readonly NetworkInterface[];
  /** `udp 192.168.1.7:5060` */
  listening(): readonly string[];
  /** The router's outer address, as far as it is known. */
  publicIp(): string | undefined;
  /** What it is called by mDNS: `kontor.local`. */
  found(): string | undefined;
  readonly mailServer: {
    /** kontor.yml names it, and nobody chooses another here. */
    readonly isNamed: boolean;
    readonly now: BoxSettings["smtp"];
    /** Through this one from now on; undefined: through none. */
    choose(settings: BoxSettings["smtp"]): Promise<void>;
  };
  /** Sends one mail now, and tells what became of it. */
  tryMail(
    mail: { readonly to: string; readonly subject: string; readonly text: string },
  ): Promise<{ readonly came: "sent" } | { readonly came: "later" | "never"; readonly why: string }>;
}

/** What the desk needs of the box. */
export interface DeskWorld {
  readonly version: string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly assets: Assets;
  readonly signIn: SignInDesk;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly hasher: Hasher;
  readonly audit: AuditLog;
  readonly limit: RateLimit;
  readonly refusals: Pick<Refusals, "note">;
  readonly keys: KeyRing;
  readonly record: Pick<RecordLog, "acknowledged" | "past">;
  readonly reader: RecordReader;
  readonly office: OfficeDoor;
  readonly officeReader: OfficeReader;
  readonly box: BoxDoor;
  /** The office as it is now. */
  directory(): Directory;
  ask(command: DeskCommand): DeskAnswer;
  /** What lies in files, to be heard. */
  readonly sounds: SoundDoor;
  /** What the box says: the text of each of its sentences by its name. */
  sentences(language: "en" | "ro"): ReadonlyMap<string, string>;
  readonly listenings: Listenings;
  /** What happens in the office as it happens, for whom has this scope: an event stream. */
  live(scope: Scope, still: Still): Response;
  /** The office as an operator sees it; and as it happens. */
  readonly operator: Pick<OperatorView, "of">;
  liveOperator(seat: Seat, still: Still): Response;
  /** What is seen beside the phone of this extension, as it changes: an event stream. */
  livePhone(extension: string, still: Still): Response;
  /** An event stream that says nothing, and ends once whoever speaks SIP from a browser may not do so any more. */
  liveVouch(still: Still): Response;
  /** What is to be seen at an address of this network; undefined where nothing is. */
  picture(url: string): Promise<Picture | undefined>;
  figures(): Readonly<Record<string, number>>;
  readonly reports: DeskReports;
  readonly tenants: TenantsDoor;
  /** When each saved report was last made, by its name. */
  reportsMade(): Promise<ReadonlyMap<string, number>>;
  /** Callers whom the office has missed since, and how many of them nobody has called back yet. */
  missedSince(at: number): Promise<{ readonly missed: number; readonly open: number }>;
  /** Looks at all that `kontor doctor` judges, away from the thread that carries signalling. */
  examine(): Promise<Examined>;
  /** What that found last, and when; undefined where nobody has looked since the start. */
  examined(): { readonly machine: Examined; readonly at: WallTime } | undefined;
  /** What goes wrong with the box and well again, newest first. */
  alerts(): readonly Alert[];
  /** The last lines of the log, oldest first. */
  logged(): readonly LoggedLine[];
  readonly missed: MissedDoor;
  /** Begins a call of somebody's: his own phones ring, then the number is called. False: it cannot. */
  callFor(extension: string, number: string): boolean;
  /** Tells whenever a tenant's list of missed calls has changed: an event stream. */
  liveMissed(tenant: string, still: Still): Response;
  /** What people outside are called, as far as that is known at once. */
  names(numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The other way round: of whom customer databases have told lately, the numbers of all that are called so. */
  numbersCalled(name: string): readonly string[];
  /** What somebody outside is called and what is open with him, waited for no longer than a name is. */
  about(number: string): Promise<CallerAbout>;
  /** The same at once, as far as it is known; the rest is known a moment later. */
  known(number: string): CallerAbout | undefined;
  /** The phone book. */
  readonly contacts: Omit<ContactDesk, "load" | "follow" | "size">;
  /** The REST interface as it describes itself (OpenAPI 3.1). */
  openapi(): Promise<unknown>;
  /** The SIP messages of a call, drawn; undefined once they are forgotten. */
  trace(call: string): string | undefined;
}
