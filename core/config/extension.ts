import {
  CALL_CLASSES,
  type CallClass,
  type CodecName,
  DEFAULT_CLASS,
  DEFAULT_PICKUP_GROUPS,
  type Destination,
  type FaxUse,
  type LineSettings,
  type MailboxSource,
  type SrtpUse,
} from "../directory/mod.ts";
import type { Treatment } from "../sound/mod.ts";
import { codecList } from "./codec_list.ts";
import { destination } from "./destination.ts";
import { fax, FAX_ABOUT } from "./fax.ts";
import { LINE_FIELDS } from "./line_settings.ts";
import { nameText, numberText, wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type SecretText, secretText } from "./secret.ts";
import { choice, list, type Shape, switched, whole } from "./shape.ts";
import { treatment } from "./treatment.ts";
import { type DraftMailbox, mailbox, ownPin } from "./voicemail.ts";

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

/** An extension before its secret is known. */
export type DraftExtension = Omit<OfficeExtension, "secret" | "pin" | "voicemail"> & {
  readonly secret: SecretText;
  readonly pin?: SecretText;
  readonly voicemail?: DraftMailbox;
};

/** One of `extensions:`. */
export const extension: Shape<DraftExtension> = record<DraftExtension>({
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
    about: "Whoever shares one of these may answer the other's calls; everybody, unless the office says otherwise",
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
});
