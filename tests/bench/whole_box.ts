/**
 * The box to be measured: `main.ts serve` in a process of its own, as a user starts it, with an office of as many
 * extensions as are wanted, and what the system says of that process.
 *
 * @module
 */
import { packedFlags } from "../../.ci/pack.ts";
import { Child } from "../interop/child.ts";
import { freePorts, HERE, newFolder, removeFolder } from "../interop/place.ts";
import { buildPhones, Phones } from "./phones.ts";

const TOP = new URL("../../", import.meta.url);
const READY_MS = 60_000;
/** `times` in /proc counts in hundredths of a second on every Linux that we run on. */
const TICKS_PER_S = 100;
export const FIRST_NUMBER = 100_000;
/** The box's ports: SIP, SIP over TLS, web, web over TLS. The phones' follow. */
const OWN_PORTS = 4;
/** As many ports as by default, where no other bench or test has its own: a port that is taken is one call less. */
const RTP_FROM = 40_000;

export interface WholeBoxOptions {
  /** Extensions 100000, 100001 ... each with the secret `secret-NUMBER`. */
  readonly extensions: number;
  /** More sections of office.yml, as they stand there. */
  readonly office?: string;
  /** The folder of a bundle, to measure the box as it ships; from its sources unless told. */
  readonly bundle?: URL;
}

/** What a process has used since it started, in seconds of CPU. */
export interface CpuUse {
  /** With all its threads: workers, garbage collection, the system's share. */
  readonly process: number;
  readonly mainThread: number;
}

export class WholeBox implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #bundle: URL | undefined;
  #child: Child | undefined;
  #groups = 0;

  private constructor(port: number, folder: string, bundle: URL | undefined) {
    this.port = port;
    this.#folder = folder;
    this.#bundle = bundle;
  }

  /** Makes the folder and the office; nothing runs yet. */
  static async make({ extensions, office: more = "", bundle }: WholeBoxOptions): Promise<WholeBox> {
    const box = new WholeBox(freePorts(OWN_PORTS + 2), await newFolder("bench"), bundle);
    const { port } = box;
    const kontor = `data: ${box.#folder}/data
sip: { bind: ${HERE}, udp: ${port}, tcp: ${port}, tls: ${port + 1} }
rtp: { bind: ${HERE}, from: ${RTP_FROM}, to: ${RTP_FROM + 10_000} }
web: { bind: ${HERE}, port: ${port + 2}, tls: ${port + 3} }
`;
    await Deno.writeTextFile(`${box.#folder}/kontor.yml`, kontor);
    const lines = Array.from({ length: extensions }, (_, at) => FIRST_NUMBER + at).map((number) =>
      `  - { number: "${number}", name: Phone ${number}, secret: secret-${number} }\n`
    );
    const office = "{ name: Bench, country: RO, time_zone: Europe/Bucharest, language: en }";
    await Deno.writeTextFile(`${box.#folder}/office.yml`, `office: ${office}\nextensions:\n${lines.join("")}${more}`);
    return box;
  }

  /** A box that runs and knows its office, started as it is started every day: the office was applied before. */
  static async start(options: WholeBoxOptions): Promise<WholeBox> {
    const box = await WholeBox.make(options);
    await box.run({ office: true });
    await box.end();
    await box.run();
    return box;
  }

  /** Starts the process; answers how many milliseconds it took to `ready`. */
  async run(options: { readonly office?: boolean } = {}): Promise<number> {
    const settings = JSON.parse(await Deno.readTextFile(new URL("deno.json", TOP)));
    const program = this.#bundle === undefined
      ? String(settings.tasks.start.command).replace(/^deno (.*) serve$/, "$1")
      : `run -A ${packedFlags(settings)} ${this.#bundle.pathname}main.js`;
    const more = options.office === true ? ["--office", `${this.#folder}/office.yml`] : [];
    const args = [...program.split(" "), "serve", "--config", `${this.#folder}/kontor.yml`, ...more];
    const started = performance.now();
    this.#child = new Child(Deno.execPath(), { args, cwd: TOP.pathname });
    await this.#child.until(/"event":\s*"ready"/, 0, READY_MS);
    return performance.now() - started;
  }

  /** Forgets all that the box remembered, as if it was never started. */
  async forget(): Promise<void> {
    await removeFolder(`${this.#folder}/data`);
  }

  /** Phones that do one job at a time; beside them may be others, at a port of their own. */
  async phones(count: number): Promise<Phones> {
    const program = await buildPhones(this.#folder);
    return new Phones(program, { boxPort: this.port, ownPort: this.port + OWN_PORTS + this.#groups++, count });
  }

  /** What the box remembers. */
  get data(): string {
    return `${this.#folder}/data`;
  }

  /** What it has said since it was started. */
  get log(): string {
    return this.#child?.log ?? "";
  }

  get webPort(): number {
    return this.port + 2;
  }

  /** A key of the REST interface, made by the running box. */
  async addKey(name: string, scopes: string): Promise<string> {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "main.ts", "add-key", name, "--scopes", scopes, "--data", `${this.#folder}/data`],
      cwd: TOP.pathname,
    }).output();
    if (code !== 0) throw new Error(`Cannot make a key: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout).trim();
  }

  cpu(): CpuUse {
    return {
      process: cpuSeconds(`/proc/${this.#pid}/stat`),
      mainThread: cpuSeconds(`/proc/${this.#pid}/task/${this.#pid}/stat`),
    };
  }

  rssMb(): number {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(Deno.readTextFileSync(`/proc/${this.#pid}/status`))?.[1];
    return Number(kb) / 1000;
  }

  async end(): Promise<void> {
    const code = await this.#child?.stop("SIGTERM", 40_000);
    if (code !== undefined && code !== 0) {
      throw new Error(`Cannot end the box well: exit code ${code}\n${this.#child?.log.slice(-3000)}`);
    }
    this.#child = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    await removeFolder(this.#folder);
  }

  get #pid(): number {
    if (this.#child === undefined) throw new Error("Cannot measure a box that does not run");
    return this.#child.pid;
  }
}

/** What the thread that asks has used since it started. */
export function threadSeconds(): number {
  return cpuSeconds("/proc/thread-self/stat");
}

function cpuSeconds(path: string): number {
  const text = Deno.readTextFileSync(path);
  // The name in parentheses may hold spaces: the numbers are counted behind it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
