import type { Json, WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { type Hook, readHook, writeHook } from "./hook.ts";
import { roadOfHook } from "./outbox_kind.ts";

/** The family of the notebook in which they are kept, by their id. */
export const DEAD_FAMILY = "dead-hook";

/** So many of one webhook are kept: a program that has been gone for good must not fill the disk. */
const MOST = 1_000;

/** A hook that was given up. */
export interface DeadLetter {
  readonly hook: Hook;
  /** What came of the last try. */
  readonly why: string;
  readonly at: WallTime;
}

/** Hooks that were given up: kept until their owner has them sent once more or throws them away. */
export class DeadLetters {
  readonly #notebook: Notebook;

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  get size(): number {
    return this.#notebook.all(DEAD_FAMILY).size;
  }

  /** How many there are whose id begins so; reads none of them. */
  count(beginning: string): number {
    let count = 0;
    for (const id of this.#notebook.all(DEAD_FAMILY).keys()) if (id.startsWith(beginning)) count += 1;
    return count;
  }

  /** Oldest first. */
  all(): readonly DeadLetter[] {
    return [...this.#notebook.all(DEAD_FAMILY)].flatMap(([id, value]) => readDead(id, value) ?? [])
      .sort((a, b) => a.at - b.at || (a.hook.nth ?? 0) - (b.hook.nth ?? 0));
  }

  of(road: string): readonly DeadLetter[] {
    return this.all().filter(({ hook }) => roadOfHook(hook) === road);
  }

  /** Gives the one that had to go for it, if there were too many. */
  add({ hook, why, at }: DeadLetter): DeadLetter | undefined {
    this.#notebook.set(DEAD_FAMILY, hook.id, { hook: writeHook(hook), why, at });
    const others = this.of(roadOfHook(hook));
    const oldest = others.length > MOST ? others[0] : undefined;
    if (oldest !== undefined) this.drop(oldest.hook.id);
    return oldest;
  }

  /** Takes one out; undefined where there is none of that id. */
  take(id: string): DeadLetter | undefined {
    const kept = this.#notebook.get(DEAD_FAMILY, id);
    this.drop(id);
    return kept === undefined ? undefined : readDead(id, kept);
  }

  drop(id: string): void {
    this.#notebook.set(DEAD_FAMILY, id, undefined);
  }
}

function readDead(id: string, value: Json): DeadLetter | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { hook: kept, why, at } = value as { readonly [key: string]: Json };
  const hook = kept === undefined ? undefined : readHook(id, kept);
  if (hook === undefined || typeof why !== "string" || typeof at !== "number") return undefined;
  return { hook, why, at: at as WallTime };
}
