/**
 * What the relay road allocates: the engine and its libc sockets in this thread, fed over the loopback by sockets of
 * the same kind. `heapUsed` is read before and after many packets; with no collection between, all that was allocated
 * is in the difference.
 */
import type { SrtpKeys } from "../../core/sdp/mod.ts";
import type { Lease, MediaEvent } from "../../core/sound/mod.ts";
import { SeededChance } from "../../core/base/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { Engine, type Ground, readAddress } from "../../media/engine/mod.ts";
import { FIGURES, readFigures } from "../../media/plane/mod.ts";
import { Epoll } from "../../media/io/epoll.ts";
import { openLibc } from "../../media/io/libc.ts";
import { MonotonicClock } from "../../media/io/libc_loop.ts";
import { LibcSockets } from "../../media/io/libc_sockets.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { SrtpSender } from "../../media/srtp/mod.ts";
import { playBytes } from "../../media/play/mod.ts";
import { tapBytes } from "../../media/tap/mod.ts";
import { takeOctets } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";

const WARM_UP = 200_000;
const PACKETS = 200_000;

export interface Allocation {
  readonly packets: number;
  readonly bytes: number;
  /** Of this thread, with what the phones send and receive in it: more than the relay alone takes. */
  readonly microsPerPacket: number;
}

/**
 * Relays 200,000 packets between two phones, the first of which encrypts where it is given keys. Tells how much the heap
 * grew and how long it took; undefined where there is no libc.
 */
export async function benchAllocation(srtp?: SrtpKeys): Promise<Allocation | undefined> {
  const opened = openLibc();
  if (opened === undefined) return undefined;
  const { libc } = opened;
  const epoll = new Epoll(libc);
  const binds = [{ family: 4, ip: "127.0.0.1" }] as const;
  const [kernels, opus] = [await labKernels(), await labOpus()];
  const descriptors = [new Int32Array(64), new Int32Array(64)] as const;
  const [sockets, phones] = descriptors.map((each) =>
    new LibcSockets(libc, epoll, {
      binds,
      dscp: true,
      descriptors: each,
      packet: takeOctets(kernels, 0x10000).view,
    })
  ) as [LibcSockets, LibcSockets];
  const leases: Lease[] = [];
  const clock = new MonotonicClock(libc);
  const ground: Ground = {
    settings: {
      from: 46000,
      to: 46099,
      families: [4],
      freeLeases: 2,
      restMs: 30_000,
      leastRestMs: 2_000,
      silentAfterMs: 30_000,
    },
    sockets,
    kernels,
    resamplers: new Resamplers(kernels),
    makeCodec: (codec) => codecFor(codec, { kernels, opus }),
    plays: new SharedArrayBuffer(playBytes()),
    rnnoise: () => {
      throw new Error("Cannot bring RNNoise to life: nobody here asks for it");
    },
    taps: new SharedArrayBuffer(tapBytes()),
    figures: new Float64Array(FIGURES.length),
    chance: new SeededChance(1),
    log: { write: (line) => console.error(line.text) },
    cname: new Uint8Array(4),
    emit: (event: MediaEvent) => {
      if (event.type === "leased") leases.push(...event.leases);
    },
    now: clock.now(),
    frameAt: clock.now(),
    ntpOffsetMs: 0,
  };
  const engine = new Engine(ground);
  const ports = leases.slice(0, 2);
  for (const [at, lease] of ports.entries()) {
    const leg = `${at}`;
    engine.command({ type: "open", leg, lease: lease.lease, label: "bench" });
    if (phones.bind(at, 46200 + 2 * at, 4) !== "bound") throw new Error("Cannot bind a phone's port");
    phones.aim(2 * at, readAddress("127.0.0.1", lease.rtpPort)!);
    phones.lock(2 * at);
    engine.command({
      type: "apply",
      leg,
      sources: {},
      plan: {
        remote: { ip: "127.0.0.1", port: 46200 + 2 * at },
        remoteRtcp: undefined,
        rtcpMux: false,
        direction: "sendrecv",
        codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 }],
        ptimeMs: 20,
        ...(srtp === undefined || at !== 0 ? {} : { srtp }),
      },
    });
  }
  engine.command({ type: "connect", a: "0", b: "1" });

  let sequence = 0;
  const { packet } = phones;
  const sender = srtp === undefined ? undefined : new SrtpSender(kernels, srtp.receive);
  const span = { at: packet.byteOffset, length: 0 };
  const sink = { received(): void {} };
  const spoken = new Uint8Array(172).fill(0x55);
  spoken[0] = 0x80;
  spoken[1] = 0;
  const relay = (count: number): void => {
    for (let sent = 0; sent < count; sent++) {
      const from = sent & 1;
      if (from === 0) sequence = (sequence + 1) & 0xffff;
      packet.set(spoken);
      packet[2] = sequence >> 8;
      packet[3] = sequence;
      packet[6] = sequence >> 8;
      packet[7] = sequence;
      span.length = 172;
      phones.send(2 * from, sender === undefined || from === 1 ? 172 : sender.protect(span));
      ground.now = clock.now();
      sockets.receive(2 * from, engine);
      phones.receive(2 * (1 - from), sink);
    }
  };
  relay(WARM_UP);
  const before = Deno.memoryUsage().heapUsed;
  const began = performance.now();
  relay(PACKETS);
  const microsPerPacket = 1000 * (performance.now() - began) / PACKETS;
  const bytes = Deno.memoryUsage().heapUsed - before;
  const relayed = readFigures(ground.figures).packetsRelayed;
  if (relayed < PACKETS) throw new Error(`Cannot judge the allocation: only ${relayed} packets were relayed`);
  for (const descriptor of descriptors.flatMap((each) => [...each])) if (descriptor !== 0) libc.close(descriptor);
  return { packets: PACKETS, bytes, microsPerPacket };
}

if (import.meta.main) console.log(JSON.stringify(await benchAllocation()));
