/**
 * What a phone is played, in real time: from the player's worker through the media worker to its socket.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Lease, MediaEvent } from "../../core/sound/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { startMediaPlane } from "../../media/io/mod.ts";
import { startPlayer } from "../../media/reel/io/mod.ts";
import { SoundDesk } from "../../media/play/mod.ts";
import { headerLength, RTP_HEADER } from "../../media/rtp/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { findTone, sine } from "../lab/signals.ts";
import { opusOf } from "../lab/sound_files.ts";
import { newFolder, removeFolder } from "./place.ts";

const kernels = await labKernels();
const opus = await labOpus();
const log = { write() {} };

/** The samples of so many packets as they come to a socket. */
async function hear(socket: Deno.DatagramConn, packets: number): Promise<Int16Array> {
  const codec = codecFor({ name: "PCMA" }, { kernels, opus })!;
  const [payload, pcm] = [takeOctets(kernels, 160), takeSamples(kernels, 160)];
  const heard = new Int16Array(160 * packets);
  for (let nth = 0; nth < packets;) {
    const [packet] = await socket.receive();
    if (packet.length !== RTP_HEADER + 160) continue;
    payload.view.set(packet.subarray(headerLength(packet, packet.length)));
    codec.decode(payload, pcm);
    heard.set(pcm.view, 160 * nth++);
  }
  return heard;
}

Deno.test("a phone hears music until it stops, and a file to its end", async () => {
  await using opened = new AsyncDisposableStack();
  const folder = opened.adopt(await newFolder("played"), removeFolder);
  await Deno.writeFile(`${folder}/tone.opus`, opusOf(kernels, opus, sine(700, 16_000, 24_000, -12)));
  const [leased, ...played] = [0, 1, 2].map(() => Promise.withResolvers<MediaEvent>());
  const media = { bind: "127.0.0.1", from: 47_800, to: 47_899, freeLeases: 4 };
  const plane = opened.adopt(await startMediaPlane(media, (event) => desk.event(event), log), (plane) => plane.close());
  const player = opened.adopt(startPlayer({ memory: plane.plays, log }, () => {}), (player) => player.stop());
  const desk = new SoundDesk({
    engine: (command) => plane.command(command),
    player,
    log,
    onEvent: (event) => {
      if (event.type === "leased") leased!.resolve(event);
      if (event.type === "played") played[event.play]!.resolve(event);
    },
  });
  const event = await leased!.promise;
  const [lease]: readonly Lease[] = event.type === "leased" ? event.leases : [];
  const socket = opened.adopt(
    Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 }),
    (socket) => socket.close(),
  );
  const { port } = socket.addr as Deno.NetAddr;
  desk.command({ type: "open", leg: "ana", lease: lease!.lease, label: "played" });
  desk.command({
    type: "apply",
    leg: "ana",
    sources: {},
    plan: {
      remote: { ip: "127.0.0.1", port },
      remoteRtcp: undefined,
      rtcpMux: false,
      direction: "sendrecv",
      codecs: [{ name: "PCMA", clockRate: 8000, channels: 1, sendAs: 8, receiveAs: 8 }],
      ptimeMs: 20,
    },
  });
  const music = { items: [{ type: "music" }], repeats: true, language: "en" } as const;
  desk.command({ type: "play", leg: "ana", play: 0, sound: music });
  const heard = await hear(socket, 75);
  const loud = heard.reduce((power, sample) => power + sample * sample, 0) / heard.length;
  assert.ok(loud > 500 ** 2, "the music is heard");
  desk.command({ type: "stop", leg: "ana" });
  assert.deepEqual(await played[0]!.promise, { type: "played", leg: "ana", play: 0, why: "stopped" });

  const file = { items: [{ type: "file", path: `${folder}/tone.opus` }], language: "en" } as const;
  desk.command({ type: "play", leg: "ana", play: 1, sound: file });
  const { level, snr } = findTone((await hear(socket, 70)).subarray(3200, -1600), 700, 8000);
  assert.ok(Math.abs(level + 12) < 1 && snr > 25, `${level} dB, SNR ${snr} dB`);
  assert.deepEqual(await played[1]!.promise, { type: "played", leg: "ana", play: 1, why: "ended" });
});
