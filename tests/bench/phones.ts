/**
 * The phones that load the box: `load/sip_phones.c` as a process of its own, driven by jobs.
 *
 * @module
 */

/** Percentiles of one delay, in milliseconds. */
export interface Delays {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What came of a job. */
export interface Outcome {
  readonly started: number;
  readonly ended: number;
  readonly failed: number;
  readonly seconds: number;
  /** Messages that had to be sent again, and messages that nobody expected. */
  readonly resent: number;
  readonly stray: number;
  readonly ownCpuSeconds: number;
  readonly registerToAnswer?: Delays;
  readonly subscribeToAnswer?: Delays;
  readonly inviteToInvite?: Delays;
  readonly inviteToRinging?: Delays;
  /** What the phones said to each other in their calls, and how long it took from one to the other. */
  readonly sound?: Omit<Delays, "count"> & { readonly sent: number; readonly received: number };
  /** What went wrong, counted. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RegisterJob {
  readonly phones: number;
  readonly total: number;
  /** A second; as many as go when left out. */
  readonly rate?: number;
}

export interface WatchJob extends RegisterJob {
  /** How many extensions every phone watches; sixteen at most. */
  readonly lamps: number;
}

export interface CallJob extends RegisterJob {
  readonly holdMs?: number;
  /** Every INVITE is challenged first, as SIPp's are; else it brings the nonce of the last challenge. */
  readonly asked?: boolean;
  /** They talk meanwhile: 20 ms of G.722 every 20 ms, both ways. */
  readonly sounding?: boolean;
}

/** Under way at once: for registrations what a burst after a power cut may be, for calls more than ever is needed. */
const REGISTRATIONS_AT_ONCE = 32;
const CALLS_AT_ONCE = 2_000;

/** Compiles the phones into a folder. Throws with the compiler's words when it cannot. */
export async function buildPhones(folder: string): Promise<string> {
  const source = new URL("load/sip_phones.c", import.meta.url).pathname;
  const program = `${folder}/sip_phones`;
  const { code, stderr } = await new Deno.Command("gcc", {
    args: ["-std=gnu17", "-O2", "-o", program, source, "-lm", "-pthread"],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code !== 0) throw new Error(`Cannot compile "${source}": ${new TextDecoder().decode(stderr)}`);
  return program;
}

export class Phones implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #jobs: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: ReadableStreamDefaultReader<string>;
  #rest = "";

  constructor(
    program: string,
    options: { readonly boxPort: number; readonly ownPort: number; readonly count: number },
  ) {
    const { boxPort, ownPort, count } = options;
    this.#child = new Deno.Command(program, {
      args: [`${boxPort}`, `${ownPort}`, `${count}`],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#jobs = this.#child.stdin.getWriter();
    this.#answers = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Lets the phones register, one after the other and round again. */
  register({ phones, total, rate = 0 }: RegisterJob): Promise<Outcome> {
    return this.#do(`register 0 ${phones} ${total} ${rate} ${REGISTRATIONS_AT_ONCE}`);
  }

  /** Lets every phone watch the extensions after its own; what it watches already is refreshed. */
  watch({ phones, total, rate = 0, lamps }: WatchJob): Promise<Outcome> {
    return this.#do(`watch 0 ${phones} ${total} ${rate} ${REGISTRATIONS_AT_ONCE} ${lamps}`);
  }

  /** Lets every phone with an even place call the next one, round and round. */
  call({ phones, total, rate = 0, holdMs = 0, asked = false, sounding = false }: CallJob): Promise<Outcome> {
    const how = (asked ? "asked" : "knowing") + (sounding ? "+sound" : "");
    return this.#do(`call 0 ${phones} ${total} ${rate} ${CALLS_AT_ONCE} ${holdMs} ${how}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs.close();
    await this.#child.status;
  }

  async #do(job: string): Promise<Outcome> {
    await this.#jobs.write(new TextEncoder().encode(`${job}\n`));
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#answers.read();
      if (done) throw new Error(`Cannot do "${job}": the phones ended`);
      this.#rest += value;
    }
    const [line = "", ...rest] = this.#rest.split("\n");
    this.#rest = rest.join("\n");
    return JSON.parse(line);
  }
}

/** Jobs that failed, or went well for a wrong reason; said aloud, because a figure alone does not tell. */
export function faultsOf(outcome: Outcome): number {
  const reasons = Object.values(outcome.reasons).reduce((sum, count) => sum + count, 0);
  if (reasons > 0) console.error(`What went wrong: ${JSON.stringify(outcome.reasons)}`);
  return Math.max(outcome.failed, reasons);
}
