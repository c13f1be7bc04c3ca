/**
 * A phone of the office that calls outside: a baresip, and a SIPp that plays whoever carries the call.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, type BoxOptions } from "./box.ts";
import type { Host } from "./host.ts";
import { scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";

export interface CallOut {
  /** What the one that carries the call does: it registers the box, and takes one call. */
  readonly carrier: (port: number) => Steps;
  readonly host: Host;
  /** The office whose trunk it is. */
  readonly office: (port: number) => BoxOptions;
}

/** The box registers, 101 calls outside, hears the far end and hangs up; both calls of the SIPp go as its steps say. */
export async function callOut({ carrier, host, office }: CallOut): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const steps = scenario("provider", carrier(port));
  const sipp = await Sipp.start({ scenario: steps, host, port, calls: 2, withinS: 40 });
  opened.adopt(sipp, async (sipp) => void await sipp.stop());
  const box = opened.adopt(await Box.start(office(port)), (box) => box.stop());
  await box.untilFigure("trunks_up", 1);
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  await ana.dial(box.uri("0722000111"));
  await ana.until("CALL_ESTABLISHED");
  await ana.hears(440);
  await ana.hangUp();
  const result = await sipp.end();
  assert.deepEqual([result.successful, result.failed], [2, 0], result.errors);
  await box.untilEmpty();
}
