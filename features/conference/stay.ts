import type { LegId } from "../../core/call/mod.ts";
import { type Room, roomName } from "../../core/directory/mod.ts";
import { act, type Ending, type Heard, music, nameOf, next, say, type Script } from "../../core/script/mod.ts";
import { choose } from "./menu.ts";
import { lookAround } from "./room.ts";
import type { RoomNews, RoomView } from "./room_state.ts";

/** Somebody in a room. */
export interface Stay {
  readonly leg: LegId;
  readonly room: Room;
  /** Whether he hears the others, or music because he is the only one or the moderator is not there; undefined at first. */
  where: "talks" | "alone" | "waits" | undefined;
  /** What plays to him where he hears nobody: after the words comes music. */
  plays: "nothing" | "words" | "music";
  /** What he is to hear next. */
  next: "entry" | "exit" | Heard | undefined;
  /** As far as he has been told, nobody hears him. */
  thinksMuted: boolean;
  /** Who else came or left while he was told of another. */
  waiting: readonly Heard[];
}

/** He wants somebody else to come. */
export interface Invitation {
  readonly invites: string;
}

/** He stays until he hangs up, has to go, or invites somebody: then he is to come back here. */
export function* stay(me: Stay): Script<Ending | Invitation> {
  const { leg, room } = me;
  for (;;) {
    const view = yield* lookAround(leg, room.number);
    if (view === undefined || view.me.out !== undefined) return yield* showOut(leg, view?.me.out);
    yield* settle(me, view);
    const event = yield* next([leg]);
    if (event === "time-out") continue;
    switch (event.type) {
      case "ended":
      case "refused":
        return { reached: true, cause: event.cause };
      case "silent":
        return { reached: true, cause: "timeout" };
      case "news":
        yield* hearOf(me, event.news as RoomNews);
        continue;
      case "fetched":
        yield* act({ do: "release", leg: event.by, cause: "not-found" });
        continue;
      case "digit": {
        if (event.digit !== "*") continue;
        const chosen = yield* choose(leg, room.number, view);
        me.plays = "nothing";
        me.waiting = [];
        if (chosen.then === "leave") return { reached: true, cause: chosen.cause };
        if (chosen.then === "invite") return { invites: chosen.number };
        me.next = chosen.heard;
        continue;
      }
      case "played":
        // Music that is over could not be played: once more would be no better.
        if (me.plays === "words") me.plays = "nothing";
        me.next = me.waiting[0];
        me.waiting = me.waiting.slice(1);
        continue;
      case "held":
      case "resumed":
      case "ringing":
      case "early-media":
      case "answered":
      case "redirected":
      case "transfer":
      case "transfer-to-call":
      case "join-call":
        continue;
    }
  }
}

const RECORDED = words("recording-notice");
const MUTED = words("conference-muted");
const UNMUTED = words("conference-unmuted");

/** Puts him where he belongs now, and lets him hear what there is to hear. Nothing waits here. */
function* settle(me: Stay, view: RoomView): Script<void> {
  const { leg, room, where: before } = me;
  const where = whereIs(room, view);
  const sound = before === where ? me.next : withName(me, greeting(me, where, view));
  if (before !== where) me.waiting = [];
  me.where = where;
  me.next = undefined;
  if (where === "talks") me.thinksMuted = view.isMuted;
  if (where === "waits") yield* act({ do: "part", leg });
  else {
    yield* act({ do: "enter-room", leg, room: roomName(room.number), muted: view.isMuted });
  }
  if (where === "talks") {
    if (sound !== undefined) {
      me.plays = typeof sound === "object" ? "words" : "nothing";
      yield* act({ do: "play", leg, sound });
    } else if (before !== where) {
      me.plays = "nothing";
      yield* act({ do: "hush", leg });
    }
    return;
  }
  if (typeof sound !== "object" && me.plays !== "nothing") return;
  me.plays = typeof sound === "object" ? "words" : "music";
  const { office } = yield* act({ do: "office" });
  yield* act({ do: "play", leg, sound: typeof sound === "object" ? sound : music(office.music) });
}

