import {
  DEFAULT_ASTERISK,
  DEFAULT_BRAKES,
  DEFAULT_BROWSER_PHONES,
  DEFAULT_CODES,
  DEFAULT_EMERGENCY_NOTICE,
  DEFAULT_HISTORY,
  DEFAULT_HOT_DESK,
  DEFAULT_MISSED,
  DEFAULT_PARK,
  DEFAULT_PRESENCE,
  DEFAULT_RECORDING,
  DEFAULT_REPORTS,
  DEFAULT_RING,
  DEFAULT_SUPERVISION,
  DEFAULT_VOICEMAIL,
  NO_BLOCK,
  type Office,
  type Sections,
} from "../directory/mod.ts";
import { asterisk } from "./asterisk.ts";
import { accounts, type DraftAccount } from "./account.ts";
import { block } from "./block.ts";
import { announcement } from "./announcement.ts";
import { browserPhones, type DraftBrowserPhones } from "./browser_phones.ts";
import { brakes } from "./brakes.ts";
import { codes } from "./codes.ts";
import { contact } from "./contact.ts";
import { crm, type DraftCrm } from "./crm.ts";
import { disa, type DraftDisa } from "./disa.ts";
import { door } from "./door.ts";
import { type DraftExtension, extension, type OfficeExtension } from "./extension.ts";
import { officeItself } from "./office_itself.ts";
import { type DraftEmergencyNotice, emergencyNotice } from "./emergency_notice.ts";
import { group } from "./group.ts";
import { history } from "./history.ts";
import { hotDesk } from "./hot_desk.ts";
import { hours } from "./hours.ts";
import { menu } from "./menu.ts";
import { missed } from "./missed.ts";
import { inbound } from "./inbound.ts";
import { page } from "./page.ts";
import { park } from "./park.ts";
import { type DraftPbx, pbx } from "./pbx.ts";
import { presence } from "./presence.ts";
import { type Field, needed, optional, preset, record } from "./record.ts";
import { rates } from "./rates.ts";
import { recording } from "./recording.ts";
import { ring } from "./ring.ts";
import { type DraftRoom, room } from "./room.ts";
import { list, type Shape, whole } from "./shape.ts";
import { queue } from "./queue.ts";
import { supervision } from "./supervision.ts";
import { reports } from "./reports.ts";
import { voicemail } from "./voicemail.ts";
import { route } from "./route.ts";
import { type DraftTrunk, trunk } from "./trunk.ts";
import { watchList } from "./watch_list.ts";
import { type DraftWebhook, webhook } from "./webhook.ts";

/** `office.yml`, whole: people and things. */
export interface OfficeFile extends Sections {
  /** The box's revision that the file was exported from, when it was. */
  readonly revision?: number;
  readonly office: Office;
  readonly extensions: readonly OfficeExtension[];
}

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

/** A list that may be left out, and is then empty. */
function many<T>(
  key: string,
  shape: Shape<T>,
  { most, about }: { readonly most: number; readonly about: string },
): Field<readonly T[]> {
  return preset<readonly T[]>(key, list(shape, most), { value: [], about });
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
    officeItself,
    "The office as a whole",
  ),
  extensions: many("extensions", extension, { most: 10_000, about: "People's lines" }),
  groups: many("groups", group, { most: 1_000, about: "Ring groups: several people behind one number" }),
  park: preset("park", park, { value: DEFAULT_PARK, about: "Where callers wait until somebody dials their slot" }),
  queues: many("queues", queue, { most: 200, about: "Queues: callers wait, and agents take them one after the other" }),
  rooms: many("rooms", room, { most: 1_000, about: "Conference rooms" }),
  pages: many("pages", page, {
    most: 100,
    about: "Paging zones: whoever dials one is heard at the phones of its people, which answer by themselves",
  }),
  block: preset("block", block, { value: NO_BLOCK, about: "Callers who do not get through to the office" }),
  webhooks: many("webhooks", webhook, {
    most: 20,
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
  announcements: many("announcements", announcement, { most: 200, about: "What callers can be told" }),
  hours: many("hours", hours, { most: 200, about: "Where callers go by the hour and the day; the night switch" }),
  menus: many("menus", menu, { most: 200, about: "What callers choose from by keys" }),
  disa: many("disa", disa, {
    most: 200,
    about: "Ways into the office from outside: with a PIN, as if one sat at an extension",
  }),
  voicemail: preset("voicemail", voicemail, {
    value: DEFAULT_VOICEMAIL,
    about: "Mailboxes: what holds for all of them",
  }),
  trunks: many("trunks", trunk, { most: 100, about: "Providers and gateways; emergency calls try them in this order" }),
  routes: many("routes", route, {
    most: 1_000,
    about: "Which numbers outside go through which trunks; the first that fits counts",
  }),
  inbound: many("numbers", inbound, {
    most: 10_000,
    about: "The numbers that the world calls the office by; the first that fits counts",
  }),
  rates: many("rates", rates, {
    most: 100,
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
  lamps: many("lamps", watchList, {
    most: 200,
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
  doors: many("doors", door, { most: 100, about: "Door phones, and how they are opened" }),
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
  contacts: many("contacts", contact, {
    most: 10_000,
    about: "People outside whom the office knows: their names are told with their calls",
  }),
  crm: many("crm", crm, {
    most: 20,
    about: "Customer databases that are asked who calls, the first that knows him counts",
  }),
  pbx: many("pbx", pbx, {
    most: 200,
    about: "Other phone systems whose missed calls the box knows by reading their tables",
  }),
  asterisk: preset("asterisk", asterisk, {
    value: DEFAULT_ASTERISK,
    about: "The record as files for programs that evaluate Asterisk's",
  }),
  codes: preset("codes", codes, { value: DEFAULT_CODES, about: "Feature codes, as dialled" }),
});
