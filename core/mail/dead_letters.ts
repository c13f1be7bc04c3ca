import type { Json, WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { OutboxKind } from "./outbox_kind.ts";

/** A mail or a hook that was given up. */
export interface DeadLetter<Item> {
  readonly item: Item;
  /** What came of the last try. */
  readonly why: string;
  readonly at: WallTime;
  /** It is its address that was refused. */
  readonly isAddress?: true;
}

/** What was given up: kept until somebody has it sent once more or throws it away. */
export class DeadLetters<Item extends { readonly id: string }> {
  readonly #notebook: Notebook;
  readonly #kind: OutboxKind<Item>;

  constructor(notebook: Notebook, kind: OutboxKind<Item>) {
    this.#notebook = notebook;
    this.#kind = kind;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** How many there are whose id begins so; reads none of them. */
  count(beginning: string): number {
    let count = 0;
    for (const id of this.#kept.keys()) if (id.startsWith(beginning)) count += 1;
    return count;
  }

  /** Oldest first. */
  all(): readonly DeadLetter<Item>[] {
    const { nth } = this.#kind;
    return [...this.#kept].flatMap(([id, value]) => this.#read(id, value) ?? [])
      .sort((a, b) => a.at - b.at || nth(a.item) - nth(b.item));
  }

  of(road: string): readonly DeadLetter<Item>[] {
    return this.all().filter(({ item }) => this.#kind.roadOf(item) === road);
  }

  /** Keeps one, in place of what was kept of it before; gives the one that had to go for it, if there were too many. */
  add({ item, why, at, isAddress }: DeadLetter<Item>): DeadLetter<Item> | undefined {
    const { dead, family, roadOf, write } = this.#kind;
    const told = isAddress ? { isAddress } : {};
    this.#notebook.set(dead.family, item.id, { [family]: write(item), why, at, ...told });
    if (this.size <= dead.most) return undefined;
    const others = this.of(roadOf(item));
    const oldest = others.length > dead.most ? others[0] : undefined;
    if (oldest !== undefined) this.drop(oldest.item.id);
    return oldest;
  }

  /** Takes out one, or all; none where there is none of that id. */
  take(id?: string): readonly DeadLetter<Item>[] {
    const taken = id === undefined ? this.all() : [this.#read(id, this.#kept.get(id)) ?? []].flat();
    for (const { item } of taken) this.drop(item.id);
    return taken;
  }

  drop(id: string): void {
    this.#notebook.set(this.#kind.dead.family, id, undefined);
  }

  get #kept(): ReadonlyMap<string, Json> {
    return this.#notebook.all(this.#kind.dead.family);
  }

  #read(id: string, value: Json | undefined): DeadLetter<Item> | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const { [this.#kind.family]: kept, why, at, isAddress } = value as { readonly [key: string]: Json };
    const item = kept === undefined ? undefined : this.#kind.read(id, kept);
    if (item === undefined || typeof why !== "string" || typeof at !== "number") return undefined;
    return { item, why, at: at as WallTime, ...isAddress === true ? { isAddress } : {} };
  }
}
