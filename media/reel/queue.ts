import { ok, type Result } from "../../core/base/mod.ts";
import type { PlayItem, Playlist } from "../../core/sound/mod.ts";
import type { Span } from "../wasm/mod.ts";
import { Beep } from "./beep.ts";
import { Composer } from "./composer.ts";
import { type ReelTools, Silence, type Sound } from "./sound.ts";

/** What could not be played, and why. */
export interface PlayFault {
  readonly item: PlayItem;
  readonly text: string;
}

/** One sound of an item, not yet opened. */
type Opening = () => Result<Sound>;

/** Puts on one sound after another of a playlist. What cannot be played is left out, and told once. */
export class SoundQueue implements Disposable {
  readonly #tools: ReelTools;
  readonly #playlist: Playlist;
  readonly #told = new Set<string>();
  readonly #faults: PlayFault[] = [];
  /** The item that is on, and those of its sounds that are not yet opened. */
  #item: PlayItem | undefined;
  #openings: Opening[] = [];
  #sound: Sound | undefined;
  #nextItem = 0;
  /** Whether anything was heard since the beginning of the list, and of the item. */
  #hasSounded = false;
  #hasItemSounded = false;

  constructor(tools: ReelTools, playlist: Playlist) {
    this.#tools = tools;
    this.#playlist = playlist;
  }

  /** Whether a sound is on. */
  get isOn(): boolean {
    return this.#sound !== undefined;
  }

  /** Writes the next samples of the sound that is on; where there are fewer than `out` has room for, it is off. */
  pull(out: Span): number {
    const count = this.#read(out);
    this.#hasItemSounded ||= count > 0 && !(this.#sound instanceof Silence);
    this.#hasSounded ||= this.#hasItemSounded;
    if (count < out.length) this[Symbol.dispose]();
    return count;
  }

  /** Puts on the next sound. False where none is left. */
  advance(): boolean {
    this[Symbol.dispose]();
    for (;;) {
      const opening = this.#openings.shift() ?? this.#ownMusic();
      if (opening === undefined) {
        if (this.#take()) continue;
        return false;
      }
      const opened = opening();
      if (opened.ok) {
        this.#sound = opened.value;
        return true;
      }
      this.#fail(opened.fault.text);
    }
  }

  /** What has not been told yet. */
  takeFaults(): readonly PlayFault[] {
    return this.#faults.splice(0);
  }

  [Symbol.dispose](): void {
    this.#sound?.[Symbol.dispose]();
    this.#sound = undefined;
  }

  /** A file that cannot be read any more has ended. */
  #read(out: Span): number {
    try {
      return this.#sound?.next(out) ?? 0;
    } catch (error) {
      this.#fail((error as Error).message);
      return 0;
    }
  }

  /** Where the owner's music is not to be had, the box has its own. */
  #ownMusic(): Opening | undefined {
    if (this.#item?.type !== "music" || this.#hasItemSounded) return undefined;
    return () => ok(new Composer(this.#tools.kernels));
  }

  /** Takes the next item; after the last the first, if the list repeats and more than silence was heard of it. */
  #take(): boolean {
    const { items, language, repeats } = this.#playlist;
    if (this.#nextItem === items.length && repeats && this.#hasSounded) {
      this.#nextItem = 0;
      this.#hasSounded = false;
    }
    const item = this.#item = items[this.#nextItem];
    if (item === undefined) return false;
    this.#nextItem += 1;
    this.#hasItemSounded = false;
    const openings = openingsOf(item, language, this.#tools);
    if (openings.ok) this.#openings = [...openings.value];
    else this.#fail(openings.fault.text);
    return true;
  }

  #fail(text: string): void {
    const item = this.#item;
    if (item === undefined || this.#told.has(text)) return;
    this.#told.add(text);
    this.#faults.push({ item, text });
  }
}

function openingsOf(item: PlayItem, language: Playlist["language"], tools: ReelTools): Result<readonly Opening[]> {
  const { kernels, shelf } = tools;
  const silence = (ms: number): Opening => () => ok(new Silence(kernels, ms));
  const file = (path: string): Opening => () => tools.openFile(path);
  if (item.type === "file") return ok([file(item.path)]);
  if (item.type === "recording") return ok([() => tools.openRecording(item.path, language)]);
  if (item.type === "silence") return ok([silence(item.ms)]);
  if (item.type === "beep") return ok([() => ok(new Beep(kernels))]);
  if (item.type === "music") {
    const music = tools.music(item.class);
    return music.ok ? ok(music.value.map(file)) : music;
  }
  const clips = shelf.clipsOf(item, language);
  if (!clips.ok) return clips;
  return ok(
    clips.value.map((clip) => clip.type === "silence" ? silence(clip.ms) : () => shelf.open(language, clip.name)),
  );
}
