import { DEFAULT_ASTERISK } from "./asterisk.ts";
import { hash } from "node:crypto";
import { tableOf } from "../rates/mod.ts";
import { accountKey } from "./account.ts";
import { NO_BLOCK } from "./caller_list.ts";
import { DEFAULT_BRAKES } from "./brakes.ts";
import { type CodeBook, DEFAULT_CODES } from "./code_table.ts";
import type { CodecName, SrtpUse } from "./codec.ts";
import type { DigestKeys, Directory, Extension, Office, Sections, Site } from "./directory.ts";
import type { Treatment } from "../sound/mod.ts";
import type { Destination } from "./destination.ts";
import { type LineSettings, lineSettingsOf } from "./line_settings.ts";
import { type Disa, type DisaSource, pinKey } from "./disa.ts";
import { DEFAULT_VOICEMAIL, mailboxOf, type MailboxSource, pinHash, toMailbox } from "./mailbox.ts";
import type { FaxUse } from "./fax.ts";
import { DEFAULT_HISTORY } from "./history.ts";
import { DEFAULT_HOT_DESK } from "./hot_desk.ts";
import { DEFAULT_PARK } from "./park.ts";
import { DEFAULT_RECORDING } from "./recording.ts";
import { DEFAULT_PRESENCE } from "./presence_settings.ts";
import { DEFAULT_RING } from "./ring.ts";
import { DEFAULT_SUPERVISION } from "./supervision.ts";
import { DEFAULT_MISSED } from "./missed_settings.ts";
import { DEFAULT_REPORTS } from "./report_settings.ts";
import { watchListsOf } from "./watch_list.ts";
import { DEFAULT_BROWSER_PHONES } from "./browser_phones.ts";
import { DEFAULT_EMERGENCY_NOTICE } from "./emergency_notice.ts";
import { emergencyNumbersOf } from "./emergency.ts";
import { type CallClass, DEFAULT_CLASS, type Trunk } from "./trunk.ts";
import { writtenNumbers } from "./written_numbers.ts";

/** An extension as the office file gives it, with its real secret. */
export interface ExtensionSource extends LineSettings {
  readonly number: string;
  readonly name: string;
  readonly secret: string;
  /** Seconds. */
  readonly ringForS: number;
  readonly callLimit: number;
  /** Phones at once. */
  readonly phones: number;
  readonly srtp: SrtpUse;
  readonly pickupGroups?: readonly string[];
  /** In place of the office's. */
  readonly codecs?: readonly CodecName[];
  readonly music?: string;
  readonly sound?: Treatment;
  readonly fax?: FaxUse;
  readonly faxTo?: Destination;
  readonly voicemail?: MailboxSource;
  readonly mayCall?: CallClass;
  /** Digits. */
  readonly pin?: string;
  readonly isShared?: boolean;
}

/** What a directory is made from: the office file, read and found good. */
export interface DirectorySource extends Partial<Sections> {
  readonly office: Office;
  readonly extensions: readonly ExtensionSource[];
}

/** Which revision of the office it is, and the digest realm that its keys are for. */
export interface BuildOptions {
  readonly revision: number;
  readonly realm: string;
}

/** Who says nothing picks up for everybody: an office of ten is one room. */
export const DEFAULT_PICKUP_GROUPS: readonly string[] = Object.freeze(["office"]);

