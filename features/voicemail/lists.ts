import type { Json } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { act, nameOf, type Script } from "../../core/script/mod.ts";
import { askNumber, choose, GONE, type Gone, saidTo, type Word, words } from "./words.ts";

const FAMILY = "voicemail-list";
/** Of one list: whoever wants more asks for a list of the office. */
const MOST_MEMBERS = 50;
/** An owner's own lists; no extension has a number of one digit. */
const OWN_LIST = /^[1-9]$/;

/** The mailboxes that a number stands for: an extension's own, those of one of the owner's lists, or of the office's. */
function* boxesBehind(number: string, owner: string): Script<readonly string[]> {
  if ((yield* act({ do: "mailbox", number })) !== undefined) return [number];
  const { voicemail } = yield* act({ do: "office" });
  const members = OWN_LIST.test(number)
    ? yield* membersOf(owner, number)
    : voicemail.lists.find((list) => list.number === number)?.members ?? [];
  const boxes: string[] = [];
  for (const member of members) {
    if (member !== owner && (yield* act({ do: "mailbox", number: member })) !== undefined) boxes.push(member);
  }
  return boxes;
}

/** The owner makes his lists: each extension that he keys in is added, or taken off. False when he is gone. */
export function* makeList(leg: LegId, owner: string): Script<boolean> {
  const list = yield* choose(leg, words("voicemail-enter-list"));
  if (list === GONE) return false;
  if (list === undefined) return true;
  if (!OWN_LIST.test(list)) return yield* saidTo(leg, "invalid-choice");
  if (!(yield* saidTo(leg, ...yield* readOut(yield* membersOf(owner, list))))) return false;
  for (;;) {
    const number = yield* askNumber(leg, "voicemail-list-enter-extension");
    if (number === GONE) return false;
    if (number === "") return true;
    if (!(yield* saidTo(leg, ...yield* turn(owner, list, number)))) return false;
  }
}

/** Puts an extension on a list, or takes it off; what there is to say of it. */
function* turn(owner: string, list: string, number: string): Script<readonly Word[]> {
  const members = yield* membersOf(owner, list);
  const isOn = members.includes(number);
  if (!isOn && (yield* act({ do: "mailbox", number })) === undefined) {
    return [(yield* act({ do: "office" })).extensions.has(number) ? "voicemail-none-here" : "no-such-extension"];
  }
  if (!isOn && members.length >= MOST_MEMBERS) return ["invalid-choice"];
  const changed = isOn ? members.filter((member) => member !== number) : [...members, number];
  const value = changed.length === 0 ? undefined : changed;
  yield* act({ do: "remember", family: FAMILY, key: `${owner}/${list}`, value });
  return [...yield* nameOf(number), isOn ? "voicemail-list-removed" : "voicemail-list-added"];
}

function* readOut(members: readonly string[]): Script<readonly Word[]> {
  if (members.length === 0) return ["voicemail-list-empty"];
  const said: Word[] = ["voicemail-on-list"];
  for (const member of members) said.push(...yield* nameOf(member));
  return said;
}

function* membersOf(owner: string, list: string): Script<readonly string[]> {
  return readMembers(yield* act({ do: "recall", family: FAMILY, key: `${owner}/${list}` }));
}

/** Reads what was kept; what makes no sense is nobody. */
function readMembers(kept: Json | undefined): readonly string[] {
  return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === "string") : [];
}

/** Asks for an extension with a mailbox, or a list; undefined when he named none. */
export function* askBoxes(leg: LegId, owner: string, question: string): Script<readonly string[] | undefined | Gone> {
  const number = yield* askNumber(leg, question);
  if (number === GONE) return GONE;
  if (number === "") return undefined;
  const boxes = yield* boxesBehind(number, owner);
  if (boxes.length > 0) return boxes;
  return (yield* saidTo(leg, yield* whyNone(number))) ? undefined : GONE;
}

function* whyNone(number: string): Script<string> {
  const { extensions, voicemail } = yield* act({ do: "office" });
  if (extensions.has(number)) return "voicemail-none-here";
  const isList = OWN_LIST.test(number) || voicemail.lists.some((list) => list.number === number);
  return isList ? "voicemail-list-empty" : "no-such-extension";
}
