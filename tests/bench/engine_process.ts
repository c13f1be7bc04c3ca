/**
 * The media engine in a process of its own, for the benches with real sockets: opens legs of phones at 127.0.0.1:30000
 * and up, two to a call or all in one conference, prints its ports as one line of JSON, and serves until its standard
 * input ends; then prints its figures, and what the legs' streams were like.
 *
 *     deno run -A engine_process.ts LEGS relayed|translated|conference [libc|fallback]
 */
import type { MediaPlan, PlannedCodec } from "../../core/sdp/mod.ts";
import type { Lease, StreamReport } from "../../core/sound/mod.ts";
import { startMediaPlane } from "../../media/io/mod.ts";
import type { EngineCommand } from "../../media/plane/mod.ts";

const PHONE_PORT = 30000;
/** So many legs are opened before the engine has a moment to read what it was told. */
const LEGS_A_TURN = 4;
const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
const PCMA: PlannedCodec = { name: "PCMA", clockRate: 8000, channels: 1, sendAs: 8, receiveAs: 8 };
/** As nearly every phone has it: whoever has not is heard a frame later, as keys are then looked for in its sound. */
const EVENTS: PlannedCodec = {
  name: "telephone-event",
  clockRate: 8000,
  channels: 1,
  sendAs: 101,
  receiveAs: 101,
};

/** How the legs hear each other. */
export type Road = "relayed" | "translated" | "conference";

function planFor(number: number, road: Road): MediaPlan {
  return {
    remote: { ip: "127.0.0.1", port: PHONE_PORT + number },
    remoteRtcp: undefined,
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [road === "translated" && number % 2 === 1 ? PCMA : PCMU, EVENTS],
    ptimeMs: 20,
  };
}

/** Opens the legs as their leases come in, a few to a turn, as calls would. */
async function main(legs: number, road: Road, engine: "libc" | "fallback"): Promise<void> {
  const leases: Lease[] = [];
  const reports: StreamReport[] = [];
  const { promise: over, resolve: resolveOver } = Promise.withResolvers<void>();
  const ports: number[] = [];
  const plane = await startMediaPlane(
    { bind: "127.0.0.1", from: 10000, to: 29999, engine, freeLeases: 256 },
    (event) => {
      if (event.type === "leased") leases.push(...event.leases);
      if (event.type === "quality") reports.push(event.report);
      if (reports.length === legs) resolveOver();
    },
    { write: (line) => console.error(JSON.stringify(line)) },
  );
  const idleRss = Deno.memoryUsage().rss;
  function tell(command: EngineCommand): void {
    if (!plane.command(command)) throw new Error(`Cannot ${command.type} a leg: the command channel is full`);
  }
  /** False when the engine has not read yet what it was told before: new legs are refused then, as of a busy box. */
  function open(lease: Lease): boolean {
    const number = ports.length;
    const leg = `${number}`;
    if (!plane.command({ type: "open", leg, lease: lease.lease, label: "bench" })) return false;
    tell({ type: "apply", leg, plan: planFor(number, road), sources: {} });
    if (road === "conference") tell({ type: "join", leg, room: "2001" });
    else if (number % 2 === 1) tell({ type: "connect", a: `${number - 1}`, b: leg });
    ports.push(lease.rtpPort);
    return true;
  }
  while (ports.length < legs) {
    for (let opened = 0; opened < LEGS_A_TURN && ports.length < legs && leases.length > 0; opened++) {
      if (!open(leases[0]!)) break;
      leases.shift();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  console.log(JSON.stringify({ ports, idleRss }));
  for await (const _ of Deno.stdin.readable) {
    // Whoever drives us only closes it.
  }
  const [figures, { rss }] = [plane.figures(), Deno.memoryUsage()];
  for (let leg = 0; leg < legs; leg++) tell({ type: "close", leg: `${leg}` });
  await over;
  console.log(JSON.stringify({ figures, rss, reports }));
  await plane.close();
}

if (import.meta.main) {
  const [legs = "200", road = "relayed", engine = "libc"] = Deno.args;
  await main(Number(legs), road as Road, engine === "fallback" ? "fallback" : "libc");
}
