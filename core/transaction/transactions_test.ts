import assert from "node:assert/strict";
import { START } from "../base/mod.ts";
import { arriving, open, request, UDP, US } from "./example.ts";

Deno.test("a table without time is a mistake of ours", () => {
  assert.throws(() => open({ t1Ms: 0 }), /Cannot time transactions with t1Ms "0": expected more than 0/);
});

Deno.test("a table describes itself, one line a transaction", () => {
  const both = open();
  both.request(request("OPTIONS"), UDP, US, START);
  both.receive(arriving("INVITE"), UDP, START);
  const [first, second] = both.describe(START);
  assert.match(first!, /^non-invite-client z9hG4bK\w+ OPTIONS trying, wakes in 500 ms$/);
  assert.equal(second, "invite-server z9hG4bKx 192.0.2.7:5062 INVITE proceeding, waits for its user");
});
