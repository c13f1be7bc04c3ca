import assert from "node:assert/strict";
import { type Instant, later } from "../base/mod.ts";
import type { ServerEvent } from "./invite_server.ts";
import { nonInviteServerDue, type NonInviteServerState, stepNonInviteServer } from "./non_invite_server.ts";
import type { Moment } from "./timing.ts";

const TIMING = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000, timerCMs: undefined };
const NOW = 10_000 as Instant;
const UDP: Moment = { now: NOW, reliable: false, timing: TIMING };
const TCP: Moment = { now: NOW, reliable: true, timing: TIMING };

const TRYING: NonInviteServerState = { at: "trying" };
const PROCEEDING: NonInviteServerState = { at: "proceeding" };
const COMPLETED: NonInviteServerState = { at: "completed", endAt: NOW };
const TERMINATED: NonInviteServerState = { at: "terminated" };

const REQUEST: ServerEvent = { type: "request" };
const DEADLINE: ServerEvent = { type: "deadline" };
const say = (status: number): ServerEvent => ({ type: "respond", status, repeat: false });

// RFC 3261 figure 8: state, event, the state that follows, what is done.
const FIGURE: readonly [string, NonInviteServerState, ServerEvent, NonInviteServerState["at"], string][] = [
  ["trying, request", TRYING, REQUEST, "trying", ""],
  ["trying, 100", TRYING, say(100), "proceeding", "send"],
  ["trying, 200", TRYING, say(200), "completed", "send"],
  ["trying, deadline", TRYING, DEADLINE, "trying", ""],
  ["proceeding, request", PROCEEDING, REQUEST, "proceeding", "resend"],
  ["proceeding, 100", PROCEEDING, say(100), "proceeding", "send"],
  ["proceeding, 404", PROCEEDING, say(404), "completed", "send"],
  ["proceeding, deadline", PROCEEDING, DEADLINE, "proceeding", ""],
  ["completed, request", COMPLETED, REQUEST, "completed", "resend"],
  ["completed, 100", COMPLETED, say(100), "completed", ""],
  ["completed, 200", COMPLETED, say(200), "completed", ""],
  ["completed, timer J", COMPLETED, DEADLINE, "terminated", ""],
  ["terminated, request", TERMINATED, REQUEST, "terminated", ""],
  ["terminated, 200", TERMINATED, say(200), "terminated", ""],
  ["terminated, deadline", TERMINATED, DEADLINE, "terminated", ""],
];

for (const [name, state, event, at, acts] of FIGURE) {
  Deno.test(`a request to us follows the figure: ${name}`, () => {
    const [next, ...done] = stepNonInviteServer(state, event, UDP);
    assert.equal(next.at, at);
    assert.equal(done.join(" "), acts);
  });
}

Deno.test("timer J is 64*T1 over UDP and zero over a reliable transport", () => {
  assert.equal(nonInviteServerDue(stepNonInviteServer(TRYING, say(200), UDP)[0]), later(NOW, 32_000));
  assert.equal(stepNonInviteServer(TRYING, say(200), TCP)[0].at, "terminated");
});
