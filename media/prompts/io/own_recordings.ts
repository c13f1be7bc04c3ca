import { fail, ok, type Result } from "../../../core/base/mod.ts";
import type { Language } from "../../../core/sound/mod.ts";
import type { OwnRecording, OwnRecordings } from "../mod.ts";

/** In the order in which they are looked for. */
const KINDS: readonly string[] = ["wav", "ogg", "opus"];
/** A prompt is read whole; three minutes of 48 kHz are less. */
const MOST_OCTETS = 20_000_000;

/** The owner's recordings in a folder: `<folder>/<language>/<name>.{wav,ogg,opus}`, looked for whenever one is played. */
export class OwnFolder implements OwnRecordings {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(language: Language, name: string): Result<OwnRecording | undefined> {
    for (const kind of KINDS) {
      const path = `${this.#folder}/${language}/${name}.${kind}`;
      const read = readWhole(path);
      if (!read.ok) return read;
      if (read.value !== undefined) return ok({ path, bytes: read.value });
    }
    return ok(undefined);
  }
}

/** Undefined where there is no such file. */
function readWhole(path: string): Result<Uint8Array | undefined> {
  try {
    const { size, isFile } = Deno.statSync(path);
    if (!isFile) return fail("no-file", `Cannot read the owner's prompt "${path}": it is no file`);
    if (size > MOST_OCTETS) {
      return fail("too-long", `Cannot read the owner's prompt "${path}": it has more than "${MOST_OCTETS}" octets`);
    }
    return ok(Deno.readFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return ok(undefined);
    const why = error instanceof Error ? error.message : String(error);
    return fail("unreadable", `Cannot read the owner's prompt "${path}": ${why}`);
  }
}
