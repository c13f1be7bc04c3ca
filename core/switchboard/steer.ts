import {
  askTransfer,
  enterRoom,
  type Exchange,
  isTransferring,
  type Leg,
  mute,
  setAside,
  takeBack,
  unmute,
  waitingFor,
} from "../call/mod.ts";
import { destinationOf } from "../routing/mod.ts";
import { holderOf, musicOf, orderRecording } from "../script/mod.ts";
import type { DeskAnswer, SteerOrder } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";
import { type RingingOrder, steerRinging } from "./steer_ringing.ts";

/** Who does it, and whom he talks with or has wait. */
interface Talk {
  readonly call: string;
  readonly by: Leg;
  readonly other: Leg;
  readonly isWaiting: boolean;
}

type Decision = Extract<SteerOrder, { readonly do: "connect" | "take-back" | "merge" }>;

/** Somebody's part in a running call is steered from the desk, as if he had pressed the key on his phone. */
export function steer(
  parts: Parts,
  { call, by: wanted, order }: { readonly call: string; readonly by?: string; readonly order: SteerOrder },
): DeskAnswer {
  const { exchange, calls } = parts;
  if (!calls.has(call)) return refusal("not-found", `Cannot ${wordOf(order)} call "${call}": no such call runs`);
  if (order.do === "deflect" || order.do === "answer") return steerRinging(parts, { call, by: wanted, order });
  const found = whoIn(exchange, call, wanted, order);
  if ("type" in found) return found;
  const by = found;
  const isMuting = order.do === "mute" || order.do === "unmute";
  if (isMuting && by.room !== undefined && by.room.supervises !== true) {
    enterRoom(exchange, by, by.room.name, order.do === "mute");
    return done(order, call);
  }
  if (isDecision(order)) return decide(exchange, { call, by }, order);
  const { announcedTo } = by.session.referral ?? {};
  if (announcedTo !== undefined) {
    const why = `"${numberOf(by)}" asks at "${announcedTo}" first: "connect", "take-back" or "merge"`;
    return refusal("conflict", `Cannot ${wordOf(order)} call "${call}": ${why}`);
  }
  const waiting = waitingFor(exchange, by);
  const other = waiting ?? by.mate;
  if (other === undefined || !isAnswered(by) || !isAnswered(other)) {
    return refusal("conflict", `Cannot ${wordOf(order)} call "${call}": "${numberOf(by)}" talks with nobody there`);
  }
  return carryOut(parts, { call, by, other, isWaiting: waiting !== undefined }, order);
}

function carryOut(parts: Parts, talk: Talk, order: Exclude<SteerOrder, Decision | RingingOrder>): DeskAnswer {
  const { exchange } = parts;
  const { call, by, other, isWaiting } = talk;
  const because = (why: string): DeskAnswer => refusal("conflict", `Cannot ${wordOf(order)} call "${call}": ${why}`);
  switch (order.do) {
    case "hold": {
      if (isWaiting) return because(`"${numberOf(other)}" is on hold already`);
      const language = other.language ?? (exchange.directory.office.language === "ro" ? "ro" : "en");
      setAside(exchange, by, other, { language, ...parts.atOnce(call, musicOf(by.id)) });
      return done(order, call);
    }
    case "resume":
      if (!isWaiting) return because(`"${numberOf(by)}" has nobody on hold from the desk`);
      takeBack(exchange, by, other);
      return done(order, call);
    case "mute":
      if (isWaiting) return because(`"${numberOf(other)}" is on hold`);
      mute(exchange, by);
      return done(order, call);
    case "unmute":
      unmute(exchange, by);
      return done(order, call);
    case "transfer":
    case "announce":
      return transfer(parts, talk, order);
    case "park":
      return park(parts, talk, order);
    case "record":
    case "end-recording":
    case "pause-recording":
    case "resume-recording": {
      if (isWaiting) return because(`"${numberOf(other)}" is on hold`);
      const ordered = parts.atOnce(call, orderRecording(by.id, other.id, order.do));
      return ordered.ok ? done(order, call) : because(ordered.fault.text);
    }
  }
}

function isDecision(order: SteerOrder): order is Decision {
  return order.do === "connect" || order.do === "take-back" || order.do === "merge";
}

