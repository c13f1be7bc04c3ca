import assert from "node:assert/strict";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import { voice } from "../../tests/lab/signals.ts";
import { makeG711, makeOpus } from "../codec/mod.ts";
import { headerLength, ssrcOf, writeHeader, writeReport } from "../rtp/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { ANA, BOB, kernels, opus, PCMU, Stage } from "./stage.ts";

const OPUS: PlannedCodec = {
  name: "opus",
  clockRate: 48_000,
  channels: 2,
  sendAs: 111,
  receiveAs: 111,
  parameters: "useinbandfec=1",
};

const codec = makeG711(kernels, "PCMU");
const pcm = takeSamples(kernels, 320);
const octets = takeOctets(kernels, 1500);

/** In how many packets what they tell of the one before is better than a guess. */
function telling(packets: readonly Uint8Array[]): number {
  using listener = makeOpus(kernels, opus);
  using guesser = makeOpus(kernels, opus);
  const lay = (packet: Uint8Array) => {
    const header = headerLength(packet, packet.length);
    octets.view.set(packet.subarray(header));
    return { at: octets.at, length: packet.length - header };
  };
  return packets.slice(1).filter((packet, at) => {
    for (const each of [listener, guesser]) each.decode(lay(packets[at]!), pcm);
    listener.recover(lay(packet), pcm);
    const told = pcm.view.slice();
    guesser.conceal(pcm);
    return pcm.view.some((sample, each) => sample !== told[each]);
  }).length;
}

Deno.test("who reports loss is told of each packet twice, until he has reported none for a while", () => {
  const stage = new Stage();
  const ana = stage.open("ana", ANA, { codecs: [OPUS] });
  const bob = stage.open("bob", BOB, { codecs: [PCMU] });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const sound = voice(8000, 2);
  let frames = 0;
  const speak = (): Uint8Array[] => {
    stage.take();
    for (let at = 0; at < sound.length; at += 160, frames++) {
      pcm.view.set(sound.subarray(at, at + 160));
      codec.encode({ at: pcm.at, length: 160 }, octets);
      const packet = new Uint8Array(172);
      writeHeader(packet, { marker: false, payloadType: 0, sequence: frames, timestamp: 160 * frames, ssrc: 7 });
      packet.set(octets.view.subarray(0, 160), 12);
      stage.hear(bob, packet, BOB);
      stage.pass(20);
    }
    return stage.take().filter(({ socket }) => socket === ana).map(({ packet }) => packet);
  };
  const first = speak();
  const report = (fractionLost: number): void => {
    const packet = new Uint8Array(200);
    const length = writeReport(packet, 77, {
      cname: new Uint8Array(3),
      block: {
        ssrc: ssrcOf(first[0]!),
        fractionLost,
        lost: 9,
        highest: 0,
        jitter: 0,
        lastSenderReport: 0,
        sinceSenderReport: 0,
      },
    });
    stage.hear(ana + 1, packet.subarray(0, length), { ip: ANA.ip, port: ANA.port + 1 });
  };
  assert.equal(telling(first), 0);
  report(0);
  assert.equal(telling(speak()), 0);
  report(51);
  const worse = telling(speak());
  assert.ok(worse > 30, `${worse} packets of a hundred`);
  for (let times = 0; times < 3; times++) report(0);
  assert.ok(telling(speak()) > 20, "one good report is not yet a good way");
  for (let times = 0; times < 20; times++) report(0);
  speak();
  assert.equal(telling(speak()), 0);
});
