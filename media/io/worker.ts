/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { type Chance, toHex } from "../../core/base/mod.ts";
import { Engine, type EngineSettings, type Ground, rehearse } from "../engine/mod.ts";
import type { FromWorker, SettledMedia, ToWorker, WorkerStart } from "../plane/mod.ts";
import { codecFor, warmCodecs } from "../codec/mod.ts";
import { RnnoiseLibrary, warmEcho } from "../echo/mod.ts";
import { Resamplers } from "../resample/mod.ts";
import { takeOctets } from "../wasm/mod.ts";
import { openKernels, openOpus, openRnnoise } from "../wasm/io/mod.ts";
import { DatagramSockets } from "./datagram_sockets.ts";
import { ownDescriptors } from "./descriptors.ts";
import { Epoll } from "./epoll.ts";
import { openLibc } from "./libc.ts";
import { BeatTimer, MonotonicClock, runLoop } from "./libc_loop.ts";
import { LibcSockets } from "./libc_sockets.ts";
import { preferThisThread } from "./priority.ts";

/** RFC 5905 §6: from 1900 to 1970. */
const NTP_TO_UNIX_MS = 2_208_988_800_000;
const REST_MS = 30_000;
const LEAST_REST_MS = 2_000;

/** The largest datagram: no length given to the system can overrun it. */
const LARGEST_PACKET = 0x10000;

/** The descriptors that are no RTP sockets stand at the end of the list. */
const OTHERS = 2;

function tell(message: FromWorker): void {
  self.postMessage(message);
}

/** The worker's whole life is one message long: its start. On the libc road the loop never gives the turn back. */
self.onmessage = (message: MessageEvent<WorkerStart>): void => {
  const start = message.data;
  if (start.kind === "libc") liveOnLibc(start);
  else liveOnDatagrams(start);
};

function liveOnLibc(start: WorkerStart): void {
  const opened = openLibc();
  if (opened === undefined) throw new Error("Cannot open the C library: it was there when the process started");
  const { libc } = opened;
  const { settings } = start;
  preferThisThread(libc);
  const kernels = openKernels();
  const owns = ownDescriptors(libc, start.control);
  const descriptors = owns ? new Int32Array(start.descriptors.length) : start.descriptors;
  try {
    const epoll = new Epoll(libc);
    const timer = new BeatTimer(libc);
    descriptors.set([epoll.descriptor, timer.descriptor], descriptors.length - OTHERS);
    const sockets = new LibcSockets(libc, epoll, {
      binds: settings.binds,
      dscp: settings.dscp,
      descriptors: descriptors.subarray(0, -OTHERS),
      packet: takeOctets(kernels, LARGEST_PACKET).view,
    });
    const clock = new MonotonicClock(libc);
    const families = familiesOf(settings, (family) => sockets.canBind(family));
    if (families.length === 0) return giveUp(settings);
    const ground = makeGround(start, { sockets, kernels, families, now: clock.now() });
    rehearse(ground);
    const engine = new Engine(ground);
    tell({ type: "started", ownsDescriptors: owns, browserFamilies: engine.browserFamilies });
    runLoop({ libc, epoll, sockets, timer, clock, ground, engine, control: start.control });
  } finally {
    // On a throw too: the next worker wants these ports.
    for (const [at, descriptor] of descriptors.entries()) {
      if (descriptor !== 0) libc.close(descriptor);
      descriptors[at] = 0;
    }
  }
  opened.close();
  tell({ type: "stopped" });
  self.close();
}

