import { Deadlines, type Instant, type Json, later, type WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { OutboxKind } from "./outbox_kind.ts";
import { Roads } from "./roads.ts";
import type { MailOutcome } from "./mail.ts";

/** Whoever has been tried fewer times than this in this run of the box is not given up, however old he is. */
const LEAST_TRIES = 3;

/** Whom the outbox tells, and asks. */
export interface OutboxEars<Item> {
  /** Try this one now. */
  readonly send: (item: Item) => void;
  /** It has been taken. */
  readonly taken?: (item: Item, says: string | undefined) => void;
  /** It will never arrive. */
  readonly lost: (item: Item, outcome: Lost) => void;
  /** What the wall clock says in this turn. */
  readonly wall: () => WallTime;
  /** It is not to be sent for now: it waits until `release` finds it free, however long that is. */
  readonly isHeld?: (item: Item) => boolean;
  /** How long one is tried before it is given up. */
  readonly patienceMs: (item: Item) => number;
}

/** Why one was given up. */
export type Lost = Exclude<MailOutcome, { readonly came: "sent" }>;

interface Waiting<Item> {
  readonly item: Item;
  /** When it was put in. */
  readonly since: WallTime;
  tries: number;
}

/** One after the other; the first is under way, or waits to be tried (again). */
interface Lane {
  readonly road: string;
  readonly ids: string[];
}

/**
 * What is on its way out, mails or hooks: kept in the notebook until it is taken, and tried again until then.
 *
 *     lane "a call":  3 ─▶ 2 ─▶ [1]──┐            each waits for the one before it, also while that is tried again
 *     lane "a call":       7 ─▶ [5]──┼──▶ road    a few at once to one place; another place has a road of its own
 *     lane "a mail":           [8]───┘
 *
 * What the other side took while the box died goes out once more, under the same id, by which it is known again.
 */
export class Outbox<Item extends { readonly id: string }> {
  readonly #notebook: Notebook;
  readonly #kind: OutboxKind<Item>;
  readonly #ears: OutboxEars<Item>;
  readonly #waiting = new Map<string, Waiting<Item>>();
  readonly #lanes = new Map<string, Lane>();
  /** When the first of a lane is to be tried again. */
  readonly #deadlines = new Deadlines<string>();
  readonly #roads: Roads;
  /** Lanes that were due while their first was held. */
  readonly #held = new Set<string>();

  constructor(notebook: Notebook, kind: OutboxKind<Item>, ears: OutboxEars<Item>) {
    this.#notebook = notebook;
    this.#kind = kind;
    this.#ears = ears;
    this.#roads = new Roads(kind.atOnce);
  }

  /** How many have not been taken yet. */
  get size(): number {
    return this.#waiting.size;
  }

  /** How many of one road have not been taken yet, and why the last try on it failed, if it did. */
  standing(road: string): { readonly waiting: number; readonly failing: string | undefined } {
    let waiting = 0;
    for (const lane of this.#lanes.values()) if (lane.road === road) waiting += lane.ids.length;
    return { waiting, failing: this.#roads.failing(road) };
  }

  /** What the notebook has kept is tried at once. */
  restore(now: Instant): void {
    const kept = [...this.#notebook.all(this.#kind.family)].flatMap(([id, value]) => {
      const item = this.#waiting.has(id) ? undefined : this.#kind.read(id, value);
      return item === undefined ? [] : [{ item, since: sinceOf(value) ?? this.#ears.wall() }];
    });
    const { nth } = this.#kind;
    for (const { item, since } of kept.sort((a, b) => nth(a.item) - nth(b.item))) this.#queue(item, since);
    this.expire(now);
  }

  /** Quiet for one that waits already. */
  add(item: Item, now: Instant): void {
    if (this.#waiting.has(item.id)) return;
    const since = this.#ears.wall();
    this.#notebook.set(this.#kind.family, item.id, withSince(this.#kind.write(item), since));
    this.#queue(item, since);
    this.expire(now);
  }

  /** Throws away what nobody is to be told any more. */
  forget(isGone: (item: Item) => boolean, now: Instant): void {
    for (const [id, { item }] of this.#waiting) if (isGone(item)) this.#remove(id);
    this.expire(now);
  }

  /** What is held no more is tried as if it had come now. */
  release(now: Instant): void {
    for (const key of [...this.#held]) {
      const lane = this.#lanes.get(key);
      for (const id of lane?.ids ?? []) this.#waiting.get(id)!.tries = 0;
      this.#held.delete(key);
      if (lane !== undefined) this.#roads.ready(lane.road, key);
    }
    this.expire(now);
  }

  /** What became of the one that was to be sent. */
  tried(id: string, outcome: MailOutcome, now: Instant): void {
    const under = this.#roads.arrived(id, outcome.came === "sent" ? undefined : outcome.why);
    if (under === undefined) return;
    const waiting = this.#waiting.get(id);
    // It may have been forgotten meanwhile.
    if (waiting !== undefined) {
      waiting.tries += 1;
      if (outcome.came === "later" && !this.#isOver(waiting)) {
        this.#deadlines.set(under.lane, later(now, this.#pauseMs(waiting.tries, outcome.waitS)));
      } else {
        this.#remove(id);
        if (outcome.came === "sent") this.#ears.taken?.(waiting.item, outcome.says);
        else this.#ears.lost(waiting.item, outcome);
      }
    }
    // It was away and is back: the others need not sit out their pauses.
    if (under.isBack) this.#hurry(under.road);
    this.expire(now);
  }

  /** When `expire` is next wanted. A lane that is due on a full road is not waited for: the end of another lets it go. */
  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  expire(now: Instant): void {
    for (let due = this.#deadlines.take(now); due !== undefined; due = this.#deadlines.take(now)) {
      this.#roads.ready(this.#lanes.get(due)!.road, due);
    }
    for (let lane = this.#roads.take(); lane !== undefined; lane = this.#roads.take()) {
      const id = this.#lanes.get(lane)?.ids[0];
      if (id === undefined) continue;
      if (this.#ears.isHeld?.(this.#waiting.get(id)!.item) === true) {
        this.#held.add(lane);
        continue;
      }
      this.#roads.leave(id, lane, this.#lanes.get(lane)!.road);
      this.#ears.send(this.#waiting.get(id)!.item);
    }
  }

  #isOver({ item, since, tries }: Waiting<Item>): boolean {
    return tries >= LEAST_TRIES && this.#ears.wall() - since >= this.#ears.patienceMs(item);
  }

  #pauseMs(tries: number, waitS = 0): number {
    const { pausesS } = this.#kind;
    return 1_000 * Math.max(waitS, pausesS[Math.min(tries, pausesS.length) - 1] ?? 0);
  }

  #queue(item: Item, since: WallTime): void {
    const { id } = item;
    const key = this.#kind.laneOf(item);
    const lane = this.#lanes.get(key) ?? { road: this.#kind.roadOf(item), ids: [] };
    this.#lanes.set(key, lane);
    this.#waiting.set(id, { item, since, tries: 0 });
    lane.ids.push(id);
    if (lane.ids.length === 1) this.#roads.ready(lane.road, key);
  }

  /** The next of its lane has its turn. */
  #remove(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.#notebook.set(this.#kind.family, id, undefined);
    const key = this.#kind.laneOf(waiting.item);
    const lane = this.#lanes.get(key)!;
    const at = lane.ids.indexOf(id);
    lane.ids.splice(at, 1);
    if (at === 0) this.#held.delete(key);
    if (lane.ids.length === 0) {
      this.#lanes.delete(key);
      this.#deadlines.clear(key);
    } else if (at === 0) {
      this.#deadlines.clear(key);
      this.#roads.ready(lane.road, key);
    }
  }

  #hurry(road: string): void {
    for (const [key, lane] of this.#lanes) {
      if (lane.road !== road || this.#deadlines.of(key) === undefined) continue;
      this.#deadlines.clear(key);
      this.#roads.ready(road, key);
    }
  }
}

function withSince(value: Json, since: WallTime): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, since } : value;
}

function sinceOf(value: Json): WallTime | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { since } = value as { readonly [key: string]: Json };
  return typeof since === "number" ? since as WallTime : undefined;
}
