import {
  CALL_CLASSES,
  type CallClass,
  type CodecName,
  DEFAULT_ASTERISK,
  DEFAULT_BRAKES,
  DEFAULT_BROWSER_PHONES,
  DEFAULT_CLASS,
  DEFAULT_CODES,
  DEFAULT_EMERGENCY_NOTICE,
  DEFAULT_HISTORY,
  DEFAULT_HOT_DESK,
  DEFAULT_MISSED,
  DEFAULT_PARK,
  DEFAULT_PICKUP_GROUPS,
  DEFAULT_PRESENCE,
  DEFAULT_RECORDING,
  DEFAULT_REPORTS,
  DEFAULT_RING,
  DEFAULT_SUPERVISION,
  DEFAULT_VOICEMAIL,
  type Destination,
  type FaxUse,
  type LineSettings,
  type MailboxSource,
  NO_BLOCK,
  type Office,
  type Sections,
  type SrtpUse,
} from "../directory/mod.ts";
import type { Treatment } from "../sound/mod.ts";
import { asterisk } from "./asterisk.ts";
import { accounts, type DraftAccount } from "./account.ts";
import { block } from "./block.ts";
import { announcement } from "./announcement.ts";
import { browserPhones, type DraftBrowserPhones } from "./browser_phones.ts";
import { brakes } from "./brakes.ts";
import { codes } from "./codes.ts";
import { contact } from "./contact.ts";
import { crm, type DraftCrm } from "./crm.ts";
import { codecList } from "./codec_list.ts";
import { fax, FAX_ABOUT } from "./fax.ts";
import { destination } from "./destination.ts";
import { disa, type DraftDisa } from "./disa.ts";
import { door } from "./door.ts";
import { type DraftEmergencyNotice, emergencyNotice } from "./emergency_notice.ts";
import { group } from "./group.ts";
import { LINE_FIELDS } from "./line_settings.ts";
import { history } from "./history.ts";
import { hotDesk } from "./hot_desk.ts";
import { hours } from "./hours.ts";
import { menu } from "./menu.ts";
import { missed } from "./missed.ts";
import { inbound } from "./inbound.ts";
import { nameText, numberText, wordText } from "./names.ts";
import { country, timeZone } from "./office_texts.ts";
import { page } from "./page.ts";
import { park } from "./park.ts";
import { type DraftPbx, pbx } from "./pbx.ts";
import { presence } from "./presence.ts";
import { needed, optional, preset, record } from "./record.ts";
import { rates } from "./rates.ts";
import { recording } from "./recording.ts";
import { ring } from "./ring.ts";
import { type DraftRoom, room } from "./room.ts";
import { choice, list, type Shape, switched, text, whole } from "./shape.ts";
import { queue } from "./queue.ts";
import { type SecretText, secretText } from "./secret.ts";
import { supervision } from "./supervision.ts";
import { reports } from "./reports.ts";
import { treatment } from "./treatment.ts";
import { type DraftMailbox, mailbox, ownPin, voicemail } from "./voicemail.ts";
import { route } from "./route.ts";
import { type DraftTrunk, trunk } from "./trunk.ts";
import { watchList } from "./watch_list.ts";
import { type DraftWebhook, webhook } from "./webhook.ts";

/** One extension of `office.yml`. */
export interface OfficeExtension extends LineSettings {
  /** 2 to 6 digits. */
  readonly number: string;
  readonly name: string;
  /** The real one: filled in from the environment, or the one the box kept. */
  readonly secret: string;
  /** Seconds that its phones ring. */
  readonly ringForS: number;
  /** Calls at once. */
  readonly callLimit: number;
  /** Phones at once. */
  readonly phones: number;
  /** Whether its phones encrypt their sound. */
  readonly srtp: SrtpUse;
  /** Whoever shares one of these picks up the other's calls. */
  readonly pickupGroups: readonly string[];
  /** How far its phones may call. */
  readonly mayCall: CallClass;
  /** What its phones may speak, best first, in place of the office's list. */
  readonly codecs?: readonly CodecName[];
  /** Which class of music is heard by whom it lets wait. */
  readonly music?: string;
  /** What is done to what its phones say. */
  readonly sound?: Treatment;
  /** How its faxes are carried. */
  readonly fax?: FaxUse;
  /** Where faxes go that call its number from outside. */
  readonly faxTo?: Destination;
  /** With it the extension has a mailbox. */
  readonly voicemail?: MailboxSource;
  /** By which its owner logs in on other phones, where he has no mailbox. */
  readonly pin?: string;
  /** Nobody's phone. */
  readonly isShared?: boolean;
}

