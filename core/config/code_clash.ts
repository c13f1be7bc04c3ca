import { CODE_TABLE, type CodeName, type CodeSpec, emergencyNumberIn } from "../directory/mod.ts";
import type { Judge } from "./judge.ts";

/** Something that is dialled or keyed in, and where the file says so. */
export interface Written {
  readonly dial: string;
  /** `extensions[3].number`, or `the code "park"`. */
  readonly by: string;
  /** An offset into the file; undefined where it holds without being written down. */
  readonly at: number | undefined;
}

/** All that an office promises to those who dial. */
export interface Dialled {
  /** Those that are not switched off. */
  readonly codes: ReadonlyMap<CodeName, Written>;
  /** Of extensions, groups, queues, slots and the like. */
  readonly numbers: readonly Written[];
  /** The numbers of extensions that have one. */
  readonly mailboxes: readonly Written[];
  /** What opens each door while one talks with it. */
  readonly doorKeys: readonly Written[];
  readonly emergency: ReadonlySet<string>;
  /** Digits behind `night`, numbers behind `open-door`. */
  readonly nightSwitches: ReadonlySet<string>;
  readonly doors: ReadonlySet<string>;
  readonly hasQueues: boolean;
  readonly hasAnnouncers: boolean;
}

/** What follows a code where that is no number of the office's own. */
const DIGITS_BEHIND: Partial<Record<CodeName, RegExp>> = {
  "speed-dial": /^\d\d$/,
  "speed-dial-set": /^\d\d/,
  "wake-up": /^\d{4}$/,
  "announcement-record": /^[1-9]\d{0,2}$/,
  "announcement-hear": /^[1-9]\d{0,2}$/,
  "agent-pause": /^\d+$/,
};

/**
 * Says which of an office's codes would keep others from ever being dialled or keyed in: `intercom: "8"` beside extension 801,
 * `*97` beside a mailbox of 97, `record: "*3"` beside `transfer-attended: "*31"`. What is written twice is said elsewhere.
 */
export function sayCodeClashes(office: Dialled, judge: Judge): void {
  const codes = [...office.codes].map(([name, code]) => ({ ...code, name, takes: takesOf(name) }));
  const dialled = codes.filter(({ takes }) => takes !== "in a call");
  const open = dialled.filter(({ takes }) => takes === "number" || takes === "maybe a number");
  for (const code of open) {
    sayHidden(code, [...dialled, ...office.numbers], judge);
    sayHelpHidden(code, office, judge);
  }
  sayMailboxes(office, { dialled, open }, judge);
  sayKeys(codes.filter(({ takes }) => takes === "in a call"), office.doorKeys, judge);
}

interface Code extends Written {
  readonly name: CodeName;
}

/** What begins with a code that takes whatever follows it is that code: once for a code, however many it hides. */
function sayHidden(code: Code, others: readonly Written[], judge: Judge): void {
  const hidden = others.filter(({ dial }) => dial !== code.dial && dial.startsWith(code.dial));
  const text = (other: Written, more: number) =>
    `${named(other, judge)} could not be dialled: ${named(code, judge)} takes what follows it${
      more === 0 ? "" : `; nor could ${more} more`
    }`;
  if (code.at !== undefined && hidden.length > 0) {
    judge.say(code.at, code.by, text(hidden[0]!, hidden.length - 1));
  } else for (const other of hidden) sayAt([other], text(other, 0), judge);
}

/** Help comes before all codes. */
function sayHelpHidden(code: Code, office: Dialled, judge: Judge): void {
  for (const number of office.emergency) {
    for (const dialled of [number, `9${number}`]) {
      const rest = dialled.slice(code.dial.length);
      if (!dialled.startsWith(code.dial) || !meansSomething(code.name, rest, office)) continue;
      sayAt([code], `${named(code, judge)} could not be followed by "${rest}": "${dialled}" calls for help`, judge);
    }
  }
}

/** Straight to a mailbox, as in `*101`, goes before a code that `01` could follow, but not before one that it does follow. */
function sayMailboxes(
  office: Dialled,
  { dialled, open }: { readonly dialled: readonly Code[]; readonly open: readonly Code[] },
  judge: Judge,
): void {
  const to = office.codes.get("voicemail-to");
  if (to === undefined) return;
  for (const mailbox of office.mailboxes) {
    const dial = to.dial + mailbox.dial;
    const say = (other: Written, is: string) =>
      sayAt(
        [other, to, mailbox],
        `"${dial}" (${to.by}) could not reach the mailbox of ${named(mailbox, judge)}: it is ${is}`,
        judge,
      );
    const same = [...dialled, ...office.numbers].find((each) => each.dial === dial);
    if (same !== undefined) say(same, sourceOf(same, judge));
    else if (emergencyNumberIn(dial, office.emergency) !== undefined) say(to, "an emergency number");
    for (const code of open) {
      const rest = dial.slice(code.dial.length);
      if (rest === "" || !dial.startsWith(code.dial) || !meansSomething(code.name, rest, office)) continue;
      say(code, `${named(code, judge)} and "${rest}"`);
    }
  }
}

/** Each key counts as it comes: what is complete cannot be gone on with. */
function sayKeys(codes: readonly Code[], doorKeys: readonly Written[], judge: Judge): void {
  const say = (short: Written, long: Written) => {
    const text = `${named(long, judge)} could not be keyed in: ${named(short, judge)} is complete before it`;
    sayAt(short.at === undefined ? [long] : [short, long], text, judge);
  };
  for (const [at, code] of codes.entries()) {
    for (const other of [...codes.slice(at + 1), ...doorKeys]) {
      if (code.dial === other.dial) {
        // Of two codes that is said where numbers and codes are taken.
        if (!doorKeys.includes(other)) continue;
        sayAt(
          [other, code],
          `"${code.dial}" cannot be both ${sourceOf(code, judge)} and ${sourceOf(other, judge)}`,
          judge,
        );
      } else if (other.dial.startsWith(code.dial)) say(code, other);
      // At a door its own key goes first: "#" opens, although ## transfers elsewhere.
      else if (code.dial.startsWith(other.dial) && !doorKeys.includes(other)) say(other, code);
    }
  }
}

/** Whether the digits behind a code are something that this office has a use for. */
function meansSomething(name: CodeName, rest: string, office: Dialled): boolean {
  if (name === "night") return office.nightSwitches.has(rest);
  if (name === "open-door") return office.doors.has(rest);
  if (name === "agent-pause" && !office.hasQueues) return false;
  if (name.startsWith("announcement-") && !office.hasAnnouncers) return false;
  return DIGITS_BEHIND[name]?.test(rest) ?? office.numbers.some(({ dial }) => dial === rest);
}

function takesOf(name: CodeName): CodeSpec["takes"] {
  return CODE_TABLE[name].takes;
}

/** At the first that stands in the file. */
function sayAt(places: readonly Written[], text: string, judge: Judge): void {
  const place = places.find(({ at }) => at !== undefined);
  if (place?.at === undefined) throw new Error(`Cannot say where codes of the box's own clash: ${text}`);
  judge.say(place.at, place.by, text);
}

function named(written: Written, judge: Judge): string {
  return `"${written.dial}" (${sourceOf(written, judge)})`;
}

/** `codes.park in line 12`. */
export function sourceOf({ by, at }: Written, judge: Judge): string {
  return at === undefined ? by : `${by} in ${judge.lineOf(at)}`;
}
