import type { Clock, Log } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import type { RecordLog } from "../ports.ts";
import { BATCH, RecordQueue } from "../record_queue.ts";
import { Tide } from "../tide.ts";
import { WriteBehind } from "./write_behind.ts";

/** Leaves a commit the rest of the 100 ms in which an event is acknowledged. */
const GATHER_MS = 40;

export interface BatchingLogOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** The last sequence in the record. */
  readonly lastSequence: number;
  /** Commits a batch, passing over what the record has already, and answers the last committed sequence. */
  readonly commit: (events: readonly CallEvent[]) => Promise<number>;
}

/** The record's queue in front of the thread that writes it. */
export class BatchingLog implements RecordLog {
  readonly #commit: BatchingLogOptions["commit"];
  readonly #queue: RecordQueue;
  readonly #behind: WriteBehind;
  readonly #tide: Tide;
  #ready = true;
  #listener: ((ready: boolean) => void) | undefined;

  constructor({ log, clock, lastSequence, commit }: BatchingLogOptions) {
    this.#commit = commit;
    this.#queue = new RecordQueue(lastSequence);
    this.#tide = new Tide(lastSequence);
    this.#behind = new WriteBehind({
      log,
      clock,
      name: "record",
      gatherMs: GATHER_MS,
      waiting: () => this.waiting,
      write: () => this.#write(),
    });
  }

  get waiting(): number {
    return this.#queue.waiting;
  }

  get full(): boolean {
    return this.#queue.full;
  }

  get acknowledged(): number {
    return this.#queue.acknowledged;
  }

  append(event: CallEvent): void {
    if (this.#behind.closed) throw new Error(`Cannot append event "${event.sequence}": the record is closed`);
    this.#queue.append(event);
    this.#behind.wake();
    this.#noticeReady();
  }

  past(sequence: number, withinMs: number): Promise<void> {
    const { risen, giveUp } = this.#tide.wait(sequence);
    const timer = setTimeout(giveUp, withinMs);
    return risen.finally(() => clearTimeout(timer));
  }

  onReady(listener: (ready: boolean) => void): void {
    this.#listener = listener;
  }

  flush(): Promise<void> {
    const upTo = this.#queue.last;
    return this.#behind.flush(() => this.acknowledged >= upTo);
  }

  close(): Promise<void> {
    this.#tide.ebb();
    return this.#behind.close();
  }

  async #write(): Promise<boolean> {
    const batch = this.#queue.take();
    try {
      this.#queue.acknowledge(await this.#commit(batch));
      this.#tide.rise(this.acknowledged);
    } catch (fault) {
      this.#queue.takeBack();
      throw fault;
    }
    this.#noticeReady();
    return batch.length === BATCH;
  }

  #noticeReady(): void {
    const ready = !this.full;
    if (ready === this.#ready) return;
    this.#ready = ready;
    this.#listener?.(ready);
  }
}
