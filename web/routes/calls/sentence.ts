import { isRoomOfThree } from "../../../core/directory/mod.ts";
import type { Party } from "../../../core/record/mod.ts";
import type { Naming } from "../../calls/mod.ts";
import { clockOf } from "../../parts/mod.ts";
import type { Words } from "../../words/mod.ts";
import type { Beat } from "./story/beat.ts";

type StoryWords = Words["story"];

/** Each clause of the story, in words. */
export function clausesOf(beats: readonly Beat[], words: StoryWords, naming: Naming): readonly string[] {
  return beats.map((beat, at) => clauseOf(beat, { words, naming, before: beats.slice(0, at) }));
}

/** The clauses as one sentence. */
export function sentenceOf(clauses: readonly string[]): string {
  const text = clauses.join("; ");
  return text === "" ? "" : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** `12 s`, `3:20` */
export function longOf(ms: number): string {
  // As clocks do it, so that what is told and what is drawn agree; and no line ends between the two.
  return ms < 60_000 ? `${Math.floor(ms / 1_000)}\u00a0s` : clockOf(ms);
}

interface Telling {
  readonly words: StoryWords;
  readonly naming: Naming;
  readonly before: readonly Beat[];
}

function clauseOf(beat: Beat, { words, naming, before }: Telling): string {
  const { party, number } = naming;
  const roomIn = (room: string) =>
    isRoomOfThree(room) ? words.roomOfThree : words.room(naming.place("room", roomNumber(room)));
  switch (beat.kind) {
    case "called":
      return words.called(party(beat.who), number(beat.dialled), beat.who.trunk);
    case "box-called":
      return words.boxCalled(party(beat.who), number(beat.dialled));
    case "brought": {
      const kind = words.places[beat.to as keyof StoryWords["places"]] ?? beat.to;
      return words.brought(`${kind} ${naming.place(beat.to, beat.id)}`.trim());
    }
    case "chose":
      return words.chose(beat.digits, beat.menu);
    case "charged":
      return words.charged(party(beat.by), beat.account);
    case "waited":
      return words.waited(naming.place("queue", beat.queue), longOf(beat.ms));
    case "kept-out":
      return words.keptOut(naming.place("queue", beat.queue));
    case "rang":
      return words.rang(beat.who.map(party), longOf(beat.ms));
    case "unreached": {
      const tell = { busy: words.busy, declined: words.declined, gone: words.unreached }[beat.why];
      return tell(party(beat.who));
    }
    case "answered":
      return words.answered(party(beat.who));
    case "talked": {
      const [one, other] = beat.who;
      return isJustAnswered(beat.who, before)
        ? words.theyTalked(longOf(beat.ms))
        : words.talked(party(one), party(other), longOf(beat.ms));
    }
    case "held":
      return words.held(party(beat.by), longOf(beat.ms));
    case "sent":
      // Some phones name themselves where they put two calls of theirs together.
      if (beat.isAttended && beat.isDone && beat.target === beat.by.number) return words.connected(party(beat.by));
      return (beat.isDone ? words.sent : words.triedToSend)(party(beat.by), number(beat.target));
    case "took":
      return words.took(party(beat.who), party(beat.from));
    case "parked":
      return words.parked(beat.slot, beat.by === undefined ? undefined : party(beat.by));
    case "unparked":
      return beat.by === undefined ? words.unparked[beat.why] : words.fetched(party(beat.by));
    case "moved":
      return words.moved(party(beat.who));
    case "message":
      return words.message(party(beat.who), naming.place("voicemail", beat.box));
    case "joined":
      return words.joined(party(beat.who), roomIn(beat.room), longOf(beat.ms));
    case "listened":
      return words.listened(
        party(beat.by),
        typeof beat.to === "string" ? roomIn(beat.to) : words.talkOf(beat.to.map(party)),
        longOf(beat.ms),
      );
    case "whispered":
      return words.whispered(party(beat.by), party(beat.to));
    case "barged":
      return words.barged(party(beat.by));
    case "fax":
      return words.fax;
    case "ended":
      if (beat.how === "hung-up") return words.hungUp(party(beat.by));
      return beat.how === "gave-up" ? words.gaveUp(party(beat.by)) : words[beat.how];
  }
}

/** Rooms are called `room 2001` in the record. */
function roomNumber(room: string): string {
  return room.replace(/^room /, "");
}

/** The first who talk, right after one of them has answered: it goes without saying who they are. */
function isJustAnswered(who: readonly Party[], before: readonly Beat[]): boolean {
  const last = before.at(-1);
  if (last?.kind !== "answered" || before.some(({ kind }) => kind === "talked")) return false;
  const caller = before.find(({ kind }) => kind === "called");
  return caller?.kind === "called" &&
    [caller.who, last.who].every(({ number }) => who.some((one) => one.number === number));
}
