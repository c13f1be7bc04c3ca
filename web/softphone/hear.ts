import { act } from "./act.ts";
import { changeCall, changeTalk } from "./change.ts";
import type { News, Step } from "./input.ts";
import {
  type Call,
  callOf,
  type Ending,
  isHeldByUs,
  isTalking,
  type Notice,
  type Phone,
  type Talking,
  type TalkNow,
} from "./phone.ts";

/** More calls than this at once nobody can keep apart: the next caller hears that he is busy. */
const MOST_CALLS = 4;
/** What happened before so many notices is found in the lists of calls. */
const MOST_NOTICES = 20;

/** What follows from what the line tells. */
export function hear(phone: Phone, news: News, now: number): Step {
  if (news.told === "line") return { phone: { ...phone, line: news.line }, orders: [] };
  if (news.told === "incoming") return ring(phone, news);
  if (news.told === "talks") return { phone: inTalks(phone, news.talks), orders: [] };
  const call = callOf(phone, news.call);
  if (call === undefined) return { phone, orders: [] };
  switch (news.told) {
    case "rings":
      return {
        phone: changeCall(
          phone,
          call.id,
          (state) => state.at === "calling" ? { at: "calling", isRinging: true } : state,
        ),
        orders: [],
      };
    case "to-answer":
      return act(phone, { do: "answer", call: call.id });
    case "answered":
      return { phone: changeCall(phone, call.id, (state) => state.at === "talking" ? state : begun(now)), orders: [] };
    case "held": {
      if (!isTalking(call)) return { phone, orders: [] };
      return { phone: changeTalk(phone, call.id, { held: heldBy(call.state.held, news) }), orders: [] };
    }
    case "transferred":
      // The box ends what is left of it; where it does not, we do.
      return { phone, orders: [{ do: "end", call: call.id }] };
    case "joined": {
      const isRecorded = isTalking(call) && call.state.isRecorded;
      const both = isRecorded ? changeTalk(phone, news.into, { isRecorded }) : phone;
      return { phone: both, orders: [{ do: "end", call: call.id }] };
    }
    case "not-joined": {
      // The other one was taken back for it: one of the two waits again.
      const orders: Step["orders"] = isTalking(call) && !isHeldByUs(call) ? [{ do: "hold", call: call.id }] : [];
      return { phone: notice(stays(phone), call, { kind: "not-joined" }, now), orders };
    }
    case "not-transferred":
      return { phone: notice(stays(phone), call, { kind: "not-transferred" }, now), orders: [] };
    case "no-sound":
      return { phone: notice(phone, call, { kind: "no-sound", why: news.why }, now), orders: [] };
    case "recorded":
      return { phone: changeTalk(phone, call.id, { isRecorded: news.on }), orders: [] };
    case "not-recorded":
      return { phone: notice(phone, call, { kind: "not-recorded" }, now), orders: [] };
    case "ended":
      return { phone: end(phone, call, news.how, now), orders: [] };
  }
}

function ring(phone: Phone, { call, peer }: Extract<News, { readonly told: "incoming" }>): Step {
  if (phone.calls.length >= MOST_CALLS) return { phone, orders: [{ do: "refuse", call }] };
  const rung: Call = { id: call, direction: "in", peer, state: { at: "ringing" } };
  return { phone: { ...phone, calls: [...phone.calls, rung] }, orders: [] };
}

function begun(now: number): Talking {
  return {
    at: "talking",
    since: now,
    held: "no",
    isMuted: false,
    pressed: "",
    isRecorded: false,
    isTransferred: false,
    others: [],
  };
}

/** Who is in each call, and which is recorded. Where it is one who always was, he is the peer, whom the line knows better than the box's list. */
function inTalks(phone: Phone, talks: readonly TalkNow[]): Phone {
  const talking = phone.calls.filter(isTalking);
  return talking.reduce((each, { id, peer, state: { others: before } }) => {
    const known = before.length > 0 ? before : [peer];
    const found = talks.find(({ peers }) => peers.some(({ number }) => known.some((one) => one.number === number))) ??
      (talking.length === 1 && talks.length === 1 ? talks[0] : undefined);
    if (found === undefined) return each;
    const { peers, isRecorded } = found;
    return changeTalk(each, id, { isRecorded, ...peers.length < 2 && before.length === 0 ? {} : { others: peers } });
  }, phone);
}

function heldBy(
  held: Talking["held"],
  { by, on }: { readonly by: "us" | "them"; readonly on: boolean },
): Talking["held"] {
  const us = by === "us" ? on : held === "us" || held === "both";
  const them = by === "them" ? on : held === "them" || held === "both";
  return us ? (them ? "both" : "us") : them ? "them" : "no";
}

/** Nobody is on his way any more. */
function stays(phone: Phone): Phone {
  return phone.calls.reduce((each, { id }) => changeTalk(each, id, { isTransferred: false }), phone);
}

function end(phone: Phone, call: Call, how: Ending, now: number): Phone {
  const without = { ...phone, calls: phone.calls.filter(({ id }) => id !== call.id) };
  const { at } = call.state;
  if (at === "ringing") return how === "elsewhere" ? without : notice(without, call, { kind: "missed" }, now);
  if (at === "talking" || how === "over" || how === "elsewhere") return without;
  return notice(without, call, { kind: "not-reached", why: how }, now);
}

function notice(phone: Phone, { peer }: Call, what: Notice["what"], now: number): Phone {
  const id = phone.noticed + 1;
  return { ...phone, notices: [{ id, at: now, peer, what }, ...phone.notices].slice(0, MOST_NOTICES), noticed: id };
}
