import { localTime, type WallTime } from "../base/mod.ts";
import type { Directory } from "../directory/mod.ts";
import type { Mail } from "../mail/mod.ts";
import type { Party } from "../record/mod.ts";

/** A call for help. */
export interface CallForHelp {
  readonly call: string;
  readonly from: Party;
  readonly number: string;
  /** Who sits at the phone, where that is somebody else. */
  readonly by?: Party;
  readonly at: WallTime;
}

interface Words {
  readonly subject: (number: string, who: string) => string;
  readonly body: (number: string, who: string, when: string) => string;
}

const WORDS: Readonly<Record<"en" | "ro", Words>> = {
  en: {
    subject: (number, who) => `EMERGENCY: ${who} is calling ${number}`,
    body: (number, who, when) => `${who} began to call ${number} at ${when}.\n`,
  },
  ro: {
    subject: (number, who) => `URGENȚĂ: ${who} sună la ${number}`,
    body: (number, who, when) => `${who} a început să sune la ${number} la ${when}.\n`,
  },
};

/** The mails that tell of a call for help, one to each who is to be told. */
export function emergencyMails({ call, from, number, at, by }: CallForHelp, directory: Directory): readonly Mail[] {
  const { office, emergencyNotice } = directory;
  const { subject, body } = WORDS[office.language === "ro" ? "ro" : "en"];
  const who = by === undefined ? inWords(from) : `${inWords(from)}, ${inWords(by)}`;
  const { date, time } = localTime(at, office.timeZone);
  return emergencyNotice.tell.map((to, nth) => ({
    id: `${call}.help.${nth}`,
    to,
    subject: subject(number, who),
    text: body(number, who, `${date} ${time}`),
    attachments: [],
  }));
}

function inWords({ name, number }: Party): string {
  return name === undefined ? number : `${name} (${number})`;
}
