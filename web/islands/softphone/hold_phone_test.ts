import assert from "node:assert/strict";
import type { Order, Phone } from "../../softphone/mod.ts";
import { type HeldPhone, holdPhone } from "./hold_phone.ts";

Deno.test("an order that is news at once is carried out behind what is under way", () => {
  const [orders, shown]: [Order[], Phone[]] = [[], []];
  const held: HeldPhone = holdPhone({
    carryOut: (order) => {
      orders.push(order);
      // As JsSIP ends a call: within the order to end it.
      if (order.do === "end") held.take({ told: "ended", call: order.call, how: "over" });
    },
    show: (phone) => shown.push(phone),
  });
  held.take({ told: "line", line: "ready" });
  held.take({ do: "dial", call: "a", number: "102" });
  held.take({ do: "hang-up", call: "a" });
  assert.deepEqual(orders.map((order) => order.do), ["call", "end"]);
  assert.deepEqual(shown.map(({ calls }) => calls.length), [0, 1, 1, 0]);
});