/** `office.yml`, whole: people and things. */
export interface OfficeFile extends Sections {
  /** The box's revision that the file was exported from, when it was. */
  readonly revision?: number;
  readonly office: Office;
  readonly extensions: readonly OfficeExtension[];
}

/** An extension before its secret is known. */
export type DraftExtension = Omit<OfficeExtension, "secret" | "pin" | "voicemail"> & {
  readonly secret: SecretText;
  readonly pin?: SecretText;
  readonly voicemail?: DraftMailbox;
};
type Secretive =
  | "crm"
  | "extensions"
  | "trunks"
  | "rooms"
  | "disa"
  | "pbx"
  | "accounts"
  | "webhooks"
  | "emergencyNotice"
  | "browserPhones";
/** The file before its secrets are known and its parts are held against each other. */
export type OfficeDraft = Omit<OfficeFile, Secretive> & {
  readonly crm: readonly DraftCrm[];
  readonly webhooks: readonly DraftWebhook[];
  readonly emergencyNotice: DraftEmergencyNotice;
  readonly browserPhones: DraftBrowserPhones;
  readonly accounts: readonly DraftAccount[];
  readonly extensions: readonly DraftExtension[];
  readonly trunks: readonly DraftTrunk[];
  readonly rooms: readonly DraftRoom[];
  readonly disa: readonly DraftDisa[];
  readonly pbx: readonly DraftPbx[];
};

const MOST_EXTENSIONS = 10_000;
const MOST_GROUPS = 1_000;
const MOST_QUEUES = 200;
const MOST_ROOMS = 1_000;
const MOST_PAGES = 100;
const MOST_MENUS = 200;
const MOST_TRUNKS = 100;
const MOST_ROUTES = 1_000;
const MOST_INBOUND = 10_000;
const MOST_DOORS = 100;
const MOST_LISTS = 200;
const MOST_PBX = 200;
const MOST_WEBHOOKS = 20;
const MOST_CONTACTS = 10_000;
const MOST_CRM = 20;

const language = text({
  what: "a language as in en or pt-BR",
  judge: (given) => isLanguage(given) ? undefined : true,
});

