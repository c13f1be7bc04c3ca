/**
 * The media engine in a process of its own, for the relay bench: opens CALLS calls between phones at 127.0.0.1:30000 and
 * up, prints its relay ports as one line of JSON, and serves until its standard input ends; then prints its figures.
 *
 *     deno run -A relay_engine.ts CALLS [libc|fallback]
 */
import type { MediaPlan } from "../../core/sdp/mod.ts";
import type { Lease } from "../../core/sound/mod.ts";
import { startMediaPlane } from "../../media/io/mod.ts";

const PHONE_PORT = 30000;

function planFor(port: number): MediaPlan {
  return {
    remote: { ip: "127.0.0.1", port },
    remoteRtcp: undefined,
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 }],
    ptimeMs: 20,
  };
}

/** Opens the legs as their leases come in, four to a turn, as calls would. */
async function main(calls: number, engine: "libc" | "fallback"): Promise<void> {
  const legs = 2 * calls;
  const leases: Lease[] = [];
  const { promise: full, resolve } = Promise.withResolvers<void>();
  const ports: number[] = [];
  const plane = await startMediaPlane(
    { bind: "127.0.0.1", from: 10000, to: 29999, engine, freeLeases: 256 },
    (event) => {
      if (event.type === "leased") leases.push(...event.leases);
      while (ports.length < legs && leases.length > 0) open(leases.shift()!);
      if (ports.length === legs) resolve();
    },
    { write: (line) => console.error(JSON.stringify(line)) },
  );
  const idleRss = Deno.memoryUsage().rss;
  function open(lease: Lease): void {
    const number = ports.length;
    const leg = `${number}`;
    const mustTake = (taken: boolean): void => {
      if (!taken) throw new Error(`Cannot open leg "${leg}": the command channel is full`);
    };
    mustTake(plane.command({ type: "open", leg, lease: lease.lease, label: "bench" }));
    mustTake(plane.command({ type: "apply", leg, plan: planFor(PHONE_PORT + number), sources: {} }));
    if (number % 2 === 1) mustTake(plane.command({ type: "connect", a: `${number - 1}`, b: leg }));
    ports.push(lease.rtpPort);
  }
  await full;
  console.log(JSON.stringify({ ports, idleRss }));
  for await (const _ of Deno.stdin.readable) {
    // Whoever drives us only closes it.
  }
  console.log(JSON.stringify({ figures: plane.figures(), rss: Deno.memoryUsage().rss }));
  await plane.close();
}

await main(Number(Deno.args[0] ?? "100"), Deno.args[1] === "fallback" ? "fallback" : "libc");
