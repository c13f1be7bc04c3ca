/**
 * A busy office: SIPp on both sides of the box, a hundred calls a second for a minute.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Box, secretOf } from "./box.ts";
import { introduce } from "./introduce.ts";
import { freePorts } from "./place.ts";
import {
  answer,
  answerInside,
  audio,
  expect,
  hangingUp,
  inviting,
  pause,
  registering,
  request,
  ringing,
  scenario,
} from "./scenario.ts";
import { Sipp, type SippUser } from "./sipp.ts";
import { realTest } from "./tool.ts";

const CALLS_A_SECOND = 100;
const SECONDS = 60;
const TALK_MS = 5_000;
/** On each side; each may have 100 calls at once. */
const USERS = 20;

const FIRST = 1_001;

const callers: readonly SippUser[] = Array.from({ length: USERS }, (_, place) => ({
  number: String(FIRST + place),
  secret: secretOf(String(FIRST + place)),
  calls: String(FIRST + USERS + place),
}));
const callees: readonly SippUser[] = callers.map(({ calls = "" }) => ({ number: calls, secret: secretOf(calls) }));

realTest(`${CALLS_A_SECOND} calls a second for ${SECONDS} s with media time, none failed`, ["sipp"], async () => {
  await using opened = new AsyncDisposableStack();
  // Ports rest 30 s after a call, so a minute of this needs more of them than an office has.
  const office = {
    first: FIRST,
    extensions: 2 * USERS,
    extension: "call_limit: 100",
    rtp: [10_000, 32_000],
    log: "info",
  } as const;
  const box = opened.adopt(await Box.start(office), (box) => box.stop());
  const [callerPort, calleePort] = [freePorts(4), freePorts(4)];
  await introduce(box.port, calleePort, callees);
  await introduce(box.port, callerPort, callers);
  const registered = await Sipp.run({
    scenario: scenario("register", registering),
    to: box.port,
    port: calleePort,
    users: callees,
    calls: USERS,
    withinS: 20,
  });
  assert.equal(registered.successful, USERS, registered.errors);

  const calls = CALLS_A_SECOND * SECONDS;
  const withinS = SECONDS + TALK_MS / 1_000 + 40;
  const callee = await Sipp.start({
    scenario: scenario("callee", [
      expect("INVITE", { dialog: true }),
      answer("180 Ringing"),
      answer("200 OK", { body: audio(), repeated: true }),
      expect("ACK"),
      expect("BYE"),
      answerInside("200 OK"),
    ]),
    port: calleePort,
    calls,
    withinS: withinS + 10,
  });
  const caller = await Sipp.run({
    scenario: scenario("caller", [
      inviting(),
      ringing,
      expect(200, { dialog: true }),
      request("ACK", { cseq: 2, inDialog: true }),
      pause(TALK_MS),
      hangingUp(3),
    ]),
    to: box.port,
    port: callerPort,
    users: callers,
    calls,
    rate: CALLS_A_SECOND,
    withinS,
  });
  assert.deepEqual([caller.successful, caller.failed], [calls, 0], caller.errors);
  const called = await callee.end();
  assert.deepEqual([called.successful, called.failed], [calls, 0], called.errors);
  await box.untilIdle();
});
