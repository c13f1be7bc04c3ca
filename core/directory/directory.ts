import type { AsteriskSettings } from "./asterisk.ts";
import type { ForwardWhen } from "../notebook/mod.ts";
import type { RateTable } from "../rates/mod.ts";
import type { Treatment } from "../sound/mod.ts";
import type { Account, AccountSource } from "./account.ts";
import type { Announcement } from "./announcement.ts";
import type { Brakes } from "./brakes.ts";
import type { CodeBook } from "./code_table.ts";
import type { Block } from "./caller_list.ts";
import type { Destination } from "./destination.ts";
import type { Disa, DisaSource } from "./disa.ts";
import type { FaxUse } from "./fax.ts";
import type { CodecName, SrtpUse } from "./codec.ts";
import type { Contact } from "./contact.ts";
import type { Crm } from "./crm.ts";
import type { Door } from "./door.ts";
import type { BrowserPhones } from "./browser_phones.ts";
import type { EmergencyNotice } from "./emergency_notice.ts";
import type { Group } from "./group.ts";
import type { Page } from "./page.ts";
import type { LineSettings } from "./line_settings.ts";
import type { Hours } from "./hours.ts";
import type { HistorySettings } from "./history.ts";
import type { HotDesk } from "./hot_desk.ts";
import type { Menu } from "./menu.ts";
import type { Mailbox, Voicemail } from "./mailbox.ts";
import type { Park } from "./park.ts";
import type { RingSettings } from "./ring.ts";
import type { Queue } from "./queue.ts";
import type { Room } from "./room.ts";
import type { InboundNumber } from "./inbound.ts";
import type { RateSource } from "./rate_source.ts";
import type { CallClass, Route, Trunk } from "./trunk.ts";
import type { RecordingSettings } from "./recording.ts";
import type { MissedSettings } from "./missed_settings.ts";
import type { Pbx } from "./pbx.ts";
import type { PresenceSettings } from "./presence_settings.ts";
import type { Supervision } from "./supervision.ts";
import type { ReportSettings } from "./report_settings.ts";
import type { Webhook } from "./webhook.ts";
import type { WatchList } from "./watch_list.ts";

/** The office as a whole. */
export interface Office {
  readonly name: string;
  /** ISO 3166-1 alpha-2: `RO`. */
  readonly country: string;
  /** IANA name: `Europe/Bucharest`. */
  readonly timeZone: string;
  /** BCP 47: `en`, `ro`. */
  readonly language: string;
  /** Which class of music on hold is heard; without it the music that has none. */
  readonly music?: string;
  /** What phones may speak, best first; without it whatever they offer, in their own order. */
  readonly codecs?: readonly CodecName[];
}

/** HA1 of RFC 7616 §3.4.2, per algorithm, in lower-case hex: all the box needs of a secret on the signalling thread. */
export interface DigestKeys {
  readonly sha256: string;
  readonly md5: string;
}

/** Another office's box that calls ours with a user and a secret. */
export interface Site {
  /** The trunk's name. */
  readonly trunk: string;
  readonly keys: DigestKeys;
}

/** A person's line in the office, with as many phones as register for it. */
export interface Extension extends LineSettings {
  /** Digits, as dialled: `101`. Also the SIP user and the digest user name. */
  readonly number: string;
  /** As shown to the called: `Ana Pop`. */
  readonly name: string;
  readonly keys: DigestKeys;
  /** How long its phones ring before the caller is told that nobody answers. */
  readonly ringForMs: number;
  /** Calls at once, both directions; the next one is busy. */
  readonly callLimit: number;
  /** Phones at once. */
  readonly contactLimit: number;
  readonly srtp: SrtpUse;
  /** Whoever shares one of these picks up the other's calls by the code for it. */
  readonly pickupGroups: readonly string[];
  /** What its phones may speak, best first: its own list, or else the office's. Without either whatever they offer. */
  readonly codecs?: readonly CodecName[];
  /** How far its phones may call. */
  readonly mayCall: CallClass;
  /** Which class of music is heard by whom it lets wait, in place of the office's. */
  readonly music?: string;
  /** What is done to what its phones say; nothing where it is left out. */
  readonly sound?: Treatment;
  /** How its faxes are carried. */
  readonly fax?: FaxUse;
  /** Where faxes go that call its number from outside, and that the box hears. */
  readonly faxTo?: Destination;
  /** Where its calls go when it does not take them. */
  readonly forward?: Readonly<Partial<Record<ForwardWhen, Destination>>>;
  /** Where callers leave messages; undefined for an extension without. */
  readonly mailbox?: Mailbox;
  /** {@link pinHash}: by which its owner logs in on other phones, where he has no mailbox. */
  readonly pin?: string;
}

