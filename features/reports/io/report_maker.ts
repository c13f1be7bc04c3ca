import type { Rate, RateTable } from "../../../core/rates/mod.ts";
import type { QualityLimits } from "../../../core/directory/mod.ts";
import type { Period } from "../period.ts";
import type { SourceQuality } from "../quality.ts";
import { SourceFault } from "../source_fault.ts";
import type { ForeignReading, FromReportWorker, ReportOrder, ToReportWorker, Wanted } from "./words.ts";

/** Whoever wants several reports does not wait for a start each time. */
const IDLE_MS = 5_000;
/** What has not ended by then never will. */
const PATIENCE_MS = 600_000;
/** Whoever reads a list has others wait: he must read on by then. */
const STALLED_MS = 60_000;
/** So many prices go over in one piece: a copy of them takes less than a millisecond. */
const RATES = 1_000;

interface Answering {
  resolve(word: FromReportWorker): void;
  reject(fault: Error): void;
}

/** Has reports made, one at a time, in a worker that is there only while somebody wants one. */
export class ReportMaker {
  #worker: Worker | undefined;
  #answering: Answering | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** The end of the one that is being made. */
  #turn: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  /** Whether the worker is there. */
  get isThere(): boolean {
    return this.#worker !== undefined;
  }

  /** Makes one; rejects with a sentence where it cannot be made. */
  make<W extends Wanted>(
    order: ReportOrder,
    wanted: W,
    prices: ReadonlyMap<string, RateTable> = new Map(),
  ): Promise<Made<W>> {
    return this.#inTurn(async () => {
      await this.#tellRates(prices);
      return await this.#ask({ type: "make", order, wanted });
    }) as Promise<Made<W>>;
  }

  /** The same of another phone system's calls, which are read from the moment at which it is this one's turn. */
  makeForeign<W extends Wanted>(
    order: ReportOrder,
    wanted: W,
    read: () => Promise<ForeignReading>,
  ): Promise<Made<W>> {
    return this.#inTurn(async () => {
      const reading = await read();
      let isOver = false;
      void reading.failed.then((why) => isOver ? undefined : this.#drop(why));
      try {
        return await this.#ask({ type: "make", order, wanted, port: reading.port }, [reading.port]);
      } finally {
        isOver = true;
        reading.stop();
      }
    }) as Promise<Made<W>>;
  }

  /** How calls that ended in a period sounded, from each trunk and extension. */
  async sources(data: string, period: Period, limits: QualityLimits): Promise<readonly SourceQuality[]> {
    const word = await this.#inTurn(() => this.#ask({ type: "sources", data, period, limits }));
    return word.type === "sources" ? word.sources : [];
  }

  /** Every call of a period as JSON Lines. Others wait until it is read, or given up. */
  list(data: string, period: Period, timeZone: string): ReadableStream<Uint8Array<ArrayBuffer>> {
    const ended = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<FromReportWorker>();
    this.#inTurn(async () => {
      begun.resolve(await this.#ask({ type: "list", data, period, timeZone }));
      await ended.promise;
    }).catch(begun.reject);
    let next: Promise<FromReportWorker> = begun.promise;
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const giveUp = (why: string) => {
      clearTimeout(stalled);
      // What is half read holds the file open: the worker goes with it.
      this.#drop(why);
      ended.resolve();
    };
    return new ReadableStream({
      pull: async (stream) => {
        clearTimeout(stalled);
        try {
          const word = await next;
          if (word.type !== "chunk" || word.octets === undefined) {
            stream.close();
            return ended.resolve();
          }
          stream.enqueue(word.octets);
          next = this.#ask({ type: "more" });
          next.catch(() => {});
          stalled = setTimeout(() => giveUp("nobody reads on"), STALLED_MS);
        } catch (error) {
          ended.resolve();
          throw error;
        }
      },
      cancel: () => giveUp("nobody reads on"),
    }, { highWaterMark: 0 });
  }

  /** Ends the worker, whatever it is at. Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    this.#drop("the box stops");
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => {
      if (this.#isStopped) throw new Error("Cannot make a report: the box stops");
      clearTimeout(this.#idle);
      this.#worker ??= this.#start();
      return work();
    }).finally(() => this.#rest());
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #tellRates(prices: ReadonlyMap<string, RateTable>): Promise<void> {
    for (const [trunk, { currency, rates }] of prices) {
      for (let piece: Rate[] = [], rest = rates.values();;) {
        const { value, done } = rest.next();
        if (value !== undefined) piece.push(value);
        if (piece.length < RATES && done !== true) continue;
        const word: ToReportWorker = { type: "rates", trunk, currency, rates: piece };
        this.#worker?.postMessage(word);
        if (done === true) break;
        piece = [];
        // Between two pieces whoever else has something to do does it.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    }
  }

  #ask(word: ToReportWorker, owned: Transferable[] = []): Promise<FromReportWorker> {
    const { promise, resolve, reject } = Promise.withResolvers<FromReportWorker>();
    if (this.#worker === undefined) return Promise.reject(new Error("Cannot make a report: the box stops"));
    this.#answering = { resolve, reject };
    const tooLate = setTimeout(() => this.#drop("it took too long"), PATIENCE_MS);
    this.#worker.postMessage(word, owned);
    return promise.finally(() => clearTimeout(tooLate));
  }

  #start(): Worker {
    const worker = new Worker(new URL("./report_worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<FromReportWorker>) => {
      const answering = this.#answering;
      this.#answering = undefined;
      if (data.type === "fault") answering?.reject(data.isOfSource ? new SourceFault(data.text) : new Error(data.text));
      else answering?.resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#drop(event.message);
    };
    return worker;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#worker !== undefined) this.#idle = setTimeout(() => this.#drop("it is idle"), IDLE_MS);
  }

  #drop(why: string): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#answering?.reject(new Error(`Cannot make a report: ${why}`));
    this.#answering = undefined;
  }
}

/** What a wish is answered with. */
export type Made<W extends Wanted> = Extract<FromReportWorker, { type: Answer[W["as"]] }>;

/** How each wish is answered. */
interface Answer {
  readonly figures: "figures";
  readonly json: "octets";
  readonly calls: "calls";
  readonly octets: "octets";
  readonly file: "written";
}
