import { type ByteSource, isSealed, openSealed, type SealKey } from "../../file/mod.ts";
import { FileSource } from "../../file/io/mod.ts";
import { Hearing, type HearingTools } from "../mod.ts";

/** Who listens asks for one stretch after the other: so many files stay open for that. */
const MOST_OPEN = 6;
/** Nobody has asked for more of it for so long. */
const FORGOTTEN_MS = 20_000;

interface Opened extends Disposable {
  readonly hearing: Hearing;
}

/** The files that somebody listens to, each open for a while. */
export class OpenHearings {
  readonly #world: HearingTools & { readonly folder: string; readonly keys: readonly SealKey[] };
  /** By their paths; the longest unused first. */
  readonly #open = new Map<string, Opened>();
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(world: HearingTools & { readonly folder: string; readonly keys: readonly SealKey[] }) {
    this.#world = world;
  }

  of(paths: readonly string[]): Hearing {
    const key = paths.join("\n");
    const opened = this.#open.get(key) ?? this.alone(paths);
    this.#open.delete(key);
    this.#open.set(key, opened);
    for (const [oldest, hearing] of this.#open) {
      if (this.#open.size <= MOST_OPEN) break;
      this.#open.delete(oldest);
      hearing[Symbol.dispose]();
    }
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#forgetAll(), FORGOTTEN_MS);
    return opened.hearing;
  }

  /** The file is about to be another one, or none. */
  close(path: string): void {
    for (const [key, hearing] of [...this.#open]) {
      if (!key.split("\n").includes(path)) continue;
      this.#open.delete(key);
      hearing[Symbol.dispose]();
    }
  }

  /** One that nobody else reads. Throws where a file is not there, or cannot be heard. */
  alone(paths: readonly string[]): Opened {
    using opening = new DisposableStack();
    const sources = paths.map((path) => this.#plain(opening.use(new FileSource(`${this.#world.folder}/${path}`))));
    const hearing = opening.use(new Hearing(sources, this.#world));
    const all = opening.move();
    return { hearing, [Symbol.dispose]: () => all.dispose() };
  }

  #plain(source: FileSource): ByteSource {
    if (!isSealed(source)) return source;
    const opened = openSealed(source, (id) => this.#world.keys.find(({ keyId }) => keyId === id)?.key);
    if (!opened.ok) throw new Error(opened.fault.text);
    return opened.value;
  }

  #forgetAll(): void {
    for (const hearing of this.#open.values()) hearing[Symbol.dispose]();
    this.#open.clear();
  }
}
