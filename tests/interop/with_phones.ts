/**
 * A test with a box of its own and baresips that are registered there.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type BaresipOptions, type CodecName } from "./baresip.ts";
import { Box, type BoxOptions } from "./box.ts";
import { realTest } from "./tool.ts";

export type Transport = "udp" | "tcp" | "tls";

/** Runs a test with a box and phones; all are ended in the opposite order. */
export function withPhones(
  name: string,
  phones: (box: Box) => readonly BaresipOptions[],
  run: (box: Box, phones: readonly Baresip[]) => Promise<void>,
  options: BoxOptions = {},
): void {
  realTest(name, ["baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(options), (box) => box.stop());
    await run(box, await startPhones(opened, phones(box)));
  });
}

/** Starts phones, which end with what is opened. */
export async function startPhones(
  opened: AsyncDisposableStack,
  phones: readonly BaresipOptions[],
): Promise<readonly Baresip[]> {
  const started: Baresip[] = [];
  for (const phone of phones) started.push(opened.adopt(await Baresip.start(phone), (phone) => phone.stop()));
  return started;
}

/** The phones of a test by place; asking for one too many is our mistake. */
export function three(phones: readonly Baresip[]): readonly [Baresip, Baresip, Baresip] {
  const [ana, bob, third = bob] = phones;
  assert.ok(ana && bob && third);
  return [ana, bob, third];
}

export function anaAndBob(
  box: Box,
  transport: Transport = "udp",
  codecs: readonly CodecName[] = ["pcma"],
): BaresipOptions[] {
  return [
    { ...box.account("101", transport), hz: 440, codecs },
    { ...box.account("102", transport), hz: 660, codecs },
  ];
}

/** Ana, Bob and Carl, each with a tone of its own; those whose numbers are named answer when they are told to. */
export function anaBobAndCarl(box: Box, ...manual: readonly string[]): BaresipOptions[] {
  const carl: BaresipOptions = { ...box.account("103", "udp"), hz: 880, codecs: ["pcma"] };
  return [...anaAndBob(box), carl].map((phone) =>
    manual.includes(phone.user) ? { ...phone, answers: "manual" } : phone
  );
}

/** One hangs up, the other one's call ends, and the box has none left. */
export async function endCall(box: Box, one: Baresip, other: Baresip): Promise<void> {
  await one.hangUp();
  await other.until("CALL_CLOSED");
  await box.untilIdle();
}