/** The snapshot that the switchboard reads. Secrets do not enter it: only their digest keys do. */
export function buildDirectory(source: DirectorySource, options: BuildOptions): Directory {
  const { revision, realm } = options;
  const extensions = new Map<string, Extension>();
  const office = source.office;
  const voicemail = source.voicemail ?? DEFAULT_VOICEMAIL;
  const hotDesk = source.hotDesk ?? DEFAULT_HOT_DESK;
  for (const given of source.extensions) {
    const codecs = given.codecs ?? office.codecs;
    extensions.set(
      given.number,
      Object.freeze({
        number: given.number,
        name: given.name,
        keys: digestKeys(given.number, given.secret, realm),
        ringForMs: given.ringForS * 1000,
        callLimit: given.callLimit,
        contactLimit: given.phones,
        srtp: given.srtp,
        pickupGroups: given.pickupGroups ?? DEFAULT_PICKUP_GROUPS,
        mayCall: given.isShared === true ? hotDesk.sharedMayCall : given.mayCall ?? DEFAULT_CLASS,
        ...(given.pin === undefined ? {} : { pin: pinHash(given.number, given.pin) }),
        ...(codecs === undefined ? {} : { codecs }),
        ...(given.music === undefined ? {} : { music: given.music }),
        ...(given.sound === undefined ? {} : { sound: given.sound }),
        ...(given.fax === undefined ? {} : { fax: given.fax }),
        ...(given.faxTo === undefined ? {} : { faxTo: given.faxTo }),
        ...lineSettingsOf(given),
        ...(given.voicemail === undefined ? {} : {
          forward: toMailbox(given.number),
          mailbox: mailboxOf(given.number, given.voicemail, voicemail),
        }),
      }),
    );
  }
  return Object.freeze({
    revision,
    realm,
    office: Object.freeze({ ...office }),
    extensions,
    emergencyNumbers: emergencyNumbersOf(office.country),
    codes: codesOf(source),
    groups: byNumber(source.groups),
    park: source.park ?? DEFAULT_PARK,
    queues: byNumber(source.queues),
    rooms: byNumber(source.rooms),
    pages: byNumber(source.pages),
    block: source.block ?? NO_BLOCK,
    browserPhones: source.browserPhones ?? DEFAULT_BROWSER_PHONES,
    emergencyNotice: source.emergencyNotice ?? DEFAULT_EMERGENCY_NOTICE,
    announcements: byName(source.announcements),
    hours: byName(source.hours),
    menus: byName(source.menus),
    disa: byName(source.disa?.map(withoutPin)),
    voicemail,
    trunks: new Map((source.trunks ?? []).map((trunk) => [trunk.name, trunk])),
    sites: sitesOf(source.trunks ?? [], realm),
    routes: source.routes ?? [],
    inbound: source.inbound ?? [],
    rates: new Map(source.rates?.map(({ name, currency, prices }) => [name, tableOf(currency, prices)])),
    brakes: source.brakes ?? DEFAULT_BRAKES,
    lists: watchListsOf(source.lamps ?? [], extensions),
    presence: source.presence ?? DEFAULT_PRESENCE,
    pbx: source.pbx ?? [],
    recording: source.recording ?? DEFAULT_RECORDING,
    history: source.history ?? DEFAULT_HISTORY,
    hotDesk,
    ring: source.ring ?? DEFAULT_RING,
    doors: source.doors ?? [],
    supervision: source.supervision ?? DEFAULT_SUPERVISION,
    accounts: (source.accounts ?? []).map(({ name, code }) => ({ name, key: accountKey(code) })),
    reports: source.reports ?? DEFAULT_REPORTS,
    missed: source.missed ?? DEFAULT_MISSED,
    asterisk: source.asterisk ?? DEFAULT_ASTERISK,
    webhooks: source.webhooks ?? [],
    contacts: source.contacts ?? [],
    crm: source.crm ?? [],
    numbers: numbersOf(source),
    written: writtenNumbers(source),
  });
}

/** `*70` goes with the slots that it fills. */
function codesOf({ codes = DEFAULT_CODES, park = DEFAULT_PARK }: DirectorySource): CodeBook {
  return park.slots.length === 0 ? { ...codes, park: false } : codes;
}

/** What every number of the office leads to that is nobody's. */
export function numbersOf(source: Partial<Sections>): ReadonlyMap<string, Destination> {
  const { groups = [], park = DEFAULT_PARK, rooms = [], pages = [], announcements, hours, menus, disa } = source;
  const { queues = [] } = source;
  const numbers = new Map<string, Destination>();
  for (const [kind, things = []] of Object.entries({ announcement: announcements, hours, menu: menus, disa })) {
    for (const { name, number } of things) if (number !== undefined) numbers.set(number, { kind, id: name });
  }
  for (const { number } of groups) numbers.set(number, { kind: "group", id: number });
  for (const { number } of queues) numbers.set(number, { kind: "queue", id: number });
  for (const { number } of rooms) numbers.set(number, { kind: "room", id: number });
  for (const { number } of pages) numbers.set(number, { kind: "page", id: number });
  for (const slot of park.slots) numbers.set(slot, { kind: "park-slot", id: slot });
  return numbers;
}

function byNumber<T extends { readonly number: string }>(things: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.number, thing]));
}

function byName<T extends { readonly name: string }>(things: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.name, thing]));
}

function withoutPin({ pin, ...disa }: DisaSource): Disa {
  return { ...disa, pinKey: pinKey(disa.name, pin) };
}

function sitesOf(trunks: readonly Trunk[], realm: string): ReadonlyMap<string, Site> {
  return new Map(trunks.flatMap(({ kind, name, user, secret }): readonly (readonly [string, Site])[] => {
    if (kind !== "site" || user === undefined || secret === undefined) return [];
    return [[user, { trunk: name, keys: digestKeys(user, secret, realm) }]];
  }));
}

// RFC 7616 §3.4.2: HA1 = H(username ":" realm ":" password); an extension's user name is its number.
function digestKeys(user: string, secret: string, realm: string): DigestKeys {
  const text = `${user}:${realm}:${secret}`;
  return Object.freeze({ sha256: hash("sha256", text), md5: hash("md5", text) });
}
