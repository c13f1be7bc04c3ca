/**
 * The relay road against its limits, in one run: the smallest relay in C (`relay_limit.c`), our engine in a process of
 * its own, and Debian's rtpengine-daemon. All are fed by the same load; the runs take turns, and of each the cheapest
 * one counts, since on a shared machine only that one was undisturbed. The ports of the C limit are fixed (10000 and up).
 */
import type { SrtpKey } from "../../core/sdp/mod.ts";
import type { Figure } from "./figure.ts";
import { startEngine } from "./engine.ts";
import { benchAllocation } from "./relay_allocation.ts";
import { startRtpengine } from "./relay_rtpengine.ts";

/** What the load saw, and what the relay used. */
interface Run {
  readonly microsPerPacket: number;
  readonly sent: number;
  readonly received: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

/** A relay that runs, ready for its load. */
interface Relay {
  readonly pid: number;
  readonly ports: readonly number[];
  /** Ends it; what it said at its end. */
  close(): Promise<string>;
}

const ROUNDS = 8;
const SECONDS = 2;
/** Before it is measured, every relay runs as long as it takes ours to be compiled. */
const WARM_UP_SECONDS = 1;
const LIMIT_PORT = 10000;
const PHONE_PORT = 30000;
/** No step of the bench may take longer. */
const STEP_WITHIN_MS = 30_000;

/** Runs the bench: about three minutes. Without gcc or the load's sources it says why, and gives no figures. */
export async function benchRelay(): Promise<readonly Figure[]> {
  const tools = await buildTools();
  if (typeof tools === "string") {
    console.error(`Skipped the relay bench: ${tools}`);
    return [];
  }
  const figures: Figure[] = [];
  for (const calls of [500, 1000]) {
    const limits: Run[] = [];
    const ours: Run[] = [];
    const peers: Run[] = [];
    const direct: Run[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      limits.push(await load(tools.phones, calls, await startLimit(tools.limit, calls)));
      ours.push(await load(tools.phones, calls, await startEngine(2 * calls, "relayed")));
      direct.push(await load(tools.phones, calls, noRelay(calls)));
      const peer = await startPeer(calls);
      if (peer !== undefined) peers.push(await load(tools.phones, calls, peer));
    }
    figures.push(...compare(calls, { limits, ours, peers, direct }));
  }
  const most: Run[] = [];
  while (most.length < ROUNDS && most.every((run) => loss(run) > 0)) {
    most.push(await load(tools.phones, 1200, await startEngine(2400, "relayed")));
  }
  figures.push({ figure: "relay 1200 calls: lost", value: Math.min(...most.map(loss)), unit: "%", goal: "<= 0" });
  figures.push(await memoryPerCall());
  const allocation = await benchAllocation();
  if (allocation !== undefined) {
    const value = allocation.bytes / allocation.packets;
    figures.push({ figure: "relay: allocated per packet", value, unit: "B", goal: "<= 1" });
    figures.push(...await secretCalls());
  }
  return figures;
}

interface Runs {
  readonly limits: readonly Run[];
  readonly ours: readonly Run[];
  readonly peers: readonly Run[];
  /** From phone to phone, with nothing between. */
  readonly direct: readonly Run[];
}

function compare(calls: number, { limits, ours, peers, direct }: Runs): Figure[] {
  const least = (runs: readonly Run[], field: "microsPerPacket" | "p50Us" | "p99Us"): number =>
    Math.min(...undisturbed(runs).map((run) => run[field]));
  const cost = (runs: readonly Run[]): number => least(runs, "microsPerPacket");
  const addedMs = (runs: readonly Run[], field: "p50Us" | "p99Us"): number =>
    Math.max(0, least(runs, field) - least(direct, field)) / 1000;
  const name = `relay ${calls} calls`;
  const unit = "us/packet";
  return [
    { figure: `${name}: CPU, C limit`, value: cost(limits), unit },
    { figure: `${name}: CPU, ours`, value: cost(ours), unit },
    { figure: `${name}: ours / C limit`, value: cost(ours) / cost(limits), unit: "x", goal: "<= 1.4" },
    ...(peers.length === 0 ? [] : [
      { figure: `${name}: CPU, rtpengine`, value: cost(peers), unit },
      { figure: `${name}: ours / rtpengine`, value: cost(ours) / cost(peers), unit: "x", goal: "<= 1" },
      { figure: `${name}: delay added p99, rtpengine`, value: addedMs(peers, "p99Us"), unit: "ms" },
    ]),
    { figure: `${name}: lost`, value: Math.min(...ours.map(loss)), unit: "%", goal: "<= 0" },
    { figure: `${name}: delay added p99, C limit`, value: addedMs(limits, "p99Us"), unit: "ms" },
    { figure: `${name}: delay added p50`, value: addedMs(ours, "p50Us"), unit: "ms", goal: "<= 0.05" },
    {
      figure: `${name}: delay added p99`,
      value: addedMs(ours, "p99Us"),
      unit: "ms",
      ...(calls === 500 ? { goal: "<= 0.5" } : {}),
    },
  ];
}

/** The phones call each other without a relay: what the loopback and the load itself take. */
function noRelay(calls: number): Relay {
  const ports = Array.from({ length: 2 * calls }, (_, phone) => PHONE_PORT + (phone ^ 1));
  return { pid: Deno.pid, ports, close: () => Promise.resolve("") };
}

/** A run that lost packets was starved of the processor: it says nothing about what a packet costs. */
function undisturbed(runs: readonly Run[]): readonly Run[] {
  const clean = runs.filter((run) => loss(run) < 0.1);
  if (clean.length < runs.length) console.error(`${runs.length - clean.length} of ${runs.length} runs lost packets`);
  return clean.length > 0 ? clean : runs;
}

function loss(run: Run): number {
  return 100 * (run.sent - run.received) / run.sent;
}

/**
 * Calls of which one side encrypts, on one core that also does all that the two phones do: more would be carried without
 * them. A call is 100 packets a second.
 */
async function secretCalls(): Promise<readonly Figure[]> {
  const key = (seed: number): SrtpKey => ({
    suite: "AES_CM_128_HMAC_SHA1_80",
    key: btoa(String(seed).padEnd(30, "x")),
  });
  const seen = await benchAllocation({ send: key(1), receive: key(2) });
  if (seen === undefined) return [];
  const value = 1_000_000 / (100 * seen.microsPerPacket);
  return [{ figure: "relay: SRTP <-> RTP calls on one core, phones included", value, unit: "calls", goal: ">= 700" }];
}

/** RSS with 1,000 calls less RSS with 100, both under load, so that what the first packet compiles is in both. */
async function memoryPerCall(): Promise<Figure> {
  const rssAt = async (calls: number): Promise<number> => {
    const relay = await startEngine(2 * calls, "relayed");
    const rss = Number(JSON.parse(await relay.close())["rss"]);
    return rss;
  };
  const [few, many] = [await rssAt(100), await rssAt(1000)];
  return { figure: "relay: RSS per call", value: (many - few) / 900 / 1024, unit: "KB", goal: "<= 40" };
}

async function load(phones: string, calls: number, relay: Relay): Promise<Run> {
  try {
    await ring(phones, calls, WARM_UP_SECONDS, relay.ports);
    const before = await cpuMicros(relay.pid);
    const seen = await ring(phones, calls, SECONDS, relay.ports);
    const used = await cpuMicros(relay.pid) - before;
    return { ...seen, microsPerPacket: used / Math.max(1, seen.received) };
  } finally {
    await relay.close();
  }
}

/** Lets the phones talk. */
async function ring(
  phones: string,
  calls: number,
  seconds: number,
  ports: readonly number[],
): Promise<Omit<Run, "microsPerPacket">> {
  const child = new Deno.Command(phones, {
    args: [`${calls}`, `${seconds}`],
    stdin: "piped",
    stdout: "piped",
    signal: AbortSignal.timeout(STEP_WITHIN_MS),
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(ports.join("\n") + "\n"));
  await writer.close();
  const { stdout } = await child.output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** What all threads of a process have run so far: exact, unlike the ticks of `stat`. */
async function cpuMicros(pid: number): Promise<number> {
  let nanoseconds = 0;
  for await (const { name } of Deno.readDir(`/proc/${pid}/task`)) {
    nanoseconds += Number((await Deno.readTextFile(`/proc/${pid}/task/${name}/schedstat`)).split(" ")[0]);
  }
  return nanoseconds / 1000;
}

async function startLimit(program: string, calls: number): Promise<Relay> {
  // It ends by itself; longer than the load, and closed when that is over.
  const child = new Deno.Command(program, { args: [`${calls}`, `${SECONDS + WARM_UP_SECONDS + 6}`], stdout: "null" })
    .spawn();
  // It says nothing when it is ready: its sockets are counted.
  const deadline = performance.now() + STEP_WITHIN_MS;
  while ([...Deno.readDirSync(`/proc/${child.pid}/fd`)].length < 2 * calls + 4) {
    if (performance.now() > deadline) throw new Error("Cannot start the limit: it does not open its sockets");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    pid: child.pid,
    ports: Array.from({ length: 2 * calls }, (_, at) => LIMIT_PORT + at),
    async close() {
      child.kill("SIGKILL");
      await child.status;
      return "";
    },
  };
}

async function startPeer(calls: number): Promise<Relay | undefined> {
  const peer = await startRtpengine(calls);
  return peer === undefined ? undefined : { ...peer, close: async () => (await peer.close(), "") };
}

/** Builds the load and the limit; the reason when that cannot be done here. */
async function buildTools(): Promise<{ readonly phones: string; readonly limit: string } | string> {
  const shared = Deno.env.get("KONTOR_BENCH") ?? new URL("../../../shared/bench", import.meta.url).pathname;
  const sources = {
    phones: new URL("./load/phones.c", import.meta.url).pathname,
    limit: `${shared}/relay_limit.c`,
  };
  const folder = await Deno.makeTempDir({ prefix: "kontor-bench-" });
  for (const [name, source] of Object.entries(sources)) {
    try {
      const { success } = await new Deno.Command("gcc", { args: ["-O2", "-w", "-o", `${folder}/${name}`, source] })
        .output();
      if (!success) return `gcc cannot build "${source}"`;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "gcc is not installed";
      throw error;
    }
  }
  return { phones: `${folder}/phones`, limit: `${folder}/limit` };
}

if (import.meta.main) {
  for (const { figure, value, unit, goal } of await benchRelay()) {
    console.log(
      `${figure.padEnd(50)} ${value.toFixed(3).padStart(9)} ${unit}${goal === undefined ? "" : `  (${goal})`}`,
    );
  }
}
