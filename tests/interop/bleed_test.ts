/**
 * RTP bleed: an outsider that sprays every RTP port of the box while two phones talk.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { HERE } from "./place.ts";
import { realTest } from "./tool.ts";
import { secondsOf } from "./tone.ts";

/** Apart from the other tests' boxes, so that the spray meets only its own. */
const PORTS = [15_000, 15_199] as const;
const SPRAY_MS = 3_000;
/** Neither the box's address nor a phone's. */
const OUTSIDER = "127.0.0.2";
/** What the outsider says: a square wave of this pitch, in the loudest values of A-law. */
const OUTSIDER_HZ = 800;

/** One RTP packet of 20 ms PCMA. */
function packet(sequence: number): Uint8Array {
  const bytes = new Uint8Array(172);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x8008);
  view.setUint16(2, sequence & 0xffff);
  view.setUint32(4, sequence * 160);
  view.setUint32(8, 0xbadbad);
  const halfWave = 8_000 / OUTSIDER_HZ / 2;
  for (let sample = 0; sample < 160; sample++) {
    bytes[12 + sample] = Math.floor(sample / halfWave) % 2 === 0 ? 0xaa : 0x2a;
  }
  return bytes;
}

/** Sprays every port each 20 ms; returns how many packets came back. */
async function spray(hostname: string): Promise<number> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname, port: 0 });
  const heard = (async () => {
    let count = 0;
    for await (const _ of socket) count += 1;
    return count;
  })();
  for (let round = 0; round < SPRAY_MS / 20; round++) {
    for (let port: number = PORTS[0]; port <= PORTS[1]; port++) {
      await socket.send(packet(round), { transport: "udp", hostname: HERE, port });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  socket.close();
  return await heard;
}

realTest(
  "an outsider at another address that sprays the RTP ports neither hears nor is heard",
  ["baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start({ rtp: PORTS }), (box) => box.stop());
    const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (ana) => ana.stop());
    const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (bob) => bob.stop());
    await ana.dial(box.uri("102"));
    // From the first moment on: the outsider is also there before the phones have spoken.
    assert.equal(await spray(OUTSIDER), 0, "the outsider heard something");
    await ana.hears(660, 2);
    await bob.hears(440, 2);
    for (const sound of [...await ana.heard(), ...await bob.heard()]) {
      assert.equal(secondsOf(sound, OUTSIDER_HZ), 0, "the outsider was heard");
    }
  },
);
