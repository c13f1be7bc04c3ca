/**
 * SpeexDSP's echo canceller, by a small C program around it.
 *
 * @module
 */
import type { Line } from "../lab/echo.ts";

/** What must be there for it. */
export const SPEEXDSP = ["gcc", "speex/speex_echo.h"] as const;

/** The compiled program; gone with its folder when disposed. */
export class SpeexDsp implements AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Compiles it. Throws what the compiler says. */
  static async build(): Promise<SpeexDsp> {
    const speex = new SpeexDsp(await Deno.makeTempDir());
    const source = new URL("speexdsp.c", import.meta.url).pathname;
    const args = ["-std=gnu17", "-O2", "-Wall", "-o", `${speex.#folder}/speexdsp`, source, "-lspeexdsp"];
    const { success, stderr } = await new Deno.Command("gcc", { args }).output();
    if (success) return speex;
    await speex[Symbol.asyncDispose]();
    throw new Error(`Cannot compile "${source}": ${new TextDecoder().decode(stderr)}`);
  }

  /** What is left of a line's near end. */
  async cancel(line: Line, rate: number, tailMs: number): Promise<Int16Array> {
    return new Int16Array((await this.#ask("cancel", line, rate, tailMs)).slice().buffer);
  }

  /** Microseconds for each 20 ms. */
  async usPerFrame(line: Line, rate: number, tailMs: number): Promise<number> {
    return Number(new TextDecoder().decode(await this.#ask("time", line, rate, tailMs))) / 1000;
  }

  async #ask(what: "cancel" | "time", line: Line, rate: number, tailMs: number): Promise<Uint8Array> {
    const pairs = Int16Array.from({ length: 2 * line.far.length }, (_, at) => {
      return (at % 2 === 0 ? line.far : line.near)[at >> 1]!;
    });
    const args = [what, `${rate}`, `${rate * tailMs / 1000}`];
    const program = new Deno.Command(`${this.#folder}/speexdsp`, { args, stdin: "piped", stdout: "piped" });
    const child = program.spawn();
    const asked = new Blob([pairs]).stream().pipeTo(child.stdin);
    const [{ success, stdout }] = await Promise.all([child.output(), asked]);
    if (!success) throw new Error(`Cannot ask SpeexDSP to "${args.join(" ")}"`);
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}
