import type { Errand } from "../trunk/mod.ts";
import { advertisedAddress } from "../call/mod.ts";
import type { Parts } from "./parts.ts";

/** Does what a trunk's keeper wants done. */
export function runErrand({ exchange, trunks, emit }: Parts, errand: Errand): void {
  switch (errand.type) {
    case "resolve":
      return emit(errand);
    case "ask":
      return trunks.sent(errand, exchange.send(errand, errand.request));
    case "mention": {
      const { request, flow } = errand;
      return exchange.carry(exchange.transactions.mention(request, flow, advertisedAddress(flow, exchange.addresses)));
    }
  }
}
