import { nextTime, type WallTime } from "../base/mod.ts";
import { type Extension, mayForwardTo, numberIn, ownWordUntil, shownWords } from "../directory/mod.ts";
import {
  alsoListed,
  ERRAND_FAMILY,
  type ForwardWhen,
  type Line,
  LINE_FAMILY,
  noMoreListed,
  type Page,
  PRESENCE_FAMILY,
  readErrand,
  readLine,
  readOwnWord,
  SPEED_DIAL_FAMILY,
  speedDialKey,
  wakeUpErrand,
  wakeUpKey,
  writeErrand,
  writeLine,
} from "../notebook/mod.ts";
import type { PresenceState } from "../presence/mod.ts";
import { destinationOf } from "../routing/mod.ts";
import type { DeskAnswer } from "./desk.ts";
import { lineNow } from "./line_now.ts";
import type { Parts } from "./parts.ts";
import { presenceOf } from "./presence.ts";
import type { Refused } from "./refusal.ts";

/** One thing that somebody sets for his phone, as the codes do it. Without a number, or a time: it is taken back. */
export type LineChange =
  | { readonly set: "forward"; readonly when: ForwardWhen; readonly to?: string }
  | { readonly set: "do-not-disturb" | "call-waiting" | "find-me"; readonly on: boolean }
  | { readonly set: "block" | "unblock"; readonly caller: string }
  | { readonly set: "let-through"; readonly list: "vips" | "exceptions"; readonly caller: string; readonly on: boolean }
  | { readonly set: "speed-dial"; readonly place: string; readonly to?: string }
  /** Four digits, as in `0730`. */
  | { readonly set: "wake-up"; readonly at?: string };

export type LineCommand =
  | { readonly type: "line"; readonly number: string }
  /** All of them, in order, or none: the first that cannot be is named by its place (`at`). */
  | { readonly type: "change-line"; readonly number: string; readonly changes: readonly LineChange[] };

/** How somebody has set his phone. */
export interface LineSettings {
  readonly number: string;
  readonly name: string;
  /** What he has set, and what the office file says where he has not. */
  readonly forward: Readonly<Record<ForwardWhen, { readonly to?: string; readonly usual?: string }>>;
  readonly doNotDisturb: boolean;
  readonly callWaiting: boolean;
  /** Undefined where the office gives him no other numbers. */
  readonly findMe?: boolean;
  readonly blocked: readonly string[];
  /** Who gets through while he does not wish to be disturbed. */
  readonly vips: LetThrough;
  /** Who gets through in his quiet hours; undefined where the office gives him none. */
  readonly exceptions?: LetThrough;
  readonly lastCaller?: string;
  readonly speedDials: readonly { readonly place: string; readonly to: string }[];
  readonly wakeUpAt?: WallTime;
  readonly presence: PresenceState;
  readonly note?: string;
  /** What he has said of himself, where it stands. */
  readonly said?: { readonly state: string; readonly note?: string };
}

/** Callers by number: those whom he has named himself, and those of the office file. */
export interface LetThrough {
  readonly own: readonly string[];
  readonly usual: readonly string[];
}

export function lineIn(parts: Parts, command: LineCommand): DeskAnswer {
  const { number } = command;
  const extension = parts.exchange.directory.extensions.get(number);
  if (extension === undefined) return refused(`Cannot see the phone of "${number}": there is no such extension`);
  if (command.type === "line") return { type: "line", line: settingsOf(parts, extension) };
  return change(parts, extension, command.changes);
}

function settingsOf(parts: Parts, extension: Extension): LineSettings {
  const { number, name } = extension;
  const { notebook } = parts;
  const line = lineNow(parts, number);
  const forwarded = (when: ForwardWhen): LineSettings["forward"][ForwardWhen] => {
    const [to, usual] = [line.forward[when], numberIn(extension.forward?.[when])];
    return { ...to === undefined ? {} : { to }, ...usual === undefined ? {} : { usual } };
  };
  const wakeUpAt = readErrand(notebook.get(ERRAND_FAMILY, wakeUpKey(number)))?.at;
  const { state, note } = presenceOf(parts, number);
  const own = readOwnWord(notebook.get(PRESENCE_FAMILY, number));
  return {
    number,
    name,
    forward: {
      always: forwarded("always"),
      busy: forwarded("busy"),
      "no-answer": forwarded("no-answer"),
      unreachable: forwarded("unreachable"),
    },
    doNotDisturb: line.doNotDisturb,
    callWaiting: line.callWaiting ?? extension.callWaiting ?? true,
    ...extension.findMe === undefined ? {} : { findMe: line.findMe ?? true },
    blocked: line.blocked ?? [],
    vips: { own: line.vips ?? [], usual: extension.vips ?? [] },
    ...extension.quiet === undefined
      ? {}
      : { exceptions: { own: line.exceptions ?? [], usual: extension.quiet.except } },
    ...line.lastCaller === undefined ? {} : { lastCaller: line.lastCaller },
    speedDials: [...notebook.all(SPEED_DIAL_FAMILY)].flatMap(([key, to]) => {
      const [whose, place = ""] = key.split("/");
      return whose === number && typeof to === "string" ? [{ place, to }] : [];
    }).sort((one, other) => one.place.localeCompare(other.place)),
    ...wakeUpAt === undefined ? {} : { wakeUpAt },
    presence: state,
    ...note === undefined ? {} : { note },
    ...own === undefined ? {} : { said: own },
  };
}

