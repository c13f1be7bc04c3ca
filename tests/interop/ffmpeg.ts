/**
 * ffmpeg as a filter: raw samples or a file's octets in, the same out.
 *
 * @module
 */

/** Runs ffmpeg over octets on its standard input. Throws what it complains of. */
export async function ffmpeg(args: readonly string[], input: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return await filter("ffmpeg", ["-v", "error", ...args], input);
}

/** Raw 16-bit samples on one channel, as ffmpeg names them. */
export function rawAt(rate: number): readonly string[] {
  return ["-f", "s16le", "-ar", String(rate), "-ac", "1"];
}

/** Runs a program that reads its standard input and writes its standard output. Throws when it fails. */
export async function filter(
  program: string,
  args: readonly string[],
  input: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const command = new Deno.Command(program, { args: [...args], stdin: "piped", stdout: "piped", stderr: "piped" });
  await using child = command.spawn();
  const writer = child.stdin.getWriter();
  const [{ stdout, stderr, success }] = await Promise.all([
    child.output(),
    writer.write(input).then(() => writer.close()),
  ]);
  if (!success) throw new Error(`Cannot run "${program} ${args.join(" ")}": ${new TextDecoder().decode(stderr)}`);
  return stdout;
}

export function octetsOf(sound: Int16Array): Uint8Array {
  return new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength);
}

export function soundOf(octets: Uint8Array): Int16Array<ArrayBuffer> {
  return new Int16Array(octets.slice(0, octets.length - octets.length % 2).buffer);
}
