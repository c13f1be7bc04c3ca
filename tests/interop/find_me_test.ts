/**
 * Where people are besides their desk, on real baresips: one phone after the other, ring groups, and mobiles outside that
 * must say that somebody is there.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, type BoxOptions } from "./box.ts";
import { HERE } from "./place.ts";
import { hearsPrompt } from "./prompt.ts";
import { realTest } from "./tool.ts";
import { anaBobAndCarl, endCall, startPhones, three } from "./with_phones.ts";

const OFFICE = "0211234567";
const MOBILE = "0722000222";
const MOBILE_HZ = 1000;
/** Whoever answered has 20 s to press 1; and as long again. */
const UNCONFIRMED_MS = 40_000;

const group = (keys: string): string => `groups: [{ number: "600", name: Sales, ${keys} }]\n`;

/**
 * A test with a caller and a mobile outside, which takes every call as voicemails do, and with Bob and Carl, who answer when
 * they are told to. Whoever calls from here and is no extension comes from the provider.
 */
function withMobile(
  name: string,
  { to, office = "", ...options }: BoxOptions & { readonly to: string },
  run: (box: Box, phones: readonly Baresip[], mobile: Baresip) => Promise<void>,
): void {
  realTest(name, ["baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const [mobile, caller] = await startPhones(opened, [
      { user: `+4${MOBILE}`, hz: MOBILE_HZ },
      { user: "0722000111", hz: 440 },
    ]);
    const peer = `kind: peer, host: ${HERE}, port: ${mobile!.uri.split(":").at(-1)}`;
    const outside = `trunks: [{ name: provider, number: "+4${OFFICE}", ${peer} }]\n` +
      `routes: [{ match: "0.", trunks: [provider] }]\nnumbers: [{ number: "${OFFICE}", to: ${to} }]\n`;
    const box = opened.adopt(await Box.start({ ...options, office: outside + office }), (box) => box.stop());
    const desks = await startPhones(opened, anaBobAndCarl(box, "102", "103").slice(1));
    await run(box, [caller!, ...desks], mobile!);
  });
}

withMobile(
  "the desk rings, then another phone, then the mobile, which hears the question, presses 1 and has the call",
  {
    to: '"102"',
    extension: `ring_for: 5, find_me: [{ number: "103", after: 5, for: 5 }, { number: "${MOBILE}", after: 10 }]`,
  },
  async (box, phones, mobile) => {
    const [caller, bob, carl] = three(phones);
    await caller.dial(box.uri(OFFICE));
    await bob.until("CALL_INCOMING");
    assertQuiet(carl, mobile);
    await bob.until("CALL_CLOSED");
    await carl.until("CALL_INCOMING");
    assertQuiet(mobile);
    await carl.until("CALL_CLOSED");
    await hearsPrompt(mobile, "confirm-press");
    await mobile.digits("1");
    await caller.hears(MOBILE_HZ);
    await mobile.hears(440);
    await endCall(box, caller, mobile);
  },
);

withMobile(
  "a mobile that answers and presses nothing is let go, and the caller goes where nobody answers",
  { to: "group 600", office: group(`members: ["${MOBILE}"], ring_for: 5, otherwise: "103"`) },
  async (box, phones, mobile) => {
    const [caller, , carl] = three(phones);
    await caller.dial(box.uri(OFFICE));
    await hearsPrompt(mobile, "confirm-press");
    await mobile.until("CALL_CLOSED", UNCONFIRMED_MS);
    await carl.until("CALL_INCOMING");
    await carl.answer();
    await carl.hears(440);
    await caller.hears(880);
    await assert.rejects(caller.hears(MOBILE_HZ, 0.1, 0), /Cannot hear/, "what answers by itself outside is not heard");
    await endCall(box, caller, carl);
  },
);

withMobile(
  "in a group with memory the first phone rings on while the second one does, and either takes the call",
  { to: "group 600", office: group('members: ["102", "103"], strategy: memory, member_for: 5, ring_for: 30') },
  async (box, phones, mobile) => {
    const [caller, bob, carl] = three(phones);
    await caller.dial(box.uri(OFFICE));
    await bob.until("CALL_INCOMING");
    assertQuiet(carl);
    await carl.until("CALL_INCOMING");
    assert.ok(!bob.events.some(({ type }) => type === "CALL_CLOSED"), "he still rings");
    await bob.answer();
    await carl.until("CALL_CLOSED");
    await bob.hears(440);
    await caller.hears(660);
    await endCall(box, caller, bob);
    assertQuiet(mobile);
  },
);

withMobile(
  "a group rings its mobile later; the desk rings on while the mobile hears the question, until it has pressed 1",
  { to: "group 600", office: group(`members: ["102", { number: "${MOBILE}", delay: 5 }]`) },
  async (box, phones, mobile) => {
    const [caller, bob] = three(phones);
    await caller.dial(box.uri(OFFICE));
    await bob.until("CALL_INCOMING");
    assertQuiet(mobile);
    await hearsPrompt(mobile, "confirm-press");
    assert.ok(!bob.events.some(({ type }) => type === "CALL_CLOSED"), "the desk still rings");
    await mobile.digits("1");
    await bob.until("CALL_CLOSED");
    await caller.hears(MOBILE_HZ);
    await mobile.hears(440);
    await endCall(box, caller, mobile);
  },
);

/** None of them has been called yet. */
function assertQuiet(...phones: readonly Baresip[]): void {
  for (const { events } of phones) assert.ok(!events.some(({ type }) => type === "CALL_INCOMING"));
}
