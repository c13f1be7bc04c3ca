import { lose } from "../call/mod.ts";
import type { Parts } from "./parts.ts";

/**
 * Accounts whose minutes of the hour are over while they talk: each of their calls tells it, and is ended where the brake
 * says so; whoever is in the house hears why.
 */
export function brakeRunning({ exchange, tolls }: Pick<Parts, "exchange" | "tolls">): void {
  const { brakes } = exchange.directory;
  for (const { payer, kind, legs } of tolls.takeSpent(brakes, exchange.now)) {
    const why = brakes[kind].ends === true ? "ended" : "reached";
    for (const leg of legs.flatMap((id) => exchange.legs.get(id) ?? [])) {
      const { call, session } = leg;
      exchange.note(call, { type: "brake.acted", number: payer, dialled: session.party.number, class: kind, why });
      exchange.log("warn", "A call outside runs, and the minutes of its account are over", {
        call,
        by: payer,
        class: kind,
        why,
      });
      if (why === "ended") lose(exchange, session, "braked");
    }
  }
}
