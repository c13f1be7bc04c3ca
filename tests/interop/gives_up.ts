import { audio, expect, pause, request, ringing, scenario, type Steps } from "./scenario.ts";
import { Sipp, type SippResult } from "./sipp.ts";

/** Where the lines of the office's provider come from. */
export const PROVIDER = { ip: "127.0.0.2" };
/** The office's number. */
export const NUMBER = "+40211234567";
export const CALLER = "+40745123456";

const givesUp = (caller: string): Steps => [
  request("INVITE", { body: audio(), callee: NUMBER, headers: [`P-Asserted-Identity: <sip:${caller}@x>`] }),
  expect(100, { optional: true }),
  expect(180),
  pause(1_200),
  request("CANCEL", { callee: NUMBER }),
  ringing,
  expect(200, { matching: /CSeq: 1 CANCEL/ }),
  expect(487),
  request("ACK", { refused: true, callee: NUMBER }),
];

/** Somebody calls the office from the provider's `port`, hears it ring for a second, and hangs up. */
export function callAndGiveUp(
  box: { readonly port: number },
  port: number,
  caller: string = CALLER,
): Promise<SippResult> {
  return Sipp.run({
    scenario: scenario("caller", givesUp(caller).flat().map((step) => String(step).replaceAll("\n[routes]", ""))),
    host: PROVIDER,
    port,
    to: { ip: "127.0.0.1", port: box.port },
    users: [{ number: caller.replace("+4", ""), secret: "" }],
    calls: 1,
    withinS: 30,
  });
}
