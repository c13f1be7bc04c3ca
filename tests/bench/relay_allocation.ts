/**
 * What the relay road allocates: the engine and its libc sockets in this thread, fed over the loopback by sockets of
 * the same kind. `heapUsed` is read before and after many packets; with no collection between, all that was allocated
 * is in the difference.
 */
import type { Lease, MediaEvent } from "../../core/sound/mod.ts";
import { SeededChance } from "../../core/base/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { Engine, FIGURES, type Ground, readAddress, readFigures } from "../../media/engine/mod.ts";
import { Epoll } from "../../media/io/epoll.ts";
import { openLibc } from "../../media/io/libc.ts";
import { MonotonicClock } from "../../media/io/libc_loop.ts";
import { LibcSockets } from "../../media/io/libc_sockets.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { tapBytes } from "../../media/tap/mod.ts";
import { takeOctets } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";

const WARM_UP = 200_000;

export interface Allocation {
  readonly packets: number;
  readonly bytes: number;
}

/** Relays so many packets and tells how much the heap grew; undefined where there is no libc. */
export async function benchAllocation(packets = 200_000): Promise<Allocation | undefined> {
  const opened = openLibc();
  if (opened === undefined) return undefined;
  const { libc } = opened;
  const epoll = new Epoll(libc);
  const binds = [{ family: 4, ip: "127.0.0.1" }] as const;
  const [kernels, opus] = [await labKernels(), await labOpus()];
  const make = (): LibcSockets =>
    new LibcSockets(libc, epoll, { binds, dscp: true, descriptors, packet: takeOctets(kernels, 0x10000).view });
  let descriptors = new Int32Array(64);
  const sockets = make();
  descriptors = new Int32Array(64);
  const phones = make();
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
      },
    });
  }
  engine.command({ type: "connect", a: "0", b: "1" });

  let sequence = 0;
  const { packet } = phones;
  const sink = { received(): void {} };
  packet.fill(0x55, 0, 172);
  packet[0] = 0x80;
  packet[1] = 0;
  const relay = (count: number): void => {
    for (let sent = 0; sent < count; sent++) {
      const from = sent & 1;
      if (from === 0) sequence = (sequence + 1) & 0xffff;
      packet[2] = sequence >> 8;
      packet[3] = sequence;
      packet[6] = sequence >> 8;
      packet[7] = sequence;
      phones.send(2 * from, 172);
      ground.now = clock.now();
      sockets.receive(2 * from, engine);
      phones.receive(2 * (1 - from), sink);
    }
  };
  relay(WARM_UP);
  const before = Deno.memoryUsage().heapUsed;
  relay(packets);
  const bytes = Deno.memoryUsage().heapUsed - before;
  const relayed = readFigures(ground.figures).packetsRelayed;
  if (relayed < packets) throw new Error(`Cannot judge the allocation: only ${relayed} packets were relayed`);
  // The process ends with the bench: its descriptors go with it.
  return { packets, bytes };
}

if (import.meta.main) console.log(JSON.stringify(await benchAllocation()));
