import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Lease, Treatment } from "../../core/sound/mod.ts";
import { RTP_HEADER, writeHeader } from "../rtp/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { ADDRESS_WORDS } from "./address.ts";
import { Engine } from "./engine.ts";
import { FIGURES } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Sockets } from "./sockets.ts";
import { FRAMES_SAID } from "./speaker.ts";

const PACKET_OCTETS = 2048;
const FRAME_MS = 20;
/** Enough that each way has been gone. */
const FRAMES = 3;
/** Until silence is the same for all. */
const SILENT_FRAMES = FRAMES_SAID + FRAMES;

const codec = (name: string, clockRate: number, payloadType: number): PlannedCodec => ({
  name,
  clockRate,
  channels: name === "opus" ? 2 : 1,
  sendAs: payloadType,
  receiveAs: payloadType,
});
const CAST = [codec("PCMU", 8000, 0), codec("PCMU", 8000, 0), codec("opus", 48_000, 111), codec("G722", 8000, 9)];
/** All but what is brought to life only for those who ask for it. */
const TREATMENT: Treatment = { echo: "on", noise: "usual", gain: "on" };

/** Nobody is behind these, and nothing leaves. */
class EmptyHall implements Sockets {
  readonly packet: Uint8Array;
  readonly source: Int32Array = new Int32Array(ADDRESS_WORDS);

  constructor(packet: Uint8Array) {
    this.packet = packet;
  }

  bind(): "bound" {
    return "bound";
  }
  listen(): void {}
  rest(): void {}
  aim(): boolean {
    return true;
  }
  send(_socket: number, length: number): number {
    return length;
  }
  lock(): boolean {
    return true;
  }
  unlock(): void {}
  bindShared(): "bound" {
    return "bound";
  }
  borrow(): void {}
  handBack(): void {}
}

/**
 * Has an engine of its own go every way once, before the first call comes: code is compiled where it is first run, and a
 * call's first frame is to be no later than its second. Leaves nothing behind.
 */
export function rehearse(ground: Ground): void {
  const { kernels } = ground;
  const [packet, frame] = [takeOctets(kernels, PACKET_OCTETS), takeSamples(kernels, PACKET_OCTETS / 2)];
  const leases: Lease[] = [];
  const hall: Ground = {
    ...ground,
    settings: { ...ground.settings, from: 2, to: 4 * CAST.length + 1, freeLeases: CAST.length, families: [4] },
    sockets: new EmptyHall(packet.view),
    figures: new Float64Array(FIGURES.length),
    emit: (event) => void (event.type === "leased" && leases.push(...event.leases)),
  };
  const engine = new Engine(hall);
  const legs = CAST.map((codec, at) => {
    const [leg, { lease, rtpPort }] = [`${at}`, leases[at]!];
    const remote = { ip: "192.0.2.1", port: rtpPort };
    const media = { remote, remoteRtcp: undefined, rtcpMux: false, direction: "sendrecv", ptimeMs: FRAME_MS } as const;
    engine.command({ type: "open", leg, lease, label: "rehearsal" });
    const plan = { ...media, codecs: [codec] };
    engine.command({ type: "apply", leg, plan, sources: {} });
    return { socket: rtpPort - hall.settings.from, codec, plan, coder: ground.makeCodec(codec)! };
  });
  let sequence = 0;
  const speak = (): void => {
    for (let nth = 0; nth < FRAMES; nth++) {
      sequence += 1;
      for (const [ssrc, { socket, codec: { sendAs: payloadType, clockRate }, coder }] of legs.entries()) {
        const pcm = { at: frame.at, length: coder.samplesPerFrame };
        const length = coder.encode(pcm, { at: packet.at + RTP_HEADER, length: PACKET_OCTETS - RTP_HEADER });
        const timestamp = sequence * clockRate * FRAME_MS / 1000;
        writeHeader(packet.view, { marker: sequence === 1, payloadType, sequence, timestamp, ssrc });
        engine.received(socket, RTP_HEADER + length, true);
      }
      hall.now += FRAME_MS;
      engine.beat();
    }
  };
  engine.command({ type: "connect", a: "0", b: "1" });
  engine.command({ type: "connect", a: "2", b: "3" });
  speak();
  engine.command({ type: "overhear", leg: "3", whom: "0", heardBy: "whom" });
  speak();
  engine.command({ type: "play", leg: "0", play: 0, sound: { tone: "ringback", country: "us" } });
  for (const [at, { plan }] of legs.entries()) {
    const leg = `${at}`;
    engine.command({ type: "apply", leg, plan, sources: {}, treatment: TREATMENT });
    engine.command({ type: "join", leg, room: "rehearsal" });
  }
  speak();
  for (const leg of legs.keys()) engine.command({ type: "disconnect", leg: `${leg}` });
  for (let nth = 0; nth < SILENT_FRAMES; nth++) {
    hall.now += FRAME_MS;
    engine.beat();
  }
  for (const [leg, { coder }] of legs.entries()) {
    engine.command({ type: "close", leg: `${leg}` });
    coder[Symbol.dispose]();
  }
  for (const { at } of [packet, frame]) kernels.arena.giveBack(at);
}
