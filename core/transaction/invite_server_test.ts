import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import {
  INVITE_SERVER_START,
  inviteServerDue,
  type InviteServerEvent,
  type InviteServerState,
  stepInviteServer,
} from "./invite_server.ts";
import type { Moment } from "./timing.ts";

const TIMING = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000, timerCMs: undefined };
const NOW = 10_000 as Instant;
const AFTER = later(NOW, 100_000);
const UDP: Moment = { now: NOW, reliable: false, timing: TIMING };
const TCP: Moment = { now: NOW, reliable: true, timing: TIMING };

const resend = { at: NOW, waitMs: 500 };
const PROCEEDING: InviteServerState = INVITE_SERVER_START;
const REPEATING: InviteServerState = { at: "proceeding", repeat: { resend, endAt: AFTER } };
const ACCEPTED: InviteServerState = { at: "accepted", repeat: undefined, endAt: NOW };
const ANSWERING: InviteServerState = { at: "accepted", repeat: { resend, endAt: AFTER }, endAt: AFTER };
const COMPLETED: InviteServerState = { at: "completed", resend, endAt: AFTER };
const CONFIRMED: InviteServerState = { at: "confirmed", endAt: NOW };
const TERMINATED: InviteServerState = { at: "terminated" };

const REQUEST: InviteServerEvent = { type: "request" };
const ACK: InviteServerEvent = { type: "ack" };
const CONFIRM: InviteServerEvent = { type: "confirm" };
const DEADLINE: InviteServerEvent = { type: "deadline" };
const say = (status: number, repeat = false): InviteServerEvent => ({ type: "respond", status, repeat });

// RFC 3261 figure 7 with RFC 6026 figure 2: state, event, the state that follows, what is done.
const FIGURE: readonly [string, InviteServerState, InviteServerEvent, InviteServerState["at"], string][] = [
  ["proceeding, INVITE", PROCEEDING, REQUEST, "proceeding", "resend"],
  ["proceeding, 180", PROCEEDING, say(180), "proceeding", "send"],
  ["proceeding, 200", PROCEEDING, say(200), "accepted", "send"],
  ["proceeding, 302", PROCEEDING, say(302), "completed", "send"],
  ["proceeding, 603", PROCEEDING, say(603), "completed", "send"],
  ["proceeding, ACK", PROCEEDING, ACK, "proceeding", ""],
  ["proceeding, deadline", PROCEEDING, DEADLINE, "proceeding", ""],
  ["repeating a provisional, due", REPEATING, DEADLINE, "proceeding", "repeat"],
  ["repeating a provisional, INVITE", REPEATING, REQUEST, "proceeding", "resend"],
  ["repeating a provisional, 180", REPEATING, say(180), "proceeding", "send"],
  ["repeating a provisional, PRACK", REPEATING, CONFIRM, "proceeding", ""],
  ["repeating a provisional, 200", REPEATING, say(200), "accepted", "send"],
  ["accepted, INVITE", ACCEPTED, REQUEST, "accepted", ""],
  ["accepted, 180", ACCEPTED, say(180), "accepted", ""],
  ["accepted, 200", ACCEPTED, say(200), "accepted", "send"],
  ["accepted, 486", ACCEPTED, say(486), "accepted", ""],
  ["accepted, ACK", ACCEPTED, ACK, "accepted", "ack"],
  ["accepted, timer L", ACCEPTED, DEADLINE, "terminated", ""],
  ["repeating a 2xx, due", ANSWERING, DEADLINE, "accepted", "repeat"],
  ["repeating a 2xx, ACK", ANSWERING, ACK, "accepted", "ack"],
  ["repeating a 2xx, confirmed", ANSWERING, CONFIRM, "accepted", ""],
  ["repeating a 2xx, timer L", { ...ANSWERING, endAt: NOW }, DEADLINE, "terminated", "unconfirmed"],
  ["completed, INVITE", COMPLETED, REQUEST, "completed", "resend"],
  ["completed, 180", COMPLETED, say(180), "completed", ""],
  ["completed, 200", COMPLETED, say(200), "completed", ""],
  ["completed, 486", COMPLETED, say(486), "completed", ""],
  ["completed, ACK", COMPLETED, ACK, "confirmed", ""],
  ["completed, confirmed", COMPLETED, CONFIRM, "completed", ""],
  ["completed, timer G", COMPLETED, DEADLINE, "completed", "resend"],
  ["completed, timer H", { ...COMPLETED, endAt: NOW }, DEADLINE, "terminated", ""],
  ["confirmed, INVITE", CONFIRMED, REQUEST, "confirmed", ""],
  ["confirmed, 486", CONFIRMED, say(486), "confirmed", ""],
  ["confirmed, ACK", CONFIRMED, ACK, "confirmed", ""],
  ["confirmed, confirmed", CONFIRMED, CONFIRM, "confirmed", ""],
  ["confirmed, timer I", CONFIRMED, DEADLINE, "terminated", ""],
  ["terminated, INVITE", TERMINATED, REQUEST, "terminated", ""],
  ["terminated, 200", TERMINATED, say(200), "terminated", ""],
  ["terminated, ACK", TERMINATED, ACK, "terminated", ""],
  ["terminated, deadline", TERMINATED, DEADLINE, "terminated", ""],
];

