import {
  buildDirectory,
  type CallClass,
  type CodecName,
  DEFAULT_CLASS,
  DEFAULT_PICKUP_GROUPS,
  type Destination,
  type Directory,
  type FaxUse,
  type LineSettings,
  type MailboxSource,
  type Sections,
  type SrtpUse,
} from "../../core/directory/mod.ts";

/** What the lab's office says of sound, by number, and of the things that it has besides people. */
export interface OfficeSettings {
  readonly sections?: Partial<Sections> | undefined;
  /** `Person 101` where nothing is said. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** `en` where nothing is said. */
  readonly language?: string | undefined;
  /** Classes of music; under `office` for all others. */
  readonly music?: Readonly<Record<string, string>> | undefined;
  /** None for all others. */
  readonly mailboxes?: Readonly<Record<string, MailboxSource>> | undefined;
  /** Under which PIN somebody logs in who has no mailbox, and whose phone is nobody's. */
  readonly desks?: Readonly<Record<string, { readonly pin?: string; readonly isShared?: boolean }>> | undefined;
  /** `office` for all others. */
  readonly pickupGroups?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the office file says of an extension's calls. */
  readonly lines?: Readonly<Record<string, LineSettings>> | undefined;
  /** What its trunks and its extensions leave to the default for all others. */
  readonly fax?: Readonly<Record<string, FaxUse>> | undefined;
  /** Where faxes for a number go. */
  readonly faxTo?: Readonly<Record<string, Destination>> | undefined;
  /** `allowed` for all others. */
  readonly srtp?: Readonly<Record<string, SrtpUse>> | undefined;
  /** `national` for all others. */
  readonly mayCall?: Readonly<Record<string, CallClass>> | undefined;
  /** Under `office` for all others. */
  readonly codecs?: Readonly<Record<string, readonly CodecName[]>> | undefined;
}

/** An office of these numbers; a secret is `secret-` and the number. */
export function officeOf(
  numbers: readonly string[],
  callLimit = 4,
  revision = 1,
  {
    srtp = {},
    fax = {},
    faxTo = {},
    codecs = {},
    pickupGroups = {},
    mayCall = {},
    music = {},
    lines = {},
    names = {},
    sections = {},
    language = "en",
    mailboxes = {},
    desks = {},
  }: OfficeSettings = {},
): Directory {
  const ordered = (whose: string) => codecs[whose] === undefined ? {} : { codecs: codecs[whose] };
  const office = {
    name: "Lab",
    country: "RO",
    timeZone: "Europe/Bucharest",
    language,
    ...ordered("office"),
    ...(music["office"] === undefined ? {} : { music: music["office"] }),
  };
  const extensions = numbers.map((number) => ({
    number,
    name: names[number] ?? `Person ${number}`,
    secret: `secret-${number}`,
    ringForS: 25,
    callLimit,
    phones: 5,
    srtp: srtp[number] ?? "allowed",
    mayCall: mayCall[number] ?? DEFAULT_CLASS,
    pickupGroups: pickupGroups[number] ?? DEFAULT_PICKUP_GROUPS,
    ...ordered(number),
    ...(music[number] === undefined ? {} : { music: music[number] }),
    ...(fax[number] === undefined ? {} : { fax: fax[number] }),
    ...(faxTo[number] === undefined ? {} : { faxTo: faxTo[number] }),
    ...lines[number],
    ...desks[number],
    ...(mailboxes[number] === undefined ? {} : { voicemail: mailboxes[number] }),
  }));
  return buildDirectory({ office, extensions, ...sections }, { revision, realm: "kontor" });
}
