/** What a report can be made of, in the order in which it stands there. */
export const REPORT_PARTS = [
  "summary",
  "comparison",
  "levels",
  "intervals",
  "hours",
  "weekdays",
  "week",
  "days",
  "hourly",
  "queues",
  "exits",
  "numbers",
  "trunks",
  "agents",
  "extensions",
  "failing",
  "costs",
  "missed",
  "staffing",
  "quality",
  "calls",
] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** Whole days, weeks, months, quarters and years by the clock on somebody's wall: `today` and `this-…` end where they are asked for. */
export const REPORT_PERIODS = [
  "today",
  "yesterday",
  "this-week",
  "last-week",
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
  "last-7-days",
  "last-30-days",
] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** How finely a report cuts its period. */
export const REPORT_INTERVALS = ["quarter-hour", "half-hour", "hour", "day", "week", "month"] as const;
export type ReportInterval = (typeof REPORT_INTERVALS)[number];

/**
 * By what the calls of a report may be chosen: the queue that took them or in which they ended, our number that was called from
 * outside, the trunk, the extension that answered a caller from outside, and the extension that made them or was called.
 */
export const REPORT_DIMENSIONS = ["queue", "number", "trunk", "agent", "extension"] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

/** Of which calls a report is: by each of these any of its names. Of all calls, where it is empty. */
export type ReportFilter = Readonly<Partial<Record<ReportDimension, readonly string[]>>>;

export const REPORT_FORMATS = ["pdf", "xlsx", "csv", "jsonl"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const CSV_DELIMITERS = ["comma", "semicolon", "tab"] as const;
export const CSV_ENCODINGS = ["utf-8", "utf-16le", "windows-1250", "windows-1252"] as const;

/** How tables of text are written: spreadsheets of different countries open different ones by themselves. */
export interface CsvSettings {
  readonly delimiter: (typeof CSV_DELIMITERS)[number];
  readonly encoding: (typeof CSV_ENCODINGS)[number];
  /** The octets in front that tell a Unicode encoding. */
  readonly bom: boolean;
  readonly decimal: "point" | "comma";
}

/** What programs everywhere read; the BOM is for Excel, which takes UTF-8 without it for the country's old code page. */
export const DEFAULT_CSV: CsvSettings = Object.freeze({
  delimiter: "comma",
  encoding: "utf-8",
  bom: true,
  decimal: "point",
});

/** Beyond these a call is heard to be bad. */
export interface QualityLimits {
  readonly mos: number;
  readonly jitterMs: number;
  readonly lostPercent: number;
  /** One way: half of the round trip (ITU-T G.114). */
  readonly latencyMs: number;
}

export const DEFAULT_QUALITY_LIMITS: QualityLimits = Object.freeze({
  mos: 4,
  jitterMs: 30,
  lostPercent: 1,
  latencyMs: 150,
});

/** Who is told when calls from a trunk or an extension sound bad. */
export interface QualityAlertSettings {
  /** Mail addresses. */
  readonly to: readonly string[];
  /** Told by POST, in JSON. */
  readonly webhook?: string;
  /** Percent of a source's calls within an hour that must be beyond a limit. */
  readonly share: number;
  /** Of fewer calls nothing is said. */
  readonly calls: number;
}

/** A report that the office wants again and again. */
export interface SavedReport {
  readonly name: string;
  readonly title?: string;
  /** Of another phone system, by its name under `pbx`, in place of the box's own calls. */
  readonly pbx?: string;
  /** Of these calls; of all, when left out. */
  readonly of?: ReportFilter;
  readonly parts: readonly ReportPart[];
  readonly period: ReportPeriod;
  /** How finely its course is cut; by the length of the period, when left out. */
  readonly interval?: ReportInterval;
  /** IANA: in place of the office's. */
  readonly timeZone?: string;
  readonly format: ReportFormat;
  readonly csv: CsvSettings;
  /** Mail addresses. */
  readonly to: readonly string[];
  /** When it is sent, by the clock of its zone; without it only when somebody asks. */
  readonly cron?: string;
}

/** How products count a service level; which figures go into which is written in features/reports. */
export const SERVICE_LEVELS = ["F1", "F2", "F3", "F4", "F5", "flow-out"] as const;
export type ServiceLevelVariant = (typeof SERVICE_LEVELS)[number];

/** `reports:` of the office. */
export interface ReportSettings {
  readonly saved: readonly SavedReport[];
  readonly quality: QualityLimits;
  readonly qualityAlerts: QualityAlertSettings;
  /** Answered in so many seconds is in time. */
  readonly answerWithinS: number;
  readonly serviceLevel: ServiceLevelVariant;
  /** Who hung up in so many seconds only misdialled: what F5 credits. */
  readonly misdialledS: number;
  /** Who gave up in so many seconds is counted nowhere; 0: everybody counts. */
  readonly shortAbandonS: number;
  /** What an average time is the average of. */
  readonly timeOf: "talk" | "duration";
  /** Who calls again within so many hours was not helped by the first call. */
  readonly repeatWithinHours: number;
  /** Whether agents have a score: offices have to want it, and some countries' works councils to allow it. */
  readonly agentScore: boolean;
  /** Within so many seconds of ringing an agent is to take a caller: what his score goes by. */
  readonly ringWithinS: number;
  /** Share of callers that is to be answered in time, in percent: what the staffing hint aims at. */
  readonly goalPercent: number;
  /** `#rrggbb`, of what is drawn. */
  readonly colour: string;
  /** A PNG file below the box's data folder. */
  readonly logo?: string;
}

export const DEFAULT_REPORTS: ReportSettings = Object.freeze({
  saved: Object.freeze([]),
  quality: DEFAULT_QUALITY_LIMITS,
  qualityAlerts: Object.freeze({ to: Object.freeze([]), share: 20, calls: 5 }),
  answerWithinS: 20,
  serviceLevel: "F3",
  misdialledS: 5,
  shortAbandonS: 0,
  timeOf: "talk",
  repeatWithinHours: 24,
  agentScore: false,
  ringWithinS: 10,
  goalPercent: 80,
  colour: "#1f5fa8",
});
