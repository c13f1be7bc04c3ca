import { type Snapshot, snapshotOf, type SnapshotParts } from "../live/mod.ts";

type Shown = Readonly<Record<string, string | number | boolean | null>>;
type Call = Snapshot["calls"][number];

/** A queue in figures. */
interface QueueNow {
  readonly number: string;
  readonly name: string;
  readonly waiting: number;
  readonly longest_since: string | null;
  readonly answer_within_s: number | null;
  readonly agents: Snapshot["queues"][number]["agents"];
}

/** A call for help that nobody has crossed out. */
interface HelpNow {
  readonly call: string;
  readonly at: string;
  readonly dialled: string;
  readonly from: PersonNow;
  readonly by: PersonNow | null;
  readonly lost: boolean;
}

interface PersonNow {
  readonly number: string;
  readonly name: string | null;
}

/** A call that runs. */
export interface CallNow {
  readonly call: string;
  readonly dialled: string;
  readonly since: string;
  readonly legs: readonly Shown[];
}

/** The office at this moment, as the REST interface writes it. */
export interface LiveNow {
  readonly calls: readonly CallNow[];
  readonly people: readonly Shown[];
  readonly trunks: readonly Shown[];
  readonly queues: readonly QueueNow[];
  readonly help: readonly HelpNow[];
}

/** Asks the switchboard how things are. */
export function liveNow(parts: SnapshotParts): LiveNow {
  const { calls, people, trunks, queues, help } = snapshotOf(parts, undefined);
  return {
    calls: calls.map(callNow),
    people: people.map(({ note, line, ...person }) => ({ ...person, note: note ?? null, line: line ?? null })),
    trunks: trunks.map(({ why, ...trunk }) => ({ ...trunk, why: why ?? null })),
    queues: queues.map(({ number, name, waiting, longestAt, answerWithinS, agents }) => ({
      ...{ number, name, waiting, agents },
      longest_since: longestAt === undefined ? null : timeOf(longestAt),
      answer_within_s: answerWithinS ?? null,
    })),
    help: help.map(({ id, at, number, from, by, isLost }) => ({
      ...{ call: id, at: timeOf(at), dialled: number, from: personOf(from) },
      by: by === undefined ? null : personOf(by),
      lost: isLost === true,
    })),
  };
}

export function callNow({ id, dialled, at, legs }: Call): CallNow {
  return { call: id, dialled, since: timeOf(at), legs: legs.map(legOf) };
}

function personOf({ number, name }: Snapshot["help"][number]["from"]): PersonNow {
  return { number, name: name ?? null };
}

function legOf(leg: Call["legs"][number]): Shown {
  const { id, number, name, trunk, room, state, muted, recording, canAnswer, announcesTo, isOfThree, direction, at } =
    leg;
  return {
    leg: id,
    number: number ?? null,
    name: name ?? null,
    trunk: trunk ?? null,
    room: room ?? null,
    state,
    muted: muted === true,
    recording: recording ?? null,
    can_answer: canAnswer === true,
    announces_to: announcesTo ?? null,
    of_three: isOfThree === true,
    direction,
    since: timeOf(at),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
