/**
 * A program under test: its lines, its end. Every program is ended by its own process id.
 *
 * @module
 */

import { commandOn, type Host, LOOPBACK } from "./host.ts";

/** How long to wait for anything that should happen at once: generous, since exact times belong to bench. */
export const SOON_MS = 30_000;
const GRACE_MS = 5_000;
/** For Deno as a child: whoever tests has installed the packages, and to look at all of them is most of what a start takes. */
export const INSTALLED = "--node-modules-dir=manual";

export interface ChildOptions {
  readonly args: readonly string[];
  /** Where it runs; this machine unless told. */
  readonly host?: Host;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps standard input open for {@link Child.write}; otherwise the program reads nothing. */
  readonly stdin?: boolean;
}

/** A waiting reader: resolved by the first line it wants. */
interface Waiter {
  readonly wants: (line: string) => boolean;
  readonly take: (line: string) => void;
}

/** A running program with every line it wrote, on standard output and error alike. */
export class Child {
  readonly #name: string;
  readonly #process: Deno.ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #drained: Promise<unknown>;
  readonly #input: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #ended = false;

  constructor(program: string, options: ChildOptions) {
    this.#name = program.split("/").at(-1) ?? program;
    const [name, args] = commandOn(options.host ?? LOOPBACK, program, options.args);
    this.#process = new Deno.Command(name, {
      args: [...args],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...options.env },
      stdin: options.stdin === true ? "piped" : "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = options.stdin === true ? this.#process.stdin.getWriter() : undefined;
    this.#drained = Promise.all([this.#collect(this.#process.stdout), this.#collect(this.#process.stderr)]);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Everything written so far. */
  get log(): string {
    return this.#lines.join("\n");
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#take(line);
    }
    if (rest !== "") this.#take(rest);
  }

  #take(line: string): void {
    this.#lines.push(line);
    for (const waiter of this.#waiters) {
      if (waiter.wants(line)) waiter.take(line);
    }
  }

  /** How many lines there are, to wait for something only after this moment. */
  mark(): number {
    return this.#lines.length;
  }

  /** The first line from `since` on that matches, at once or when it comes. Throws with the log when it does not. */
  async until(pattern: RegExp, since = 0, withinMs: number = SOON_MS): Promise<string> {
    const known = this.#lines.slice(since).find((line) => pattern.test(line));
    if (known !== undefined) return known;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const waiter: Waiter = { wants: (line) => pattern.test(line), take: resolve };
    const fail = (why: string): void => {
      reject(new Error(`Cannot see ${pattern} from ${this.#name}: ${why}\n${this.log.slice(-6000)}`));
    };
    const timer = setTimeout(() => fail(`it did not come within ${withinMs} ms`), withinMs);
    this.#waiters.add(waiter);
    const gone = this.#drained.then(() => fail("the program ended"));
    try {
      return await Promise.race([promise, gone.then(() => promise)]);
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    }
  }

  async write(line: string): Promise<void> {
    await this.#input?.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Waits for the program's own end. */
  async end(withinMs: number): Promise<number> {
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), withinMs);
    try {
      const { code } = await this.#process.status;
      await this.#drained;
      return code;
    } finally {
      clearTimeout(timer);
      await this.#closeInput();
      this.#ended = true;
    }
  }

  /** Asks the program to end, and makes it after a grace time. Twice is quiet. Returns its exit code. */
  async stop(signal: Deno.Signal = "SIGTERM", graceMs: number = GRACE_MS): Promise<number> {
    if (this.#ended) return (await this.#process.status).code;
    try {
      this.#process.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it ended by itself in the meantime
    }
    return await this.end(graceMs);
  }

  async #closeInput(): Promise<void> {
    await this.#input?.close().catch((error) => {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error; // the reader is gone: closed is closed
    });
  }
}
