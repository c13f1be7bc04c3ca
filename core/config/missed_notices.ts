import {
  type Cadence,
  CADENCES,
  DEFAULT_NOTICES as standard,
  type NoticeRecipient,
  type NoticeSettings,
  type NoticeTarget,
} from "../directory/mod.ts";
import { weeklyTimes } from "./hours.ts";
import type { ConfigNode } from "./node.ts";
import type { Judge } from "./judge.ts";
import { dialText, nameText, wordText } from "./names.ts";
import { timeZone } from "./office_texts.ts";
import { needed, optional, preset, record } from "./record.ts";
import { choice, list, made, type Shape, switched, text, whole } from "./shape.ts";

const MOST_RECIPIENTS = 200;
const MOST_NUMBERS = 200;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const where = text({
  what: "an e-mail address, an extension in quotes or an address as in https://example.com/missed",
  judge: (given) => targetOf(given) === undefined ? true : undefined,
});

/** Where a notice goes; an extension has to be there. */
const target: Shape<NoticeTarget> = {
  schema: where.schema,
  read(node: ConfigNode, path: string, judge: Judge) {
    const given = where.read(node, path, judge);
    const found = given === undefined ? undefined : targetOf(given);
    if (found?.kind === "extension") judge.refer({ kind: "extension", id: found.number, from: node.from, path });
    return found;
  },
};

function targetOf(given: string): NoticeTarget | undefined {
  if (/^[0-9]{2,6}$/.test(given)) return { kind: "extension", number: given };
  if (/^https?:\/\/[^\s]+$/.test(given) && URL.canParse(given)) return { kind: "webhook", url: given };
  return /^[^\s@<>"(),:;\\[\]]{1,64}@[A-Za-z0-9.-]{1,255}$/.test(given) ? { kind: "mail", address: given } : undefined;
}

const clock: Shape<readonly [hour: number, minute: number]> = made(
  text({
    what: 'a time of day as in "08:00"',
    schema: { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
    judge: (given) => /^([01]\d|2[0-3]):[0-5]\d$/.test(given) ? undefined : true,
  }),
  (given) => {
    const [hour = 8, minute = 0] = given.split(":").map(Number);
    return [hour, minute] as const;
  },
);

/** As it is written: the time of day in one piece. */
type Written = Omit<NoticeRecipient, "hour" | "minute" | "weekday"> & {
  readonly by: "mail" | "desk";
  readonly at: readonly [hour: number, minute: number];
  readonly day: (typeof DAYS)[number];
};

const recipient: Shape<NoticeRecipient> = made(
  record<Written>({
    to: needed(
      "to",
      target,
      "A mail address, an extension (the address of its mailbox) or a program's; of one of webhooks: it is signed alike",
    ),
    by: preset<Written["by"]>("by", choice(["mail", "desk"]), {
      value: "mail",
      about: "An extension: by mail, or on the desk of whoever signs in with it, until it is seen",
    }),
    cadence: preset<Cadence>("how_often", choice(CADENCES), {
      value: "daily",
      about: "At once (realtime), or gathered; off for not now",
    }),
    at: preset<Written["at"]>("at", clock, { value: [8, 0], about: 'When a digest is sent. In quotes: "08:00"' }),
    day: preset<Written["day"]>("day", choice(DAYS), { value: "monday", about: "On which a weekly digest is sent" }),
    timeZone: optional("time_zone", timeZone, "Whose clock counts; the office's when left out"),
    language: optional("language", choice(["en", "ro"]), "In which it is written; the office's when left out"),
    numbers: preset("numbers", list(dialText, MOST_NUMBERS), {
      value: [],
      about: "Only of calls to these numbers of the office; all, when left out",
    }),
    queues: preset("queues", list(nameText, MOST_NUMBERS), {
      value: [],
      about: "Only of calls that waited in these queues, by number; all, when left out",
    }),
    pbx: optional("pbx", wordText, "Of the calls of this one of `pbx`; of the office's own, when left out"),
    wantsEmpty: preset("when_empty", switched, {
      value: false,
      about: "Whether a digest is sent when nobody was missed, too",
    }),
    quiet: preset("quiet", weeklyTimes, {
      value: [],
      about:
        'When no mail is sent to him: ["mon-fri 20:00-07:00", "sat,sun 00:00-24:00"]; what was missed then comes afterwards as one',
    }),
  }),
  ({ at: [hour, minute], day, by, to, ...others }) =>
    Object.freeze({
      ...others,
      to: by === "desk" && to.kind === "extension" ? { kind: "desk", number: to.number } as const : to,
      hour,
      minute,
      weekday: DAYS.indexOf(day) + 1,
    }),
);

/** `notify:` of `missed:`, who is told. */
export const notices: Shape<NoticeSettings> = record<NoticeSettings>({
  recipients: preset("to", list(recipient, MOST_RECIPIENTS), {
    value: standard.recipients,
    about: "Who is told, and how often; kontor.yml (smtp) or the desk names the mail server",
  }),
  dedupeS: preset("dedupe", whole({ from: 0, to: 3_600, unit: "seconds" }), {
    value: standard.dedupeS,
    about: "Seconds after a mail in which there is no other on the same caller and number",
  }),
  settleS: preset("settle", whole({ from: 0, to: 300, unit: "seconds" }), {
    value: standard.settleS,
    about: "Seconds that a mail waits: a caller who gets through meanwhile was not missed",
  }),
  perHour: preset("per_hour", whole({ from: 1, to: 10_000, unit: "mails" }), {
    value: standard.perHour,
    about: "Mails at once in an hour; what is over becomes one that counts them",
  }),
});
