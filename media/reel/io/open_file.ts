import { fail, ok, type Result } from "../../../core/base/mod.ts";
import { FileSource } from "../../file/io/mod.ts";
import { isSealed, openPlayer, openSealed, type PlayerTools, type SealKey } from "../../file/mod.ts";
import { PLAY_RATE, type Sound } from "../mod.ts";

/** What files are opened with. */
export interface FileTools extends PlayerTools {
  readonly keys: readonly SealKey[];
}

/** Opens a WAV or an Ogg Opus file to be played, sealed or not. The fault says what is wrong with it. */
export function openFile(path: string, tools: FileTools): Result<Sound> {
  using opened = new DisposableStack();
  try {
    // Whoever opens a pipe waits for its other end, and everybody else with him.
    if (!Deno.statSync(path).isFile) return fail("no-file", `Cannot play "${path}": it is no file`);
    const source = opened.use(new FileSource(path));
    const keyFor = (id: string): Uint8Array | undefined => tools.keys.find(({ keyId }) => keyId === id)?.key;
    const plain = isSealed(source) ? openSealed(source, keyFor) : ok(source);
    const player = plain.ok ? openPlayer(plain.value, tools, { rate: PLAY_RATE }) : plain;
    if (!player.ok) return fail(player.fault.code, `Cannot play "${path}": ${player.fault.text}`);
    const sound = opened.use(player.value);
    const both = opened.move();
    return ok({ next: (out) => sound.next(out), [Symbol.dispose]: () => both.dispose() });
  } catch (error) {
    return fail("unreadable", `Cannot play "${path}": ${(error as Error).message}`);
  }
}
