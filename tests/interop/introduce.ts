/**
 * SIPp reads only the first of several challenges and knows no SHA-256. The box takes a phone that comes back without an
 * answer for one that cannot understand, and challenges it with MD5 alone: so each SIPp user comes twice first.
 *
 * @module
 */
import type { Address } from "../../core/base/mod.ts";
import { type Host, LOOPBACK } from "./host.ts";
import { expect, pause, request, scenario, type Step } from "./scenario.ts";
import { Sipp, type SippUser } from "./sipp.ts";

/** Who comes back sooner had asked several things at once, and is not taken for one that cannot understand. */
const AWAY_MS = 2_200;

/** One coming, by each method that SIPp is challenged for. */
const visit = (cseq: number): readonly Step[] => [
  request("REGISTER", { cseq }),
  expect(401),
  request("INVITE", { cseq, callee: "[field0]" }),
  expect(100, { optional: true }),
  expect(401),
  request("ACK", { cseq, refused: true, callee: "[field0]" }),
];

/** Makes the users of a SIPp known to a box as those who answer MD5 only. */
export async function introduce(
  box: number | Address,
  port: number,
  users: readonly SippUser[],
  host: Host = LOOPBACK,
): Promise<void> {
  const steps = [visit(1), pause(AWAY_MS), visit(2)];
  const calls = users.length;
  const result = await Sipp.run({
    scenario: scenario("introduce", steps),
    host,
    to: box,
    port,
    users,
    calls,
    withinS: 20,
  });
  if (result.successful !== calls) throw new Error(`Cannot introduce ${calls} users to the box: ${result.errors}`);
}
