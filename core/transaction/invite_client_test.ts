import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import {
  inviteClientDue,
  type InviteClientEvent,
  type InviteClientState,
  startInviteClient,
  stepInviteClient,
} from "./invite_client.ts";
import type { Moment } from "./timing.ts";

const TIMING = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000, timerCMs: undefined };
const NOW = 10_000 as Instant;
const AFTER = later(NOW, 100_000);
const UDP: Moment = { now: NOW, reliable: false, timing: TIMING };
const TCP: Moment = { now: NOW, reliable: true, timing: TIMING };

const CALLING: InviteClientState = {
  at: "calling",
  resend: { at: NOW, waitMs: 500 },
  endAt: AFTER,
  unwanted: false,
};
const UNWANTED: InviteClientState = { ...CALLING, unwanted: true };
const LAST_OF_B: InviteClientState = { ...CALLING, endAt: NOW };
const PROCEEDING: InviteClientState = { at: "proceeding", cancelled: false, endAt: undefined };
const CANCELLED: InviteClientState = { at: "proceeding", cancelled: true, endAt: NOW };
const ACCEPTED: InviteClientState = { at: "accepted", endAt: NOW };
const COMPLETED: InviteClientState = { at: "completed", endAt: NOW };
const TERMINATED: InviteClientState = { at: "terminated" };

const DEADLINE: InviteClientEvent = { type: "deadline" };
const UNREACHABLE: InviteClientEvent = { type: "unreachable", mayReturn: false };
const BROKEN: InviteClientEvent = { type: "unreachable", mayReturn: true };
const CANCEL: InviteClientEvent = { type: "cancel" };
const REPEAT: InviteClientEvent = { type: "repeat" };
const got = (status: number): InviteClientEvent => ({ type: "response", status });

// RFC 3261 figure 5 with RFC 6026 figure 1: state, event, the state that follows, what is done.
const FIGURE: readonly [string, InviteClientState, InviteClientEvent, InviteClientState["at"], string][] = [
  ["calling, 100", CALLING, got(100), "proceeding", "pass"],
  ["calling, 180", CALLING, got(180), "proceeding", "pass"],
  ["calling, 200", CALLING, got(200), "accepted", "pass"],
  ["calling, 302", CALLING, got(302), "completed", "ack pass"],
  ["calling, 699", CALLING, got(699), "completed", "ack pass"],
  ["calling, timer A", CALLING, DEADLINE, "calling", "send"],
  ["calling, timer B", LAST_OF_B, DEADLINE, "terminated", "timeout"],
  ["calling, transport error", CALLING, UNREACHABLE, "terminated", "unreachable"],
  ["calling, cancel", CALLING, CANCEL, "calling", ""],
  ["calling and unwanted, 100", UNWANTED, got(100), "proceeding", "pass cancel"],
  ["calling and unwanted, 200", UNWANTED, got(200), "accepted", "pass"],
  ["calling and unwanted, 486", UNWANTED, got(486), "completed", "ack pass"],
  ["calling, repeat", CALLING, REPEAT, "calling", ""],
  ["proceeding, repeat", PROCEEDING, REPEAT, "proceeding", "send"],
  ["cancelled, repeat", CANCELLED, REPEAT, "proceeding", ""],
  ["proceeding, 180", PROCEEDING, got(180), "proceeding", "pass"],
  ["proceeding, 200", PROCEEDING, got(200), "accepted", "pass"],
  ["proceeding, 486", PROCEEDING, got(486), "completed", "ack pass"],
  ["proceeding, transport error", PROCEEDING, UNREACHABLE, "terminated", "unreachable"],
  ["proceeding, a connection that may be opened again", PROCEEDING, BROKEN, "proceeding", "broken cancel"],
  ["cancelled, and that cannot be opened", CANCELLED, BROKEN, "terminated", "unreachable"],
  ["proceeding, cancel", PROCEEDING, CANCEL, "proceeding", "cancel"],
  ["cancelled, cancel again", CANCELLED, CANCEL, "proceeding", ""],
  ["cancelled, 180", CANCELLED, got(180), "proceeding", "pass"],
  ["cancelled, 487", CANCELLED, got(487), "completed", "ack pass"],
  ["cancelled, 200 that crossed", CANCELLED, got(200), "accepted", "pass"],
  ["cancelled, 64*T1 later", CANCELLED, DEADLINE, "terminated", "timeout"],
  ["accepted, 180", ACCEPTED, got(180), "accepted", ""],
  ["accepted, 200", ACCEPTED, got(200), "accepted", "pass"],
  ["accepted, 486", ACCEPTED, got(486), "accepted", ""],
  ["accepted, timer M", ACCEPTED, DEADLINE, "terminated", ""],
  ["accepted, transport error", ACCEPTED, UNREACHABLE, "accepted", ""],
  ["accepted, repeat", ACCEPTED, REPEAT, "accepted", ""],
  ["accepted, cancel", ACCEPTED, CANCEL, "accepted", ""],
  ["completed, 180", COMPLETED, got(180), "completed", ""],
  ["completed, 200", COMPLETED, got(200), "completed", ""],
  ["completed, 486", COMPLETED, got(486), "completed", "ack"],
  ["completed, timer D", COMPLETED, DEADLINE, "terminated", ""],
  ["completed, transport error", COMPLETED, UNREACHABLE, "terminated", ""],
  ["completed, repeat", COMPLETED, REPEAT, "completed", ""],
  ["completed, cancel", COMPLETED, CANCEL, "completed", ""],
  ["terminated, 200", TERMINATED, got(200), "terminated", ""],
  ["terminated, deadline", TERMINATED, DEADLINE, "terminated", ""],
  ["terminated, transport error", TERMINATED, UNREACHABLE, "terminated", ""],
  ["terminated, cancel", TERMINATED, CANCEL, "terminated", ""],
];

