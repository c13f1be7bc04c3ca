import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import type { ClientEvent } from "./invite_client.ts";
import {
  nonInviteClientDue,
  type NonInviteClientState,
  startNonInviteClient,
  stepNonInviteClient,
} from "./non_invite_client.ts";
import type { Moment } from "./timing.ts";

const TIMING = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000, timerCMs: undefined };
const NOW = 10_000 as Instant;
const AFTER = later(NOW, 100_000);
const UDP: Moment = { now: NOW, reliable: false, timing: TIMING };
const TCP: Moment = { now: NOW, reliable: true, timing: TIMING };

const TRYING: NonInviteClientState = { at: "trying", resend: { at: NOW, waitMs: 500 }, endAt: AFTER };
const PROCEEDING: NonInviteClientState = { ...TRYING, at: "proceeding" };
const COMPLETED: NonInviteClientState = { at: "completed", endAt: NOW };
const TERMINATED: NonInviteClientState = { at: "terminated" };

const DEADLINE: ClientEvent = { type: "deadline" };
const UNREACHABLE: ClientEvent = { type: "unreachable", mayReturn: false };
const got = (status: number): ClientEvent => ({ type: "response", status });

// RFC 3261 figure 6: state, event, the state that follows, what is done.
const FIGURE: readonly [string, NonInviteClientState, ClientEvent, NonInviteClientState["at"], string][] = [
  ["trying, 100", TRYING, got(100), "proceeding", "pass"],
  ["trying, 200", TRYING, got(200), "completed", "pass"],
  ["trying, 404", TRYING, got(404), "completed", "pass"],
  ["trying, timer E", TRYING, DEADLINE, "trying", "send"],
  ["trying, timer F", { ...TRYING, endAt: NOW }, DEADLINE, "terminated", "timeout"],
  ["trying, transport error", TRYING, UNREACHABLE, "terminated", "unreachable"],
  ["proceeding, 100", PROCEEDING, got(100), "proceeding", "pass"],
  ["proceeding, 200", PROCEEDING, got(200), "completed", "pass"],
  ["proceeding, 503", PROCEEDING, got(503), "completed", "pass"],
  ["proceeding, timer E", PROCEEDING, DEADLINE, "proceeding", "send"],
  ["proceeding, timer F", { ...PROCEEDING, endAt: NOW }, DEADLINE, "terminated", "timeout"],
  ["proceeding, transport error", PROCEEDING, UNREACHABLE, "terminated", "unreachable"],
  ["completed, 100", COMPLETED, got(100), "completed", ""],
  ["completed, 200", COMPLETED, got(200), "completed", ""],
  ["completed, timer K", COMPLETED, DEADLINE, "terminated", ""],
  ["completed, transport error", COMPLETED, UNREACHABLE, "completed", ""],
  ["terminated, 200", TERMINATED, got(200), "terminated", ""],
  ["terminated, deadline", TERMINATED, DEADLINE, "terminated", ""],
  ["terminated, transport error", TERMINATED, UNREACHABLE, "terminated", ""],
];

for (const [name, state, event, at, acts] of FIGURE) {
  Deno.test(`a request of ours follows the figure: ${name}`, () => {
    const [next, ...done] = stepNonInviteClient(state, event, UDP);
    assert.equal(next.at, at);
    assert.equal(done.join(" "), acts);
  });
}

Deno.test("a request of ours is over with its answer over a reliable transport, and after T4 over UDP", () => {
  assert.equal(stepNonInviteClient(TRYING, got(200), TCP)[0].at, "terminated");
  assert.equal(nonInviteClientDue(stepNonInviteClient(TRYING, got(200), UDP)[0]), later(NOW, 5000));
});

Deno.test("timer E doubles up to T2, and timer F gives up at 32 s", () => {
  const sentAt: number[] = [];
  let [state, ...acts] = startNonInviteClient({ ...UDP, now: START });
  let now = START;
  for (;;) {
    if (acts.includes("send")) sentAt.push(now);
    if (acts.includes("timeout")) break;
    now = nonInviteClientDue(state)!;
    [state, ...acts] = stepNonInviteClient(state, DEADLINE, { ...UDP, now });
  }
  assert.deepEqual(sentAt, [0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
  assert.equal(now, 32_000);
});

Deno.test("in proceeding, timer E waits T2", () => {
  const [next] = stepNonInviteClient(PROCEEDING, DEADLINE, UDP);
  assert.equal(nonInviteClientDue(next), later(NOW, 4000));
});

Deno.test("over a reliable transport only timer F is set", () => {
  assert.equal(nonInviteClientDue(startNonInviteClient({ ...TCP, now: START })[0]), 32_000);
});
