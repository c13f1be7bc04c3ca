import { fail, type Log, ok, type Result } from "../../core/base/mod.ts";
import type { Language } from "../../core/sound/mod.ts";
import {
  fromMemory,
  isSealed,
  openPlayer,
  openSealed,
  type Player,
  type PlayerTools,
  type SealKey,
} from "../file/mod.ts";
import type { Rate } from "../resample/mod.ts";
import type { PromptPack } from "./pack.ts";

/** A recording of the owner's, as it lies on the disk. */
export interface OwnRecording {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where the owner's recordings are. Names come checked: they are never a path. */
export interface OwnRecordings {
  /** Undefined where the owner has not recorded that clip. The fault names the path of what cannot be read. */
  read(language: Language, name: string): Result<OwnRecording | undefined>;
}

export interface ShelfParts {
  readonly pack: PromptPack;
  readonly own: OwnRecordings;
  readonly tools: PlayerTools;
  /** By which recordings are opened that were made at the desk: these are sealed. */
  readonly keys?: readonly SealKey[];
  readonly log: Log;
  /** In Hz, of what is played: 16 kHz unless told. */
  readonly rate?: Rate;
}

const RATE = 16_000;

/** All that can be said, each in the owner's voice where there is a recording of it, and in ours elsewhere. */
export class PromptShelf {
  readonly #parts: ShelfParts;
  readonly #rate: Rate;
  /** Faults of recordings that the log knows: each is told once. */
  readonly #told = new Set<string>();

  constructor(parts: ShelfParts) {
    this.#parts = parts;
    this.#rate = parts.rate ?? RATE;
  }

  /**
   * Opens a clip by its name, as `clipsOf` gives it. Where the owner's recording cannot be played, the log names its path
   * and ours is heard. The fault names what is not on the shelf. Whoever opened it closes it.
   */
  open(language: Language, name: string): Result<Player> {
    const { pack, tools } = this.#parts;
    // Whatever the pack does not know is no name, so nothing from outside ever becomes a path.
    if (!pack.has(language, name)) {
      return fail("unknown-prompt", `Cannot play the prompt "${name}" in "${language}": there is none of that name`);
    }
    const own = this.#openOwn(language, name);
    if (!own.ok) this.#tell(own.fault.text);
    else if (own.value !== undefined) return ok(own.value);
    return ok(pack.open(language, name, tools, this.#rate)!);
  }

  #openOwn(language: Language, name: string): Result<Player | undefined> {
    const { own, tools, keys = [] } = this.#parts;
    const read = own.read(language, name);
    if (!read.ok) return read;
    if (read.value === undefined) return ok(undefined);
    const { path, bytes } = read.value;
    const whole = fromMemory(bytes);
    const plain = isSealed(whole) ? openSealed(whole, (id) => keys.find(({ keyId }) => keyId === id)?.key) : ok(whole);
    const opened = plain.ok ? openPlayer(plain.value, tools, { rate: this.#rate }) : plain;
    if (opened.ok) return opened;
    return fail(opened.fault.code, `Cannot play the owner's prompt "${path}": ${opened.fault.text}`);
  }

  #tell(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#parts.log.write({ level: "warn", text });
  }
}
