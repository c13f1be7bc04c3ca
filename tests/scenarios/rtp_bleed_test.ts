import assert from "node:assert/strict";
import type { MediaPlan } from "../../core/sdp/mod.ts";
import type { ExamPhone } from "../../media/engine/exam.ts";
import { openHall } from "../../media/io/exam_hall.ts";
import { writeHeader } from "../../media/rtp/mod.ts";

const FROM = 47_800;
/** Of PCMU. */
const SILENCE = 0xff;
const OUTSIDERS = ["127.0.0.66", "127.0.0.67"];

function planFor(phone: ExamPhone): MediaPlan {
  return {
    remote: { ip: phone.ip, port: phone.port },
    remoteRtcp: { ip: phone.ip, port: phone.port + 1 },
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 }],
    ptimeMs: 20,
  };
}

function packetOf(fill: number, sequence: number): Uint8Array {
  const packet = new Uint8Array(172).fill(fill);
  writeHeader(packet, { marker: false, payloadType: 0, sequence, timestamp: 160 * sequence, ssrc: fill });
  return packet;
}

/** On a slow machine the box has begun to send silence before the two were connected: that is nobody. */
async function hearSomebody(phone: ExamPhone): Promise<Uint8Array | undefined> {
  for (;;) {
    const heard = await phone.hear();
    if (heard?.[100] !== SILENCE) return heard;
  }
}

/** CVE-2017-14099 and its kin: whoever sends first, or most, must not take a call over. */
for (const kind of ["libc", "fallback"] as const) {
  Deno.test({
    name: `RTP bleed (${kind}): an outsider that sprays the whole range all through a call neither hears nor is heard`,
    ignore: kind === "libc" && Deno.build.os !== "linux",
    async fn() {
      const hall = await openHall(kind, kind === "libc" ? FROM : FROM + 100);
      try {
        const from = kind === "libc" ? FROM : FROM + 100;
        const outsiders = OUTSIDERS.map((ip) => hall.phone(ip));
        let sprayed = 0;
        const spray = async (): Promise<void> => {
          for (const outsider of outsiders) {
            for (let port = from; port < from + 20; port++) {
              await outsider.send(packetOf(0x66, sprayed++ & 0xffff), port);
            }
          }
        };
        await spray();
        const legs = [];
        for (const leg of ["ana", "bob"]) {
          const [lease, phone] = [await hall.lease(), hall.phone()];
          await hall.command({ type: "open", leg, lease: lease.lease, label: "bleed" });
          await spray();
          // Behind NAT the signalling's host may speak from any port: the outsider is at another host.
          const sources = { signallingIp: phone.ip };
          await hall.command({ type: "apply", leg, plan: planFor(phone), sources });
          legs.push({ lease, phone });
        }
        const [ana, bob] = [legs[0]!, legs[1]!];
        await hall.command({ type: "connect", a: "ana", b: "bob" });
        await spray();
        for (let sequence = 1; sequence <= 20; sequence++) {
          for (const [from, to, fill] of [[ana, bob, 0x11], [bob, ana, 0x22]] as const) {
            await from.phone.send(packetOf(fill, sequence), from.lease.rtpPort);
            const heard = await hearSomebody(to.phone);
            assert.ok(heard !== undefined, `packet ${sequence} did not arrive`);
            assert.equal(heard[100], fill, "only the other phone is heard");
          }
          if (sequence % 5 === 0) await spray();
        }
        for (const listener of [...outsiders, ana.phone, bob.phone]) assert.equal(await listener.hear(), undefined);
        assert.ok(hall.strangers() > 0);
      } finally {
        await hall.close();
      }
    },
  });
}
