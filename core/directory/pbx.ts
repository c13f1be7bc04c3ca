import type { MissedSettings } from "./missed_settings.ts";

/** The other phone systems whose calls the box can read. */
export const PBX_KINDS = ["freepbx", "vitalpbx", "fusionpbx", "asterisk-files"] as const;
/** One of {@link PBX_KINDS}. */
export type PbxKind = (typeof PBX_KINDS)[number];

/** A name for what another system writes: a queue's number, a group's, a menu's context. */
export interface PbxName {
  readonly id: string;
  readonly name: string;
}

/** A queue, with what it promises where that is not as its system's others do. */
export interface PbxQueue extends PbxName {
  /** Its service level: callers are taken within so many seconds. */
  readonly answerWithinS?: number;
  /** What its agents have after each call, for the staffing and how busy they are. */
  readonly wrapUpS?: number;
}

/**
 * How the way to a server is encrypted: not at all, whoever the server is, or only to one that an authority of this PEM file
 * certifies under the name that it is called by.
 */
export type PbxTls = "off" | "required" | { readonly ca: string };

/** Asterisk's manager interface, which tells when it is worth looking at the tables. */
export interface PbxAmi {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
  readonly tls: PbxTls;
}

/** What counts as missed there, where it is not as in the office. */
export interface PbxMissed extends Partial<Omit<MissedSettings, "notify">> {
  /** A phone that said busy after ringing so long was rejected by somebody. */
  readonly busyRangS?: number;
  /** Who is called on his mobile presses a key: no voicemail answers for him. */
  readonly forwardConfirmed?: boolean;
}

/** One tenant of another phone system, whose missed calls the box knows by reading its tables. */
export interface Pbx {
  /** Under which the box tells its calls from others'. */
  readonly name: string;
  readonly kind: PbxKind;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly secret?: string;
  readonly database?: string;
  readonly tls: PbxTls;
  readonly ami?: PbxAmi;
  /** FusionPBX's: `acme.example.com`, or its id. */
  readonly domain?: string;
  /** The table in which Asterisk writes its queue log. */
  readonly queueTable?: string;
  /** Or the file. */
  readonly queueLog?: string;
  /** The file of cdr_csv, where there is no database. */
  readonly cdrCsv?: string;
  /** In which it writes its times; the office's, unless it says another. */
  readonly timeZone?: string;
  readonly country?: string;
  readonly everyS: number;
  /** How far back the first look goes. */
  readonly historyDays: number;
  readonly extensions: readonly string[];
  /** `PJSIP/provider-`: how the names of channels begin that lead outside. */
  readonly trunkChannels: readonly string[];
  /** What is dialled for an outside line. */
  readonly outboundPrefixes: readonly string[];
  readonly queues: readonly PbxQueue[];
  /** What those of its queues promise that say nothing else; without it what the office's reports judge by. */
  readonly answerWithinS?: number;
  readonly groups: readonly PbxName[];
  readonly menus: readonly PbxName[];
  /** Extensions by the names under which a queue log has them. */
  readonly members: readonly PbxName[];
  readonly missed: PbxMissed;
}