/** What the office has besides people, as its file says it: each section of the file that is left out is empty. */
export interface Sections {
  readonly codes: CodeBook;
  readonly groups: readonly Group[];
  readonly park: Park;
  readonly queues: readonly Queue[];
  readonly rooms: readonly Room[];
  readonly pages: readonly Page[];
  /** Who does not get through to the office; colleagues always do. */
  readonly block: Block;
  /** Who hears of calls for help. */
  readonly emergencyNotice: EmergencyNotice;
  readonly browserPhones: BrowserPhones;
  readonly announcements: readonly Announcement[];
  readonly hours: readonly Hours[];
  readonly menus: readonly Menu[];
  readonly disa: readonly DisaSource[];
  readonly voicemail: Voicemail;
  readonly trunks: readonly Trunk[];
  /** The first that fits a number counts. */
  readonly routes: readonly Route[];
  /** `numbers:` of the file: the first that fits counts. */
  readonly inbound: readonly InboundNumber[];
  readonly rates: readonly RateSource[];
  readonly brakes: Brakes;
  readonly lamps: readonly WatchList[];
  readonly presence: PresenceSettings;
  /** Other phone systems that are read. */
  readonly pbx: readonly Pbx[];
  readonly recording: RecordingSettings;
  readonly history: HistorySettings;
  /** People who sit at phones that are not their own. */
  readonly hotDesk: HotDesk;
  /** Of which calls phones are told how to ring. */
  readonly ring: RingSettings;
  readonly doors: readonly Door[];
  readonly supervision: Supervision;
  /** `account_codes:` of the file. */
  readonly accounts: readonly AccountSource[];
  readonly reports: ReportSettings;
  readonly missed: MissedSettings;
  readonly asterisk: AsteriskSettings;
  /** Programs elsewhere that are told what happens. */
  readonly webhooks: readonly Webhook[];
  /** People outside whom the office knows. */
  readonly contacts: readonly Contact[];
  /** Customer databases that are asked who calls. */
  readonly crm: readonly Crm[];
}

/** The sections that the directory has as the file says them. */
type AsGiven =
  | "codes"
  | "park"
  | "block"
  | "emergencyNotice"
  | "browserPhones"
  | "voicemail"
  | "routes"
  | "inbound"
  | "brakes"
  | "presence"
  | "pbx"
  | "recording"
  | "history"
  | "hotDesk"
  | "ring"
  | "doors"
  | "supervision"
  | "reports"
  | "missed"
  | "asterisk"
  | "webhooks"
  | "contacts"
  | "crm";

/**
 * Who exists: an immutable snapshot. The switchboard holds one and swaps it whole when the office changes; scripts keep
 * numbers, never extensions, and look up now.
 */
export interface Directory extends Pick<Sections, AsGiven> {
  /** The revision of the configuration that it was made from. */
  readonly revision: number;
  /** The digest realm, which is part of every {@link DigestKeys}. */
  readonly realm: string;
  readonly office: Office;
  readonly extensions: ReadonlyMap<string, Extension>;
  /** The country's emergency numbers; first the one for help of any kind. */
  readonly emergencyNumbers: ReadonlySet<string>;
  /** By number. */
  readonly groups: ReadonlyMap<string, Group>;
  /** By number. */
  readonly queues: ReadonlyMap<string, Queue>;
  /** By number. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** By number. */
  readonly pages: ReadonlyMap<string, Page>;
  /** By name; so are the three that follow. */
  readonly announcements: ReadonlyMap<string, Announcement>;
  readonly hours: ReadonlyMap<string, Hours>;
  readonly menus: ReadonlyMap<string, Menu>;
  readonly disa: ReadonlyMap<string, Disa>;
  /** By name, in the order of the file: emergency calls try them so. */
  readonly trunks: ReadonlyMap<string, Trunk>;
  /** The other offices' boxes that prove who they are, by the user that they do it as. */
  readonly sites: ReadonlyMap<string, Site>;
  /** What calls cost through trunks, by name. */
  readonly rates: ReadonlyMap<string, RateTable>;
  /** What phones may watch with one subscription, by name. */
  readonly lists: ReadonlyMap<string, WatchList>;
  /** For whom calls outside may be made. */
  readonly accounts: readonly Account[];
  /** Where the numbers lead that are nobody's extension. */
  readonly numbers: ReadonlyMap<string, Destination>;
  /** Where the office file itself leads callers to, as it writes it: a number outside among them is to be reached. */
  readonly written: ReadonlySet<string>;
}
