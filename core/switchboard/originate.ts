import { carryOut } from "../script/mod.ts";
import type { DueErrand } from "./errands.ts";
import type { Parts } from "./parts.ts";

/** RFC 3261 §8.1.1.6. */
const MAX_FORWARDS = 70;

/** A call that the box makes by itself: nobody is on it yet, and whoever is shown as the caller is named only. */
export function originate({ exchange, calls, runner, count }: Parts, { key, errand }: DueErrand): void {
  const call = `c${exchange.chance.token()}`;
  const { from, number } = errand;
  calls.set(call, {
    caller: { party: from, hidden: false },
    maxForwards: MAX_FORWARDS,
    since: exchange.now,
    dialled: number,
    // Nobody is brought there first: the call is there from its beginning.
    ...(errand.alone === true ? { via: errand.to } : {}),
  });
  count("calls_started");
  exchange.note(call, { type: "call.started", from, dialled: number });
  exchange.log("info", "The box calls", { call, number, for: errand.to.kind });
  runner.start(call, carryOut(key, errand));
}
