import type { WallTime } from "../base/mod.ts";
import type { RecordingSettings } from "../directory/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { CallFact } from "../record/mod.ts";
import { type KeptRecording, readRecording, writeRecording } from "./kept.ts";

/** The family of the notebook in which recordings are kept, by their path. */
const RECORDING_FAMILY = "recording";

const DAY_MS = 86_400_000;
const MB = 1_000_000;
/** At this much of the quota its owner is told, once until it is below the second. */
const FILLING = 0.9;
const EASED = 0.8;

type Keeping = Pick<RecordingSettings, "keepDays" | "quotaMb">;

/** Whom the archive tells what has become of files. */
export interface ArchiveEars {
  /** A file that is wanted no more. */
  readonly erase: (path: string) => void;
  /** A file that nobody writes any more: what is in it is to be found out ({@link Archive.adopted}). */
  readonly adopt: (path: string) => void;
  /** To the record, under the call's id; none: it is of no call. */
  readonly note: (call: string, fact: CallFact) => void;
}

/**
 * All recordings of calls that there are: facts in memory and in the notebook, which outlives a restart, the sound in files.
 * It throws away what is too old, and the oldest where they take too much room; never one that is being written or that
 * somebody holds.
 */
export class Archive {
  readonly #notebook: Notebook;
  readonly #ears: ArchiveEars;
  /** By path, in the order in which they began. */
  readonly #recordings = new Map<string, KeptRecording>();
  /** Those that this run of the box is writing. */
  readonly #running = new Set<string>();
  #bytes = 0;
  #isFilling = false;

  constructor(notebook: Notebook, ears: ArchiveEars) {
    this.#notebook = notebook;
    this.#ears = ears;
  }

  /** Recordings, and what they take, in octets. */
  get sizes(): { readonly count: number; readonly bytes: number; readonly running: number } {
    return { count: this.#recordings.size, bytes: this.#bytes, running: this.#running.size };
  }

  /** Oldest first. */
  all(): readonly KeptRecording[] {
    return [...this.#recordings.values()];
  }

  /** What the notebook has kept. What was being written when the box went down is adopted. */
  restore(): void {
    const kept = [...this.#notebook.all(RECORDING_FAMILY)].flatMap(([path, value]) => readRecording(path, value) ?? []);
    this.#recordings.clear();
    this.#bytes = 0;
    for (const recording of kept.sort((a, b) => a.at - b.at)) {
      this.#recordings.set(recording.path, recording);
      this.#bytes += recording.size?.bytes ?? 0;
      if (recording.size === undefined && !this.#running.has(recording.path)) this.#ears.adopt(recording.path);
    }
  }

  /** A file is being written from now on. */
  began(path: string, call: string, now: WallTime): void {
    this.#running.add(path);
    this.#put({ path, call, at: now, size: undefined });
  }

  /** It is closed; without a size it could not be written to its end, and what is in it is to be found out. */
  ended(path: string, size: KeptRecording["size"]): void {
    const recording = this.#recordings.get(path);
    if (!this.#running.delete(path) || recording === undefined) return;
    if (size === undefined) this.#ears.adopt(path);
    else if (size.durationMs === 0) this.#drop(recording);
    else this.#put({ ...recording, size });
  }

  /** What was found of a file that had no end. */
  adopted(path: string, durationMs: number, bytes: number): void {
    const recording = this.#recordings.get(path);
    if (recording === undefined || recording.size !== undefined || this.#running.has(path)) return;
    if (durationMs === 0) return this.#drop(recording);
    this.#put({ ...recording, size: { durationMs, bytes } });
    this.#ears.note(recording.call, { type: "recording.adopted", path, durationMs, bytes });
  }

  /** When the next one will be too old; undefined where none ever is. */
  nextExpiry({ keepDays }: Keeping): WallTime | undefined {
    const oldest = this.#oldest();
    return oldest === undefined || keepDays === 0 ? undefined : oldest.at + keepDays * DAY_MS as WallTime;
  }

  /** Neither age nor room ends a held one. False: there is no such recording. */
  hold(path: string, isHeld: boolean): boolean {
    const recording = this.#recordings.get(path);
    if (recording === undefined) return false;
    this.#put({ ...recording, isHeld });
    return true;
  }

  /** Somebody wants it thrown away before its time, held or not. False: there is none whose file is closed. */
  eraseNow(path: string): boolean {
    const recording = this.#recordings.get(path);
    if (recording?.size === undefined) return false;
    this.#erase(recording, "asked");
    return true;
  }

  /** Throws away what is too old, then the oldest until the others have room. */
  sweep(settings: Keeping, now: WallTime): void {
    const quotaBytes = settings.quotaMb * MB;
    for (let expiry = this.nextExpiry(settings); expiry !== undefined && expiry <= now;) {
      this.#erase(this.#oldest()!, "age");
      expiry = this.nextExpiry(settings);
    }
    for (let oldest = this.#oldest(); oldest !== undefined && this.#bytes > quotaBytes; oldest = this.#oldest()) {
      this.#erase(oldest, "quota");
    }
    if (this.#bytes < EASED * quotaBytes) this.#isFilling = false;
    if (this.#bytes < FILLING * quotaBytes || this.#isFilling) return;
    this.#isFilling = true;
    this.#ears.note("", { type: "recordings.filling", usedBytes: this.#bytes, quotaBytes });
  }

  /** Of those that may go: their file is closed, and nobody holds them. */
  #oldest(): KeptRecording | undefined {
    return this.#recordings.values().find(({ size, isHeld }) => size !== undefined && isHeld !== true);
  }

  #put(recording: KeptRecording): void {
    const { path } = recording;
    this.#bytes += (recording.size?.bytes ?? 0) - (this.#recordings.get(path)?.size?.bytes ?? 0);
    this.#recordings.set(path, recording);
    this.#notebook.set(RECORDING_FAMILY, path, writeRecording(recording));
  }

  #erase(recording: KeptRecording, why: "age" | "quota" | "asked"): void {
    this.#forget(recording);
    this.#ears.note(recording.call, { type: "recording.erased", path: recording.path, why });
  }

  #drop(recording: KeptRecording): void {
    this.#forget(recording);
    this.#ears.note(recording.call, { type: "recording.dropped", path: recording.path });
  }

  #forget({ path, size }: KeptRecording): void {
    this.#recordings.delete(path);
    this.#bytes -= size?.bytes ?? 0;
    this.#notebook.set(RECORDING_FAMILY, path, undefined);
    this.#ears.erase(path);
  }
}