function whereIs({ waitForModerator }: Room, { hasModerator, count }: RoomView): "talks" | "alone" | "waits" {
  if (waitForModerator && !hasModerator) return "waits";
  return count === 1 ? "alone" : "talks";
}

/** Who came, or left, and brought him there: his name comes before anything else, and in place of a tone. */
function withName({ where: before, next, room }: Stay, sound: Stay["next"]): Stay["next"] {
  if (before === undefined || room.announce !== "name" || typeof next !== "object") return sound;
  return typeof sound === "object" ? { items: [...next.items, ...sound.items] } : next;
}

/** What he hears when he comes to where he was not before. */
function greeting(
  { where: before, room, thinksMuted }: Stay,
  where: Stay["where"],
  { count, isRecorded, isMuted }: RoomView,
): Stay["next"] {
  switch (where) {
    case "alone":
      return words("conference-alone");
    case "waits":
      return words(before === undefined ? "conference-wait-for-moderator" : "conference-moderator-left");
    default: {
      const news = [
        ...before === undefined && isRecorded ? RECORDED.items : [],
        ...isMuted === thinksMuted ? [] : isMuted ? MUTED.items : UNMUTED.items,
      ];
      const counts = before === undefined && room.announce === "count";
      if (counts || news.length > 0) return { items: [...counts ? countOf(count).items : [], ...news] };
      return room.announce === "off" ? undefined : "entry";
    }
  }
}

/** What he is to hear of it next; names wait for one another, and a tone is soon over. */
function* hearOf(me: Stay, news: RoomNews): Script<void> {
  // Whether he is heard is news to him when he talks with somebody again.
  if (isOfHisVoice(news) && !(yield* talksNow(me))) return;
  const sound = yield* soundOf(news, me.room);
  const isName = (news.what === "came" || news.what === "left") && typeof sound === "object";
  if (isName && me.where === "talks" && me.plays === "words") me.waiting = [...me.waiting, sound];
  else me.next = sound;
}

function isOfHisVoice({ what }: RoomNews): boolean {
  return what === "muted" || what === "unmuted";
}

function* talksNow({ leg, room }: Stay): Script<boolean> {
  const view = yield* lookAround(leg, room.number);
  return view !== undefined && whereIs(room, view) === "talks";
}

function* soundOf(news: RoomNews, { announce }: Room): Script<Stay["next"]> {
  switch (news.what) {
    case "came":
    case "left":
      if (announce === "off") return undefined;
      if (announce === "name") return yield* nameAnnounce(news);
      return news.what === "came" ? "entry" : "exit";
    case "muted":
      return MUTED;
    case "unmuted":
      return UNMUTED;
    case "declined":
      return words("nobody-answers");
    case "recorded":
      return RECORDED;
    case "out":
      return undefined;
  }
}

/** "Ana Pop has joined the conference", as she says her name herself; "extension 101" where she has not. */
function* nameAnnounce({ what, who, name }: Extract<RoomNews, { what: "came" | "left" }>): Script<Heard> {
  const verb = what === "came" ? "joins" : "leaves";
  if (who === undefined && name === undefined) return words(`conference-somebody-${verb}`);
  const him = who === undefined ? [{ type: "file", path: name! } as const] : yield* nameOf(who);
  return { items: [...him, { type: "prompt", name: `conference-${verb}` }] };
}

/** He is not to stay, and hears why. */
function* showOut(leg: LegId, why: "removed" | "ended" | undefined): Script<Ending> {
  yield* act({ do: "part", leg });
  yield* say(leg, words(why === "ended" ? "conference-ended" : "conference-removed"));
  return { reached: true, cause: "normal" };
}

function words(prompt: string): Heard {
  return { items: [{ type: "prompt", name: prompt }] };
}

function countOf(count: number): Heard {
  return { items: [{ type: "prompt", name: "conference-number" }, { type: "number", value: count }] };
}
