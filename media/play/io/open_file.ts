import { fail, ok, type Result } from "../../../core/base/mod.ts";
import { FileSource } from "../../file/io/mod.ts";
import { openPlayer, type PlayerTools } from "../../file/mod.ts";
import { PLAY_RATE, type Sound } from "../mod.ts";

/** Opens a WAV or an Ogg Opus file to be played. The fault says what is wrong with it. */
export function openFile(path: string, tools: PlayerTools): Result<Sound> {
  using opened = new DisposableStack();
  try {
    // Whoever opens a pipe waits for its other end, and everybody else with him.
    if (!Deno.statSync(path).isFile) return fail("no-file", `Cannot play "${path}": it is no file`);
    const source = opened.use(new FileSource(path));
    const player = openPlayer(source, tools, { rate: PLAY_RATE });
    if (!player.ok) return fail(player.fault.code, `Cannot play "${path}": ${player.fault.text}`);
    const sound = opened.use(player.value);
    const both = opened.move();
    return ok({ next: (out) => sound.next(out), [Symbol.dispose]: () => both.dispose() });
  } catch (error) {
    return fail("unreadable", `Cannot play "${path}": ${(error as Error).message}`);
  }
}
