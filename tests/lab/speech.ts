/**
 * Speech for tests, by Debian's espeak-ng.
 *
 * @module
 */
import { designPolyphase } from "../../media/resample/design.ts";

/** espeak-ng's own rate. */
const SPOKEN_RATE = 22_050;
const WAV_HEADER = 44;

/** Says a text. Returns samples at 8 kHz, or at another rate. @param voice as espeak-ng names it: `ro`, `en-gb+f3` */
export async function speak(text: string, voice: string, rate: number = 8000): Promise<Int16Array<ArrayBuffer>> {
  const command = new Deno.Command("espeak-ng", {
    args: ["-v", voice, "--stdin", "--stdout"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
  await using child = command.spawn();
  const input = child.stdin.getWriter();
  const [{ stdout, stderr, success }] = await Promise.all([
    child.output(),
    input.write(new TextEncoder().encode(text)).then(() => input.close()),
  ]);
  if (!success) throw new Error(`Cannot speak with the voice "${voice}": ${new TextDecoder().decode(stderr)}`);
  return toRate(new Int16Array(stdout.slice(WAV_HEADER, stdout.length - stdout.length % 2).buffer), rate);
}

/** From the speaker's rate to another, sample by sample. */
function toRate(sound: Int16Array, rate: number): Int16Array<ArrayBuffer> {
  const { up, down, taps, phases } = designPolyphase(SPOKEN_RATE, rate);
  const out = new Int16Array(Math.floor(sound.length * up / down));
  for (let at = 0; at < out.length; at++) {
    const place = at * down;
    const newest = Math.floor(place / up);
    const row = place % up * taps;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) sum += (sound[newest - taps + 1 + tap] ?? 0) * phases[row + tap]!;
    out[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum / 16_384)));
  }
  return out;
}
