import { changeCall, changeTalk } from "./change.ts";
import type { Deed, Order, Step } from "./input.ts";
import { type Call, callOf, isHeldByUs, isOfThree, isTalking, type Phone } from "./phone.ts";

const KEY = /^[0-9*#A-D]$/;

/** What a button does. A button that does not fit how things are does nothing: the page may be late by a moment. */
export function act(phone: Phone, deed: Deed): Step {
  switch (deed.do) {
    case "dial":
      return dial(phone, deed);
    case "join":
      return join(phone);
    case "cross-out":
      return only({ ...phone, notices: phone.notices.filter(({ id }) => id !== deed.notice) });
    default: {
      const call = callOf(phone, deed.call);
      return call === undefined ? only(phone) : inCall(phone, call, deed);
    }
  }
}

type InCall = Extract<Deed, { readonly call: string }>;

function inCall(phone: Phone, call: Call, deed: Exclude<InCall, { readonly do: "dial" }>): Step {
  const { id, state } = call;
  switch (deed.do) {
    case "answer": {
      if (state.at !== "ringing") return only(phone);
      const free = aside(phone, id);
      const answering = changeCall(free.phone, id, () => ({ at: "answering" }));
      return { phone: answering, orders: [...free.orders, { do: "answer", call: id }] };
    }
    case "refuse":
      return state.at === "ringing" ? withoutNotice(phone, call, { do: "refuse", call: id }) : only(phone);
    case "hang-up":
      return state.at === "ringing"
        ? withoutNotice(phone, call, { do: "refuse", call: id })
        : { phone, orders: [{ do: "end", call: id }] };
    default:
      return isTalking(call) ? inTalk(phone, call, deed) : only(phone);
  }
}

function inTalk(
  phone: Phone,
  call: Call,
  deed: Exclude<InCall, { readonly do: "dial" | "answer" | "refuse" | "hang-up" }>,
): Step {
  const { id } = call;
  switch (deed.do) {
    case "hold":
      return isHeldByUs(call) ? only(phone) : { phone, orders: [{ do: "hold", call: id }] };
    case "resume": {
      if (!isHeldByUs(call)) return only(phone);
      const free = aside(phone, id);
      return { phone: free.phone, orders: [...free.orders, { do: "resume", call: id }] };
    }
    case "mute":
    case "unmute":
      return {
        phone: changeTalk(phone, id, { isMuted: deed.do === "mute" }),
        orders: [{ do: deed.do, call: id }],
      };
    case "record":
    case "end-recording":
      return { phone, orders: [{ do: "record", call: id, number: call.peer.number, on: deed.do === "record" }] };
    case "press": {
      if (!KEY.test(deed.key)) return only(phone);
      const pressed = `${isTalking(call) ? call.state.pressed : ""}${deed.key}`;
      return { phone: changeTalk(phone, id, { pressed }), orders: [{ do: "press", call: id, key: deed.key }] };
    }
    case "transfer":
      return deed.to === "" ? only(phone) : leaving(phone, [id], { do: "refer", call: id, to: deed.to });
    case "hand-over": {
      const other = callOf(phone, deed.to);
      if (other === undefined || other.id === id || !isTalking(other)) return only(phone);
      return leaving(phone, [id, other.id], { do: "replace", call: id, instead: other.id });
    }
  }
}

function dial(phone: Phone, { call, number }: Extract<Deed, { readonly do: "dial" }>): Step {
  if (number === "" || phone.line !== "ready") return only(phone);
  const free = aside(phone, undefined);
  const made: Call = { id: call, direction: "out", peer: { number }, state: { at: "calling", isRinging: false } };
  return {
    phone: { ...free.phone, calls: [...free.phone.calls, made] },
    orders: [...free.orders, { do: "call", call, number }],
  };
}

function join(phone: Phone): Step {
  const [into, call, more] = phone.calls.filter(isTalking);
  // The earlier call goes on: what is recorded of it, and the queue that it came from.
  if (into === undefined || call === undefined || more !== undefined) return only(phone);
  if ([into, call].some((each) => isOfThree(each) || each.state.isTransferred)) return only(phone);
  const resumes: readonly Order[] = isHeldByUs(into) ? [{ do: "resume", call: into.id }] : [];
  // Whoever is not heard in one of them is not heard all at once because they become one.
  const mutes: readonly Order[] = call.state.isMuted && !into.state.isMuted ? [{ do: "mute", call: into.id }] : [];
  const muted = mutes.length === 0 ? phone : changeTalk(phone, into.id, { isMuted: true });
  return {
    phone: changeTalk(muted, call.id, { isTransferred: true }),
    orders: [...mutes, ...resumes, { do: "join", call: call.id, into: into.id }],
  };
}

/** Whoever is talked with waits while somebody else is talked with. */
function aside(phone: Phone, but: string | undefined): Step {
  const holds = phone.calls.filter((call) => call.id !== but && isTalking(call) && !isHeldByUs(call));
  return { phone, orders: holds.map(({ id }): Order => ({ do: "hold", call: id })) };
}

function leaving(phone: Phone, calls: readonly string[], order: Order): Step {
  return { phone: calls.reduce((each, one) => changeTalk(each, one, { isTransferred: true }), phone), orders: [order] };
}

/** Whoever refused a call has not missed it. */
function withoutNotice(phone: Phone, call: Call, order: Order): Step {
  return { phone: { ...phone, calls: phone.calls.filter(({ id }) => id !== call.id) }, orders: [order] };
}

function only(phone: Phone): Step {
  return { phone, orders: [] };
}
