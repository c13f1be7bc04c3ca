import type { WallTime } from "../base/mod.ts";
import { type Directory, officeLanguage } from "../directory/mod.ts";
import type { Mail } from "../mail/mod.ts";
import type { Message } from "./message.ts";

/** What a mail says of a message, in the languages of the box. */
interface Text {
  readonly subject: (who: string, length: string) => string;
  readonly body: (parts: Readonly<Record<"who" | "when" | "length" | "dial", string>>) => string;
  readonly hidden: string;
  readonly urgent: string;
}

const TEXTS: Readonly<Record<"en" | "ro", Text>> = {
  en: {
    subject: (who, length) => `Voice message from ${who} (${length})`,
    body: ({ who, when, length, dial }) =>
      `From: ${who}\nReceived: ${when}\nLength: ${length}\n\nTo hear it on your phone, dial ${dial}.\n`,
    hidden: "a hidden number",
    urgent: "Urgent: ",
  },
  ro: {
    subject: (who, length) => `Mesaj vocal de la ${who} (${length})`,
    body: ({ who, when, length, dial }) =>
      `De la: ${who}\nPrimit: ${when}\nDurata: ${length}\n\nPentru a-l asculta la telefon, formați ${dial}.\n`,
    hidden: "un număr ascuns",
    urgent: "Urgent: ",
  },
};

/** The mail that tells the owner of a box of a message; undefined where he has given no address. */
export function noticeOf(message: Message, { extensions, office, codes }: Directory): Mail | undefined {
  const { box, id, from, at, durationMs, urgent, files } = message;
  const mailbox = extensions.get(box)?.mailbox;
  if (mailbox?.email === undefined) return undefined;
  const language = officeLanguage(office);
  const { subject, body, hidden, urgent: prefix } = TEXTS[language];
  const who = from === undefined ? hidden : from.name === undefined ? from.number : `${from.name} (${from.number})`;
  const length = lengthOf(durationMs);
  const code = codes["voicemail-mine"];
  const parts = { who, when: whenOf(at, office.timeZone, language), length, dial: code === false ? box : code };
  return {
    id: `${id}.${box}`,
    to: mailbox.email,
    subject: `${urgent ? prefix : ""}${subject(who, length)}`,
    text: body(parts),
    attachments: mailbox.attach
      ? files.map((path, nth) => ({
        path,
        name: nth === files.length - 1 ? "message.ogg" : "comment.ogg",
        type: "audio/ogg",
      }))
      : [],
  };
}

function lengthOf(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function whenOf(at: WallTime, timeZone: string, language: "en" | "ro"): string {
  const locale = language === "ro" ? "ro-RO" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(at);
}
