import type { Snapshot } from "./snapshot.ts";

/** What tells the things of each list apart. */
const KEYS = { help: "id", calls: "id", people: "number", queues: "number", trunks: "name", hours: "name" } as const;
type List = keyof typeof KEYS;
const LISTS = Object.keys(KEYS) as readonly List[];

/** What has become of a snapshot: of each list that is another one, what is new or different, and what has gone. */
export type Change = {
  readonly [Name in List]?: {
    /** In the place of what has the same key; at the end where nothing has it. */
    readonly put: Snapshot[Name];
    readonly gone: readonly string[];
  };
};

/** A snapshot as it was told: each thing as JSON, by its key, in order. */
export type Told = Readonly<Record<List, ReadonlyMap<string, string>>>;

export function toldOf(snapshot: Snapshot): Told {
  return Object.fromEntries(LISTS.map((name) => [
    name,
    new Map(snapshot[name].map((thing) => [keyOf(name, thing), JSON.stringify(thing)])),
  ])) as Record<List, Map<string, string>>;
}

/** All of it, as the JSON of a {@link Snapshot}. */
export function writeTold(told: Told): string {
  return `{${LISTS.map((name) => `"${name}":[${[...told[name].values()].join(",")}]`).join(",")}}`;
}

/**
 * The JSON of a {@link Change}; empty where nothing has changed; undefined where what stayed stands in another order, which
 * no change can say.
 */
export function writeChange(before: Told, after: Told): string | undefined {
  const lists: string[] = [];
  for (const name of LISTS) {
    const [old, now] = [before[name], after[name]];
    const gone = [...old.keys()].filter((key) => !now.has(key));
    const stays = [...old.keys()].filter((key) => now.has(key));
    let place = 0;
    const put: string[] = [];
    for (const [key, json] of now) {
      if (place < stays.length ? key !== stays[place] : old.has(key)) return undefined;
      if (old.get(key) !== json) put.push(json);
      place++;
    }
    if (put.length + gone.length > 0) lists.push(`"${name}":{"put":[${put.join(",")}],"gone":${JSON.stringify(gone)}}`);
  }
  return lists.length === 0 ? "" : `{${lists.join(",")}}`;
}

/** The snapshot after a change. */
export function changed({ help, calls, people, queues, trunks, hours }: Snapshot, change: Change): Snapshot {
  return {
    help: listAfter("help", help, change.help),
    calls: listAfter("calls", calls, change.calls),
    people: listAfter("people", people, change.people),
    queues: listAfter("queues", queues, change.queues),
    trunks: listAfter("trunks", trunks, change.trunks),
    hours: listAfter("hours", hours, change.hours),
  };
}

function listAfter<Thing extends object>(
  name: List,
  things: readonly Thing[],
  change: { readonly put: readonly Thing[]; readonly gone: readonly string[] } | undefined,
): readonly Thing[] {
  if (change === undefined) return things;
  const after = new Map(things.map((thing) => [keyOf(name, thing), thing]));
  for (const key of change.gone) after.delete(key);
  for (const thing of change.put) after.set(keyOf(name, thing), thing);
  return [...after.values()];
}

function keyOf(name: List, thing: object): string {
  return String(Reflect.get(thing, KEYS[name]));
}