for (const [name, state, event, at, acts] of FIGURE) {
  Deno.test(`an INVITE of ours follows the figure: ${name}`, () => {
    const [next, ...done] = stepInviteClient(state, event, UDP);
    assert.equal(next.at, at);
    assert.equal(done.join(" "), acts);
  });
}

Deno.test("an INVITE of ours is over at once after a refusal over a reliable transport", () => {
  const [next, ...done] = stepInviteClient(CALLING, got(486), TCP);
  assert.deepEqual([next.at, done], ["terminated", ["ack", "pass"]]);
});

Deno.test("an INVITE of ours lingers after a 2xx over a reliable transport too", () => {
  const [next] = stepInviteClient(CALLING, got(200), TCP);
  assert.deepEqual(next, { at: "accepted", endAt: later(NOW, 32_000) });
});

Deno.test("timers A and B send an INVITE at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s, and give up at 32 s", () => {
  const sentAt: number[] = [];
  let [state, ...acts] = startInviteClient({ ...UDP, now: START });
  let now = START;
  for (;;) {
    if (acts.includes("send")) sentAt.push(now);
    if (acts.includes("timeout")) break;
    now = inviteClientDue(state)!;
    [state, ...acts] = stepInviteClient(state, DEADLINE, { ...UDP, now });
  }
  assert.deepEqual(sentAt, [0, 500, 1500, 3500, 7500, 15_500, 31_500]);
  assert.equal(now, 32_000);
});

Deno.test("an INVITE that rings is not sent again over a reliable transport", () => {
  assert.deepEqual(stepInviteClient(PROCEEDING, REPEAT, TCP), [PROCEEDING]);
});

Deno.test("an INVITE is sent once over a reliable transport, and given up at 32 s", () => {
  const [state, ...acts] = startInviteClient({ ...TCP, now: START });
  assert.deepEqual(acts, ["send"]);
  assert.equal(inviteClientDue(state), 32_000);
});

Deno.test("timer C cancels an INVITE that rings without news, a 180 prolongs it, a 100 does not", () => {
  const timing = { ...TIMING, timerCMs: 180_000 };
  const [ringing] = stepInviteClient(CALLING, got(180), { ...UDP, timing });
  assert.equal(inviteClientDue(ringing), later(NOW, 180_000));
  const [trying] = stepInviteClient(ringing, got(100), { ...UDP, timing, now: later(NOW, 5) });
  assert.equal(inviteClientDue(trying), later(NOW, 180_000));
  const [again] = stepInviteClient(ringing, got(183), { ...UDP, timing, now: later(NOW, 5) });
  assert.equal(inviteClientDue(again), later(NOW, 180_005));
  const [late, ...acts] = stepInviteClient(again, DEADLINE, { ...UDP, timing, now: later(NOW, 180_005) });
  assert.deepEqual(acts, ["cancel"]);
  assert.equal(inviteClientDue(late), later(NOW, 180_005 + 32_000));
});
