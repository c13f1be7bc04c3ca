import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { mailOffice } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press } from "../lab/scene.ts";

function subscribe(lab: Lab, phone: HandPhone, number: string): void {
  phone.outside("SUBSCRIBE", `sip:${number}@10.0.0.1`, {
    headers: [
      field("Contact", phone.contact),
      field("Event", "message-summary"),
      field("Accept", "application/simple-message-summary"),
      field("Expires", "600"),
    ],
  });
  lab.run(100);
}

/** What a phone was told, oldest first: `2/0 (1/0)`. */
function told(phone: HandPhone): readonly string[] {
  return phone.requests("NOTIFY").map(({ body }) => /Voice-Message: (.*)\r\n/.exec(toText(body))?.[1] ?? toText(body));
}

function leave(lab: Lab, from: HandPhone, keys = ""): void {
  const call = connected(lab, from, "*102");
  lab.run(5_000);
  press(lab, from, keys);
  call.bye();
  lab.run(1_000);
}

Deno.test("a phone that asks is told of every message: left, heard, deleted, brought back", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  subscribe(lab, bob, "102");
  assert.deepEqual(bob.statuses("SUBSCRIBE"), [200]);
  assert.deepEqual(told(bob), ["0/0 (0/0)"]);
  leave(lab, ana);
  leave(lab, ana, "#4");
  assert.deepEqual(told(bob).slice(1), ["1/0 (0/0)", "2/0 (1/0)"]);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "17");
  press(lab, bob, "7");
  assert.deepEqual(told(bob).slice(3), ["1/1 (0/1)", "1/0 (0/0)", "1/1 (0/1)"]);
  call.bye();
  const first = bob.requests("NOTIFY")[1]!;
  assert.equal(header(first, "Event"), "message-summary");
  assert.equal(header(first, "Content-Type"), "application/simple-message-summary");
  assert.match(header(first, "Subscription-State")!, /^active;expires=\d+$/);
  assert.equal(
    toText(first.body).split("\r\n", 2).join("|"),
    "Messages-Waiting: yes|Message-Account: sip:102@10.0.0.1",
  );
  assertNothingLeft(lab);
});

Deno.test("a change is told in the turn that makes it", () => {
  const { lab, ana, bob } = mailOffice();
  subscribe(lab, bob, "*97");
  const call = connected(lab, ana, "*102");
  lab.run(5_000);
  call.bye();
  const before = told(bob).length;
  // The BYE's way, the recorder's word, the NOTIFY's way: no timer of ours lies between.
  lab.run(25);
  assert.deepEqual(told(bob).slice(before), ["1/0 (0/0)"]);
  assertNothingLeft(lab);
});

Deno.test("nobody watches another's messages, nor those of an extension without a mailbox", () => {
  const { lab, ana, bob } = mailOffice();
  subscribe(lab, ana, "102");
  subscribe(lab, ana, "101");
  subscribe(lab, bob, "103");
  assert.deepEqual([ana.statuses("SUBSCRIBE"), bob.statuses("SUBSCRIBE")], [[403, 404], [403]]);
  assert.deepEqual(told(ana), []);
  assertNothingLeft(lab);
});

Deno.test("phones that have not asked are told where the office says so, when they register too", () => {
  const { lab, ana, bob } = mailOffice({ notifies: true });
  assert.deepEqual(told(bob), ["0/0 (0/0)"]);
  leave(lab, ana);
  assert.deepEqual(told(bob), ["0/0 (0/0)", "1/0 (0/0)"]);
  assert.deepEqual(told(ana), []);
  bob.register();
  lab.run(100);
  assert.equal(told(bob).at(-1), "1/0 (0/0)");
  const count = told(bob).length;
  subscribe(lab, bob, "102");
  leave(lab, ana);
  assert.deepEqual(told(bob).slice(count), ["1/0 (0/0)", "2/0 (0/0)"]);
  assertNothingLeft(lab);
});

Deno.test("what is heard at the desk is told to the phone in the same turn", () => {
  const { lab, ana, bob } = mailOffice();
  subscribe(lab, bob, "102");
  leave(lab, ana);
  const answer = lab.ask({ type: "mailbox", box: "102" });
  assert.ok(answer.type === "mailbox");
  const { id } = answer.mailbox.messages[0]!;
  lab.ask({ type: "change-message", box: "102", id, change: { state: "saved" } });
  lab.run(10);
  assert.deepEqual(told(bob).slice(1), ["1/0 (0/0)", "0/1 (0/0)"]);
  assertNothingLeft(lab);
});