for (const [name, state, event, at, acts] of FIGURE) {
  Deno.test(`an INVITE to us follows the figure: ${name}`, () => {
    const [next, ...done] = stepInviteServer(state, event, UDP);
    assert.equal(next.at, at);
    assert.equal(done.join(" "), acts);
  });
}

/** Answers at START and lets the deadlines pass: when what was done, until nothing is due any more. */
function run(answer: InviteServerEvent, moment: Moment): string[] {
  const done: string[] = [];
  let [state] = stepInviteServer(INVITE_SERVER_START, answer, { ...moment, now: START });
  for (let due = inviteServerDue(state); due !== undefined; due = inviteServerDue(state)) {
    const [next, ...acts] = stepInviteServer(state, DEADLINE, { ...moment, now: due });
    for (const act of acts) done.push(`${due} ${act}`);
    state = next;
    if (next.at === "terminated") done.push(`${due} over`);
  }
  return done;
}

const at = (act: string, times: readonly number[]): string[] => times.map((ms) => `${ms} ${act}`);
const CAPPED = [500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];

for (const [transport, moment] of [["UDP", UDP], ["a reliable transport", TCP]] as const) {
  Deno.test(`a 2xx is repeated up to T2 over ${transport} until 64*T1`, () => {
    assert.deepEqual(run(say(200, true), moment), [...at("repeat", CAPPED), "32000 unconfirmed", "32000 over"]);
  });

  Deno.test(`a reliable provisional response doubles its wait without a limit over ${transport}`, () => {
    const times = [500, 1500, 3500, 7500, 15_500, 31_500];
    assert.deepEqual(run(say(183, true), moment), [...at("repeat", times), "32000 unconfirmed"]);
  });

  Deno.test(`a 2xx that nobody wants repeated is sent once over ${transport}`, () => {
    assert.deepEqual(run(say(200), moment), ["32000 over"]);
  });
}

Deno.test("timers G and H repeat a refusal up to T2 until 64*T1", () => {
  assert.deepEqual(run(say(486), UDP), [...at("resend", CAPPED), "32000 over"]);
});

Deno.test("a refusal is sent once over a reliable transport, and timer H ends it", () => {
  assert.deepEqual(run(say(486), TCP), ["32000 over"]);
});

Deno.test("the ACK of a refusal ends it after T4 over UDP, and at once over a reliable transport", () => {
  assert.equal(inviteServerDue(stepInviteServer(COMPLETED, ACK, UDP)[0]), later(NOW, 5000));
  assert.equal(stepInviteServer(COMPLETED, ACK, TCP)[0].at, "terminated");
});

Deno.test("a plain 180 does not stop the repeating of a reliable 183", () => {
  assert.deepEqual(stepInviteServer(REPEATING, say(180), UDP)[0], REPEATING);
});
