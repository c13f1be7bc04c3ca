import { localTime, type WallTime } from "../base/mod.ts";
import { type Directory, officeLanguage } from "../directory/mod.ts";
import type { Mail } from "../mail/mod.ts";
import type { Party } from "../record/mod.ts";

/** A call for help. */
export interface CallForHelp {
  readonly call: string;
  readonly from: Party;
  readonly number: string;
  /** Who sits at the phone, where that is somebody else. */
  readonly by?: Party;
  /** No line outside has brought it to anybody. */
  readonly isLost?: true;
  readonly at: WallTime;
}

interface Words {
  readonly subject: (number: string, who: string) => string;
  readonly body: (number: string, who: string, when: string) => string;
}

const WORDS: Readonly<Record<"en" | "ro", Readonly<Record<"begun" | "lost", Words>>>> = {
  en: {
    begun: {
      subject: (number, who) => `EMERGENCY: ${who} is calling ${number}`,
      body: (number, who, when) => `${who} began to call ${number} at ${when}.\n`,
    },
    lost: {
      subject: (number, who) => `EMERGENCY: ${who} has not reached ${number}`,
      body: (number, who, when) =>
        `${who} called ${number} at ${when} and was not connected: no line outside has taken the call. ` +
        `See to it, and call ${number} from a mobile phone.\n`,
    },
  },
  ro: {
    begun: {
      subject: (number, who) => `URGENȚĂ: ${who} sună la ${number}`,
      body: (number, who, when) => `${who} a început să sune la ${number} la ${when}.\n`,
    },
    lost: {
      subject: (number, who) => `URGENȚĂ: ${who} nu a ajuns la ${number}`,
      body: (number, who, when) =>
        `${who} a sunat la ${number} la ${when} și nu a primit legătura: nicio linie nu a preluat apelul. ` +
        `Mergeți acolo și sunați la ${number} de pe un telefon mobil.\n`,
    },
  },
};

/** The mails that tell of a call for help, one to each who is to be told. */
export function emergencyMails(
  { call, from, number, at, by, isLost }: CallForHelp,
  directory: Directory,
): readonly Mail[] {
  const { office, emergencyNotice } = directory;
  const { subject, body } = WORDS[officeLanguage(office)][isLost ? "lost" : "begun"];
  const who = by === undefined ? inWords(from) : `${inWords(from)}, ${inWords(by)}`;
  const { date, time } = localTime(at, office.timeZone);
  return emergencyNotice.tell.map((to, nth) => ({
    id: `${call}.${isLost ? "help-lost" : "help"}.${nth}`,
    to,
    subject: subject(number, who),
    text: body(number, who, `${date} ${time}`),
    attachments: [],
  }));
}

function inWords({ name, number }: Party): string {
  return name === undefined ? number : `${name} (${number})`;
}
