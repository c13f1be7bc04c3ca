import { DEFAULT_VOICEMAIL, type MailboxSource, type MailList, type Voicemail } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { nameText, numberText } from "./names.ts";
import { type Field, needed, optional, preset, record } from "./record.ts";
import { pinShape, type SecretText } from "./secret.ts";
import { choice, list, type Shape, switched, text, whole } from "./shape.ts";

/** By which somebody proves who he is at any phone. */
export const ownPin: Shape<SecretText> = pinShape({ from: 4, to: 10 });

/** A mailbox before its PIN is known. */
export type DraftMailbox = Omit<MailboxSource, "pin"> & { readonly pin: SecretText };

/** An address as RFC 5321 §4.1.2 has it, without quotes and literals. */
export const mailAddress: Shape<string> = text({
  what: "an e-mail address",
  schema: { format: "email" },
  judge: (given) => /^[^\s@<>"(),:;\\[\]]{1,64}@[A-Za-z0-9.-]{1,255}$/.test(given) ? undefined : true,
});

const length = whole({ from: 10, to: 3600, unit: "seconds" });
const quota = whole({ from: 1, to: 6000, unit: "minutes" });
const retention = whole({ from: 0, to: 3650, unit: "days" });
const ABOUT = {
  attach: "Whether the sound goes with the e-mail that tells of a message",
  length: "Seconds that a message may last",
  quota: "Minutes that a mailbox may hold",
  retention: "Days after which a message is thrown away, heard or not; 0 for never",
};

/** `voicemail:` of an extension: with it, the extension has a mailbox. */
export const mailbox: Shape<DraftMailbox> = record<DraftMailbox>({
  pin: needed(
    "pin",
    ownPin,
    "4 to 10 digits, in quotes; the owner may change it from a phone; !kept for the one the box has",
  ),
  email: optional("email", mailAddress, "Where its messages are sent, too"),
  greeting: preset<"number" | "plain">("greeting", choice(["number", "plain"]), {
    value: "number",
    about: "Whether the standard greeting names the extension, or speaks of the person who is called",
  }),
  attach: optional("attach", switched, `${ABOUT.attach}; as the office has it when left out`),
  maxLengthS: optional("max_length", length, `${ABOUT.length}; as the office has it when left out`),
  quotaMin: optional("quota", quota, `${ABOUT.quota}; as the office has it when left out`),
  retentionDays: optional("retention", retention, `${ABOUT.retention}; as the office has it when left out`),
});

const own = <T>(key: string, shape: Shape<T>, value: T, about: string): Field<T> =>
  preset(key, shape, { value, about });

const MOST_LISTS = 200;
const MOST_MEMBERS = 1_000;

/** Somebody who has a mailbox. */
const member: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const number = numberText.read(node, path, judge);
    if (number !== undefined) judge.refer({ kind: "voicemail", id: number, from: node.from, path });
    return number;
  },
};

const mailList: Shape<MailList> = record<MailList>({
  number: needed("number", numberText, "By which it is named in a mailbox. In quotes"),
  name: needed("name", nameText, "What people call it"),
  members: needed("members", list(member, MOST_MEMBERS), "Extensions with a mailbox"),
});

/** `voicemail:` of the office. */
export const voicemail: Shape<Voicemail> = record<Voicemail>({
  maxLengthS: own("max_length", length, DEFAULT_VOICEMAIL.maxLengthS, ABOUT.length),
  quotaMin: own("quota", quota, DEFAULT_VOICEMAIL.quotaMin, ABOUT.quota),
  retentionDays: own("retention", retention, DEFAULT_VOICEMAIL.retentionDays, ABOUT.retention),
  attach: own("attach", switched, DEFAULT_VOICEMAIL.attach, ABOUT.attach),
  asksPin: own("ask_pin", switched, DEFAULT_VOICEMAIL.asksPin, "Whether the PIN is asked for on one's own phone"),
  notifies: own(
    "notify_unasked",
    switched,
    DEFAULT_VOICEMAIL.notifies,
    "Whether phones are told of messages that have not asked for it",
  ),
  operator: optional("operator", destination, "Whom a caller reaches who presses 0 while the greeting plays"),
  lists: preset("lists", list(mailList, MOST_LISTS), {
    value: DEFAULT_VOICEMAIL.lists,
    about: "Distribution lists: whoever has a mailbox sends to all on one of them by its number",
  }),
});
