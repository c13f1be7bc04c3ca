import { canBeToldToAnswer, type Leg, type LegId, release, tellToAnswer } from "../call/mod.ts";
import { destinationOf } from "../routing/mod.ts";
import { act, type Script } from "../script/mod.ts";
import type { DeskAnswer, SteerOrder } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/** What may be done with a call before anybody takes it. */
export type RingingOrder = Extract<SteerOrder, { readonly do: "deflect" | "answer" }>;

interface Wish<Order extends RingingOrder = RingingOrder> {
  readonly call: string;
  readonly by: string | undefined;
  readonly order: Order;
}

/** What rings at somebody's phones is answered there, or goes elsewhere, by a word from the desk. */
export function steerRinging(parts: Parts, { call, by, order }: Wish): DeskAnswer {
  const { legs } = parts.exchange;
  const ringing = legs.ofCall(call).filter(({ session }) =>
    session.state.at === "calling" && session.party.trunk === undefined
  );
  const named = ringing.filter(({ id, session: { party } }) =>
    by === undefined || [id, party.number, party.phone].includes(by)
  );
  const [leg] = named;
  const text = `Cannot ${order.do} call "${call}"`;
  if (leg === undefined) {
    const whose = by === undefined ? "no phone of the house" : `no phone of "${by}"`;
    return refusal(ringing.length === 0 ? "conflict" : "value", `${text}: ${whose} rings there`);
  }
  const numbers = new Set(named.map(({ session }) => session.party.number));
  if (numbers.size > 1) {
    return refusal("value", `${text}: "by" must name one of ${[...numbers].map((each) => `"${each}"`).join(", ")}`);
  }
  return order.do === "answer" ? answer(parts, named, text) : deflect(parts, leg, { call, by, order });
}

function answer({ exchange }: Parts, phones: readonly Leg[], text: string): DeskAnswer {
  const phone = phones.find(({ session }) => canBeToldToAnswer(session));
  if (phone === undefined) {
    return refusal("conflict", `${text}: "${phones[0]!.session.party.number}" has no phone that can be told to`);
  }
  tellToAnswer(exchange, phone.session);
  return { type: "done", text: `"${phone.session.party.number}" is told to answer` };
}

/** As if his phone had said 302 for all that ring: the caller goes on at once, on his account, and nobody has missed him. */
function deflect(
  parts: Parts,
  leg: Leg,
  { call, order: { to } }: Wish<Extract<RingingOrder, { do: "deflect" }>>,
): DeskAnswer {
  const { exchange, runner } = parts;
  const { number } = leg.session.party;
  const text = `Cannot deflect call "${call}" to "${to}"`;
  if (destinationOf(to, exchange.directory) === undefined) {
    return refusal("value", `${text}: that number leads nowhere`);
  }
  const caller = exchange.legs.get(leg.placedFor ?? "");
  // Whoever is only asked, or called by the box itself, has nobody to send on.
  if (caller === undefined || caller.mate !== undefined) {
    return refusal("conflict", `${text}: nobody waits there for "${number}"`);
  }
  exchange.note(call, { type: "leg.deflected", leg: leg.id, target: to });
  for (const each of exchange.legs.ofCall(call)) {
    if (each.placedFor === caller.id && each.session.state.at === "calling") {
      release(exchange, each.session, "answered-elsewhere");
    }
  }
  parts.atOnce(call, diverted(caller.id, number));
  const destination = { kind: "dial", id: to } as const;
  const isQueued = parts.hasQueueDesk && parts.atDesk((desk) => desk.takeOut(caller.id, destination)).ok;
  if (!isQueued && !runner.redirect(call, caller.id, destination)) {
    return refusal("conflict", `${text}: nobody was to be reached there`);
  }
  return { type: "done", text: `Call "${call}" goes on to "${to}"` };
}

function* diverted(leg: LegId, by: string): Script<void> {
  yield* act({ do: "divert", leg, by, reason: "deflection" });
}
