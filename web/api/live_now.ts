import { type Snapshot, snapshotOf, type SnapshotParts } from "../live/mod.ts";

type Shown = Readonly<Record<string, string | number | boolean | null>>;
type Call = Snapshot["calls"][number];

/** The office at this moment, as the REST interface writes it. */
export interface LiveNow {
  readonly calls: readonly {
    readonly call: string;
    readonly dialled: string;
    readonly since: string;
    readonly legs: readonly Shown[];
  }[];
  readonly people: readonly Shown[];
  readonly trunks: readonly Shown[];
}

/** Asks the switchboard how things are. */
export function liveNow(parts: SnapshotParts): LiveNow {
  const { calls, people, trunks } = snapshotOf(parts, undefined);
  return {
    calls: calls.map(({ id, dialled, at, legs }) => ({ call: id, dialled, since: timeOf(at), legs: legs.map(legOf) })),
    people: people.map(({ note, line, ...person }) => ({ ...person, note: note ?? null, line: line ?? null })),
    trunks: trunks.map(({ why, ...trunk }) => ({ ...trunk, why: why ?? null })),
  };
}

function legOf(
  { id, number, name, trunk, room, muted, canAnswer, announcesTo, at, ...leg }: Call["legs"][number],
): Shown {
  return {
    leg: id,
    ...leg,
    number: number ?? null,
    name: name ?? null,
    trunk: trunk ?? null,
    room: room ?? null,
    muted: muted === true,
    can_answer: canAnswer === true,
    announces_to: announcesTo ?? null,
    since: timeOf(at),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