function liveOnDatagrams(start: WorkerStart): void {
  // The engine and its sockets know each other: what arrives before the engine is there cannot be a leg's.
  const road: { engine?: Engine; ground?: Ground } = {};
  const kernels = openKernels();
  const sockets = new DatagramSockets(start.settings.binds, takeOctets(kernels, LARGEST_PACKET).view, {
    received(socket, length, filtered) {
      if (road.ground !== undefined) road.ground.now = performance.now();
      road.engine?.received(socket, length, filtered);
    },
  });
  const families = familiesOf(start.settings, (family) => sockets.canBind(family));
  if (families.length === 0) return giveUp(start.settings);
  const ground = makeGround(start, { sockets, kernels, families, now: performance.now() });
  rehearse(ground);
  const engine = new Engine(ground);
  road.engine = engine;
  road.ground = ground;
  let beat: ReturnType<typeof setTimeout> | undefined;
  let beatAt = Number.POSITIVE_INFINITY;
  /** Quiet where the next beat comes soon enough: many commands put it off for nobody. */
  const beatNext = (): void => {
    const at = performance.now() + engine.beatMs;
    if (at >= beatAt) return;
    beatAt = at;
    clearTimeout(beat);
    beat = setTimeout(() => {
      ground.now = performance.now();
      beatAt = Number.POSITIVE_INFINITY;
      engine.beat();
      beatNext();
    }, engine.beatMs);
  };
  self.onmessage = (message: MessageEvent<ToWorker>): void => {
    const command = message.data;
    ground.now = performance.now();
    if (command.type !== "stop-worker") {
      engine.command(command);
      return beatNext();
    }
    clearTimeout(beat);
    sockets.close();
    tell({ type: "stopped" });
    self.close();
  };
  beatNext();
  if (start.settings.dscp) {
    ground.log.write({ level: "warn", text: "Cannot mark voice packets EF: the media engine runs without libc" });
  }
  tell({ type: "started", ownsDescriptors: false, browserFamilies: engine.browserFamilies });
}

function makeGround(
  start: WorkerStart,
  { sockets, kernels, families, now }: Pick<Ground, "sockets" | "kernels" | "now"> & {
    readonly families: readonly (4 | 6)[];
  },
): Ground {
  const opus = openOpus();
  const library: { rnnoise?: RnnoiseLibrary } = {};
  // The first frame of a call is never later than its second.
  warmCodecs({ kernels, opus });
  warmEcho(kernels);
  return {
    settings: engineSettings(start.settings, families),
    sockets,
    kernels,
    resamplers: new Resamplers(kernels),
    makeCodec: (codec) => codecFor(codec, { kernels, opus }),
    rnnoise: () => library.rnnoise ??= new RnnoiseLibrary(openRnnoise()),
    taps: start.taps,
    plays: start.plays,
    figures: start.figures,
    chance: systemChance(),
    log: { write: (line) => tell({ type: "log", line }) },
    cname: new TextEncoder().encode(crypto.randomUUID()),
    emit: (event) => tell({ type: "event", event }),
    now,
    frameAt: now,
    ntpOffsetMs: Date.now() + NTP_TO_UNIX_MS - now,
  };
}

/** The families that really can be bound. */
function familiesOf(settings: SettledMedia, canBind: (family: 4 | 6) => boolean): readonly (4 | 6)[] {
  const families: (4 | 6)[] = [];
  for (const { family, ip } of settings.binds) {
    if (canBind(family)) families.push(family);
    else tell({ type: "log", line: { level: "warn", text: refusal(ip) } });
  }
  return families;
}

function refusal(ip: string): string {
  return `Cannot bind RTP ports to "${ip}": the system refuses it`;
}

/** Nothing can be bound: the owner's mistake and not ours, so it is told and not thrown. */
function giveUp(settings: SettledMedia): void {
  tell({ type: "failed", text: refusal(settings.binds.map((bind) => bind.ip).join(", ")) });
  self.close();
}

function engineSettings(settings: SettledMedia, families: readonly (4 | 6)[]): EngineSettings {
  const { from, to, web, freeLeases, silentAfterMs } = settings;
  return { from, to, web, freeLeases, silentAfterMs, families, restMs: REST_MS, leastRestMs: LEAST_REST_MS };
}

/** SSRCs and first numbers shall not be guessed (RFC 3550 §5.1, §8.1): they come from the system. */
function systemChance(): Chance {
  const bytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
  return {
    bytes,
    token: (bits = 64) => toHex(bytes(Math.ceil(bits / 8))),
    below: (limit) => Math.floor(crypto.getRandomValues(new Uint32Array(1))[0]! / 0x1_0000_0000 * limit),
  };
}