function isLanguage(given: string): boolean {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(given)) return false;
  try {
    return Intl.getCanonicalLocales(given).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The description of `office.yml`. */
export const OFFICE: Shape<OfficeDraft> = record<OfficeDraft>({
  revision: optional(
    "revision",
    whole({ from: 0, to: Number.MAX_SAFE_INTEGER }),
    "The box's revision that this file was exported from; apply refuses when the box has moved on",
  ),
  office: needed(
    "office",
    record<Office>({
      name: needed("name", nameText, "The office's name"),
      country: needed("country", country, "ISO 3166-1 alpha-2; its emergency numbers are reserved"),
      timeZone: needed("time_zone", timeZone, "IANA name: Europe/Bucharest"),
      language: preset("language", language, { value: "en", about: "BCP 47: en, ro, pt-BR" }),
      music: optional("music", wordText, "The folder in <data>/music whose files are music on hold"),
      codecs: optional(
        "codecs",
        codecList,
        "What phones may speak, best first; without it whatever they offer, in their own order",
      ),
    }),
    "The office as a whole",
  ),
  extensions: preset(
    "extensions",
    list(
      record<DraftExtension>({
        number: needed("number", numberText, "As dialled; also the phone's SIP user name. In quotes"),
        name: needed("name", nameText, "As shown to the called"),
        secret: needed("secret", secretText, "The phone's SIP password; !kept for the one the box has"),
        ringForS: preset("ring_for", whole({ from: 5, to: 600, unit: "seconds" }), {
          value: 25,
          about: "Seconds that its phones ring before the caller is told that nobody answers",
        }),
        callLimit: preset("call_limit", whole({ from: 1, to: 100 }), { value: 4, about: "Calls at once" }),
        phones: preset("phones", whole({ from: 1, to: 20 }), { value: 5, about: "Phones at once" }),
        srtp: preset("srtp", choice(["off", "allowed", "required"]), {
          value: "allowed",
          about: "Encrypted sound (SRTP): never, for phones that ask for it, or for all of them and nothing else",
        }),
        pickupGroups: preset("pickup_groups", list(wordText, 20), {
          value: DEFAULT_PICKUP_GROUPS,
          about:
            "Whoever shares one of these may answer the other's calls; everybody, unless the office says otherwise",
        }),
        mayCall: preset("may_call", choice(CALL_CLASSES), {
          value: DEFAULT_CLASS,
          about: "The dearest numbers that its phones may call; emergency numbers always",
        }),
        codecs: optional("codecs", codecList, "What its phones may speak, best first, in place of the office's list"),
        music: optional("music", wordText, "The folder in <data>/music whose files are heard by whom it lets wait"),
        sound: optional("sound", treatment, "What is done to what its phones say, before anybody hears it"),
        fax: optional("fax", fax, FAX_ABOUT),
        faxTo: optional(
          "fax_to",
          destination,
          "Where a caller from outside goes who turns out to be a fax, as for its voicemail; the trunk's is for all others",
        ),
        ...LINE_FIELDS,
        voicemail: optional("voicemail", mailbox, "With it, callers who do not reach it may leave a message"),
        pin: optional(
          "pin",
          ownPin,
          "By which its owner logs in on another phone (*11), where he has no mailbox. In quotes",
        ),
        isShared: optional(
          "shared",
          switched,
          "Nobody's phone: it may call as far as desk.shared_may_call until somebody logs in on it",
        ),
      }),
      MOST_EXTENSIONS,
    ),
    { value: [], about: "People's lines" },
  ),
  groups: preset("groups", list(group, MOST_GROUPS), {
    value: [],
    about: "Ring groups: several people behind one number",
  }),
  park: preset("park", park, { value: DEFAULT_PARK, about: "Where callers wait until somebody dials their slot" }),
  queues: preset("queues", list(queue, MOST_QUEUES), {
    value: [],
    about: "Queues: callers wait, and agents take them one after the other",
  }),
  rooms: preset("rooms", list(room, MOST_ROOMS), { value: [], about: "Conference rooms" }),
  pages: preset("pages", list(page, MOST_PAGES), {
    value: [],
    about: "Paging zones: whoever dials one is heard at the phones of its people, which answer by themselves",
  }),
  block: preset("block", block, { value: NO_BLOCK, about: "Callers who do not get through to the office" }),
  webhooks: preset("webhooks", list(webhook, MOST_WEBHOOKS), {
    value: [],
    about: "Programs elsewhere that are told of what happens, signed, each call's events in their order",
  }),
  emergencyNotice: preset("emergency", emergencyNotice, {
    value: DEFAULT_EMERGENCY_NOTICE,
    about: "Who is told when somebody calls for help",
  }),
  browserPhones: preset("browser_phones", browserPhones, {
    value: { stun: DEFAULT_BROWSER_PHONES.stun, turn: DEFAULT_BROWSER_PHONES.turn },
    about: "Phones in browsers that are used from outside the building",
  }),
  announcements: preset("announcements", list(announcement, MOST_MENUS), {
    value: [],
    about: "What callers can be told",
  }),
  hours: preset("hours", list(hours, MOST_MENUS), {
    value: [],
    about: "Where callers go by the hour and the day; the night switch",
  }),
  menus: preset("menus", list(menu, MOST_MENUS), { value: [], about: "What callers choose from by keys" }),
  disa: preset("disa", list(disa, MOST_MENUS), {
    value: [],
    about: "Ways into the office from outside: with a PIN, as if one sat at an extension",
  }),
  voicemail: preset("voicemail", voicemail, {
    value: DEFAULT_VOICEMAIL,
    about: "Mailboxes: what holds for all of them",
  }),
  trunks: preset("trunks", list(trunk, MOST_TRUNKS), {
    value: [],
    about: "Providers and gateways; emergency calls try them in this order",
  }),
  routes: preset("routes", list(route, MOST_ROUTES), {
    value: [],
    about: "Which numbers outside go through which trunks; the first that fits counts",
  }),
  inbound: preset("numbers", list(inbound, MOST_INBOUND), {
    value: [],
    about: "The numbers that the world calls the office by; the first that fits counts",
  }),
  rates: preset("rates", list(rates, MOST_TRUNKS), {
    value: [],
    about: "What calls cost through trunks, by the first digits of the number",
  }),
  accounts: preset("account_codes", accounts, {
    value: [],
    about: "For whom calls outside are made: codes that are keyed in before them, and the names in the record",
  }),
  brakes: preset("brakes", brakes, {
    value: DEFAULT_BRAKES,
    about: "How much an extension or a group may call outside within an hour, by class: brakes on toll fraud",
  }),
  lamps: preset("lamps", list(watchList, MOST_LISTS), {
    value: [],
    about:
      "What a phone may watch with one subscription (RFC 4662); everybody is a list already, unless there are many",
  }),
  presence: preset("presence", presence, {
    value: DEFAULT_PRESENCE,
    about: "When people are away or offline of whom nothing is heard",
  }),
  recording: preset("recording", recording, {
    value: DEFAULT_RECORDING,
    about: "Which calls are recorded, who is told of it, and how long recordings are kept",
  }),
  history: preset("history", history, {
    value: DEFAULT_HISTORY,
    about: "How long the box remembers which calls there were, and what happened in them",
  }),
  hotDesk: preset("desk", hotDesk, {
    value: DEFAULT_HOT_DESK,
    about: "People who sit at phones that are not their own: *11 logs in, *12 logs out",
  }),
  ring: preset("ring", ring, { value: DEFAULT_RING, about: "How phones ring for whom" }),
  doors: preset("doors", list(door, MOST_DOORS), { value: [], about: "Door phones, and how they are opened" }),
  supervision: preset("supervision", supervision, {
    value: DEFAULT_SUPERVISION,
    about: "What people notice of a supervisor who listens to their calls",
  }),
  reports: preset("reports", reports, {
    value: DEFAULT_REPORTS,
    about: "Reports that are kept and sent by mail, and what they judge by",
  }),
  missed: preset("missed", missed, {
    value: DEFAULT_MISSED,
    about: "Which callers the whole office has missed, and until when that is somebody's task",
  }),
  contacts: preset("contacts", list(contact, MOST_CONTACTS), {
    value: [],
    about: "People outside whom the office knows: their names are told with their calls",
  }),
  crm: preset("crm", list(crm, MOST_CRM), {
    value: [],
    about: "Customer databases that are asked who calls, the first that knows him counts",
  }),
  pbx: preset("pbx", list(pbx, MOST_PBX), {
    value: [],
    about: "Other phone systems whose missed calls the box knows by reading their tables",
  }),
  asterisk: preset("asterisk", asterisk, {
    value: DEFAULT_ASTERISK,
    about: "The record as files for programs that evaluate Asterisk's",
  }),
  codes: preset("codes", codes, { value: DEFAULT_CODES, about: "Feature codes, as dialled" }),
});
