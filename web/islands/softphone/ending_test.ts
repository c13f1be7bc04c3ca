import assert from "node:assert/strict";
import { endingOf, type Message } from "./ending.ts";

const status = (status_code: number): Message => ({ status_code, getHeader: () => undefined });
const cancel = (reason: string | undefined): Message => ({ getHeader: () => reason });

for (
  const [what, cause, message, expected] of [
    ["a BYE", "Terminated", null, "over"],
    ["a caller who gives up", "Canceled", cancel(undefined), "over"],
    ["another phone that answers (RFC 3326)", "Canceled", cancel('SIP ;cause=200 ;text="answered"'), "elsewhere"],
    ["a caller whom another refusal ends", "Canceled", cancel("SIP;cause=486"), "over"],
    ["486", "Busy", status(486), "busy"],
    ["603", "Rejected", status(603), "refused"],
    ["404", "Not Found", status(404), "nowhere"],
    ["480", "Unavailable", status(480), "no-answer"],
    ["503", "SIP Failure Code", status(503), "unreachable"],
    ["a microphone that is denied", "User Denied Media Access", null, "no-microphone"],
    ["a fault of the browser's", "WebRTC Error", null, "failed"],
  ] as const
) {
  Deno.test(`${what} ends a call as "${expected}"`, () => assert.equal(endingOf(cause, message), expected));
}
