import type { Follower } from "../follow.ts";
import { pauseAfter } from "../pace.ts";
import type { Understood } from "../row_desk.ts";
import type { RowSource } from "../source.ts";

/** A stretch of the past that is read at once, when much of it is to be read. */
const STEP_MS = 12 * 3_600_000;
/** Bad rows that are told of in one look. */
const MOST_TOLD = 3;
const MOST_REMEMBERED = 1_000;

export interface PollerParts {
  readonly tenant: string;
  /** Never told: what a driver says of a refused sign-in goes to the log. */
  readonly secrets: readonly string[];
  readonly sources: readonly RowSource[];
  readonly follower: Follower;
  readonly everyMs: number;
  readonly wall: () => number;
  readonly take: (understood: Understood, now: number) => void;
  readonly say: (level: "info" | "warn", text: string) => void;
}

/** Looks at one tenant's rows again and again, for as long as it is wanted. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #stopped = Promise.withResolvers<void>();
  #isStopped = false;
  #failures = 0;
  #refused: ReadonlySet<string> = new Set();
  #running: Promise<void> | undefined;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the look that is under way. Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopped.resolve();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      await this.look();
      await this.#pause(pauseAfter(this.#failures, this.#parts.everyMs));
    }
  }

  async #pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(() => over.resolve(), ms);
    await Promise.race([over.promise, this.#stopped.promise]);
    clearTimeout(timer);
  }

  /** One look: everything since the cursor. Says what went wrong, and never throws for it. Answers whether all was read. */
  async look(): Promise<boolean> {
    const { sources, tenant, say } = this.#parts;
    let place = "";
    try {
      await using opened = new AsyncDisposableStack();
      const open = [];
      for (const source of sources) {
        place = source.place;
        open.push({ place, rows: opened.use(await source.open()) });
      }
      const { follower, wall, take } = this.#parts;
      const now = wall();
      for (let from = follower.from; from < now && !this.#isStopped; from += STEP_MS) {
        const span = { from, to: Math.min(now, from + STEP_MS) };
        const refused: string[] = [];
        for (const { place: at, rows } of open) {
          place = at;
          for await (const batch of rows.read(span)) refused.push(...follower.take(batch));
        }
        take(follower.looked(span.to), now);
        this.#sayRefused(refused, place);
      }
      if (this.#failures > 0) say("info", `Rows of tenant "${tenant}" are read again (${place})`);
      this.#failures = 0;
      return true;
    } catch (error) {
      this.#failures++;
      if (this.#failures === 1) say("warn", this.#told(error, place));
      return false;
    }
  }

  /** A row that cannot be read is read again in every look of four hours: it is told once. */
  #sayRefused(refused: readonly string[], place: string): void {
    const { tenant, say } = this.#parts;
    const news = refused.filter((text) => !this.#refused.has(text));
    this.#refused = new Set([...refused, ...this.#refused].slice(0, MOST_REMEMBERED));
    for (const text of news.slice(0, MOST_TOLD)) say("warn", `${text} (tenant "${tenant}", ${place})`);
    if (news.length > MOST_TOLD) say("warn", `${news.length} rows of tenant "${tenant}" cannot be read`);
  }

  #told(error: unknown, place: string): string {
    const { message, code } = error as { message?: string; code?: string };
    // Several addresses refused at once are told by an error without words.
    const why = message || code || String(error);
    const text = `Cannot read the rows of tenant "${this.#parts.tenant}" from ${place}: ${why}`;
    return this.#parts.secrets.reduce((told, secret) => told.replaceAll(secret, "***"), text);
  }
}