function change(parts: Parts, extension: Extension, changes: readonly LineChange[]): DeskAnswer {
  const { notebook } = parts;
  const { number } = extension;
  const before = readLine(notebook.get(LINE_FAMILY, number));
  let line = before;
  const pages: Page[] = [];
  for (const [at, wish] of changes.entries()) {
    const judged = judge(parts, extension, line, wish);
    if ("type" in judged) return { ...judged, at };
    if ("family" in judged) pages.push(judged);
    else line = { ...line, ...judged } as Line;
  }
  if (line !== before) pages.push({ family: LINE_FAMILY, key: number, value: writeLine(line) });
  for (const { family, key, value } of pages) notebook.set(family, key, value);
  return { type: "done", text: "It is set" };
}

/** What a change comes to: another line, a page beside it, or why it cannot be. */
function judge(parts: Parts, extension: Extension, line: Line, wish: LineChange): Partial<Line> | Page | Refused {
  const { directory } = parts.exchange;
  const { number } = extension;
  switch (wish.set) {
    case "forward": {
      const { when, to } = wish;
      const { [when]: _, ...others } = line.forward;
      if (to === undefined) return { forward: others };
      if (to === number || !mayForwardTo(destinationOf(to, directory), directory)) return leadsNowhere(to);
      return { forward: { ...others, [when]: to } };
    }
    case "do-not-disturb": {
      const until = ownWordUntil(extension.quiet, parts.wall(), directory.office.timeZone);
      return { doNotDisturb: wish.on, doNotDisturbUntil: until };
    }
    case "call-waiting":
      return { callWaiting: wish.on };
    case "find-me":
      if (extension.findMe === undefined) return refused(`Cannot find "${number}" elsewhere: it has no other numbers`);
      return { findMe: wish.on };
    case "block": {
      const blocked = alsoListed(line.blocked ?? [], wish.caller);
      return blocked === undefined ? refused(`Cannot block "${wish.caller}": it is no number`) : { blocked };
    }
    case "unblock":
      return { blocked: noMoreListed(line.blocked ?? [], wish.caller) };
    case "let-through": {
      const { list, caller, on } = wish;
      if (list === "exceptions" && extension.quiet === undefined) {
        return refused(`Cannot except "${caller}": "${number}" has no quiet hours`);
      }
      const listed = line[list] ?? [];
      if (!on) return { [list]: noMoreListed(listed, caller) };
      const longer = alsoListed(listed, caller);
      return longer === undefined ? refused(`Cannot let "${caller}" through: it is no number`) : { [list]: longer };
    }
    case "speed-dial": {
      const { place, to } = wish;
      const key = speedDialKey(number, place);
      if (key === undefined) return refused(`Cannot save a number under "${place}": expected two digits`);
      if (to !== undefined && destinationOf(to, directory) === undefined) return leadsNowhere(to);
      return { family: SPEED_DIAL_FAMILY, key, value: to };
    }
    case "wake-up": {
      const at = wish.at === undefined ? undefined : nextTime(wish.at, parts.wall(), directory.office.timeZone);
      if (wish.at !== undefined && at === undefined) return refused(`Cannot wake "${number}" at "${wish.at}"`);
      const caller = { code: directory.codes["wake-up"], name: shownWords(directory.office).wakeUp };
      const errand = at === undefined ? undefined : wakeUpErrand(number, at, caller);
      return { family: ERRAND_FAMILY, key: wakeUpKey(number), value: errand && writeErrand(errand) };
    }
  }
}

function leadsNowhere(to: string): Refused {
  return refused(`Cannot call "${to}" from here: it leads nowhere`);
}

function refused(text: string): Refused {
  return { type: "refused", text };
}