/** As his own phone would ask for it; whether it comes to anything the call tells. */
function transfer(
  { exchange }: Parts,
  { call, by, other }: Talk,
  order: Extract<SteerOrder, { readonly do: "transfer" | "announce" | "park" }>,
  to = order.do === "park" ? "" : order.to,
): DeskAnswer {
  const { session } = by;
  if (destinationOf(to, exchange.directory) === undefined) {
    return refusal("value", `Cannot transfer call "${call}" to "${to}": that number leads nowhere`);
  }
  if (isTransferring(exchange, session) || other.transferor !== undefined) {
    return refusal("conflict", `Cannot transfer call "${call}" to "${to}": it is being transferred already`);
  }
  // No phone waits to be told; the record is.
  const isAnnounced = order.do === "announce";
  askTransfer(
    exchange,
    by,
    { target: to, kind: isAnnounced ? "attended" : "blind" },
    isAnnounced ? { announcedTo: to } : {},
  );
  exchange.tell(session, (leg) => ({ type: "transfer", leg, target: to, ...isAnnounced ? { announced: true } : {} }));
  return { type: "done", text: `Call "${call}" ${isAnnounced ? "is announced at" : "goes to"} "${to}"` };
}

/** What becomes of whom he announces. */
function decide(
  exchange: Exchange,
  { call, by }: Pick<Talk, "call" | "by">,
  order: Decision,
): DeskAnswer {
  const { session } = by;
  if (session.referral?.announcedTo === undefined) {
    return refusal("conflict", `Cannot ${wordOf(order)} call "${call}": "${numberOf(by)}" announces nobody`);
  }
  if (order.do === "merge" && by.mate === undefined) {
    const { announcedTo } = session.referral;
    return refusal("conflict", `Cannot merge call "${call}": nobody at "${announcedTo}" has answered yet`);
  }
  exchange.tell(session, (leg) => ({ type: "decided", leg, on: order.do }));
  return done(order, call);
}

function park(parts: Parts, talk: Talk, order: Extract<SteerOrder, { readonly do: "park" }>): DeskAnswer {
  const { slots } = parts.exchange.directory.park;
  const { call, other } = talk;
  const { slot: wanted } = order;
  if (slots.length === 0) return refusal("conflict", `Cannot park call "${call}": the office has no parking slots`);
  if (wanted !== undefined && !slots.includes(wanted)) {
    return refusal("value", `Cannot park call "${call}" in "${wanted}": there is no such slot`);
  }
  const isFree = (slot: string): boolean => parts.atOnce(call, holderOf(other.id, slot)) === undefined;
  const slot = (wanted === undefined ? slots : [wanted]).find(isFree);
  if (slot === undefined) {
    const what = wanted === undefined ? "every slot is taken" : `slot "${wanted}" is taken`;
    return refusal("conflict", `Cannot park call "${call}": ${what}`);
  }
  const answer = transfer(parts, talk, order, slot);
  return answer.type === "done" ? { type: "parked", slot } : answer;
}

/** Whose part it is: whom the number, the phone or the leg names, or else the only one of the house who talks. */
function whoIn(exchange: Exchange, call: string, wanted: string | undefined, order: SteerOrder): Leg | DeskAnswer {
  const legs = exchange.legs.ofCall(call).filter(isAnswered);
  const inside = legs.filter(({ session }) => session.party.trunk === undefined);
  const named = inside.filter(({ id, session: { party } }) => [id, party.number, party.phone].includes(wanted));
  const [first, ...others] = wanted === undefined ? inside : named;
  const text = `Cannot ${wordOf(order)} call "${call}"`;
  if (first === undefined) {
    return wanted === undefined
      ? refusal("conflict", `${text}: nobody of the house has answered there`)
      : refusal("value", `${text} for "by" "${wanted}": nobody of the house talks there as that`);
  }
  if (others.length === 0) return first;
  const all = [first, ...others].map((leg) => `"${numberOf(leg)}"`).join(", ");
  return refusal("value", `${text}: "by" must name one of ${all}`);
}

function done(order: SteerOrder, call: string): DeskAnswer {
  return { type: "done", text: `Done: ${wordOf(order)} call "${call}"` };
}

function wordOf({ do: what }: SteerOrder): string {
  return what.replace("-", " ");
}

function numberOf({ session }: Leg): string {
  return session.party.number;
}

function isAnswered({ session: { state } }: Leg): boolean {
  return state.at === "talking" || state.at === "answered";
}
