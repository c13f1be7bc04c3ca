import type { Clock } from "../../core/base/mod.ts";
import type { CallerAbout, CallerNames, Directory, OpenMatter } from "../../core/directory/mod.ts";
import type { DeskAnswer, DeskCommand, HoursView, LiveView, QueueView, TrunkView } from "../../core/switchboard/mod.ts";
import { type QueueCaller, queueOf, type QueueSnapshot } from "./queue_snapshot.ts";

/** What the page *Now* shows. */
export interface Snapshot extends Omit<LiveView, "parked" | "calls"> {
  readonly calls: readonly SnapshotCall[];
  readonly trunks: readonly Pick<TrunkView, "name" | "state" | "calls" | "channels" | "why">[];
  readonly queues: readonly QueueSnapshot[];
  /** Whether the office is open. */
  readonly hours: readonly HoursView[];
}

/** A call, with what is open with whoever is outside in it; whoever it reached is in the last of its legs. */
export interface SnapshotCall extends Omit<LiveView["calls"][number], "legs"> {
  readonly legs: readonly SnapshotLeg[];
  /** What was dialled, as people read it. */
  readonly shown?: string;
  readonly matters?: readonly OpenMatter[];
  /** In which queue its caller waits, by its name. */
  readonly queue?: string;
}

export interface SnapshotLeg extends Leg {
  /** His number, as people read it. */
  readonly shown?: string;
  /** What the conference is called that he is in. */
  readonly roomName?: string;
}

type LiveCall = LiveView["calls"][number];
type Leg = LiveCall["legs"][number];

/** Whose part of the office somebody sees: these numbers, or all of it. */
export type Scope = readonly string[] | undefined;

export interface SnapshotParts {
  readonly ask: (command: DeskCommand) => DeskAnswer;
  readonly clock: Pick<Clock, "wall">;
  /** Who people outside are, where they have not said so themselves. */
  readonly contacts?: { readonly names: CallerNames };
  /** And what the customer databases know of them, as far as they have said so. */
  readonly known?: (number: string) => CallerAbout | undefined;
  /** What the office calls its rooms, and in which country it is. */
  readonly directory?: () => Pick<Directory, "rooms" | "office">;
  /** Writes a number as people of a country read it. */
  readonly shown?: (number: string, country: string) => string;
}

/** The office at this moment, as far as somebody's scope goes. */
export function snapshotOf(parts: SnapshotParts, scope: Scope): Snapshot {
  const { ask, clock } = parts;
  const [live, trunks, queues] = [ask({ type: "live" }), ask({ type: "trunks" }), ask({ type: "queues" })];
  if (live.type !== "live" || trunks.type !== "trunks" || queues.type !== "queues") {
    throw new Error(`Cannot show the office: "${live.type}"`);
  }
  const { help, calls, people } = live.live;
  const isMine = ({ number }: { readonly number?: string }) =>
    scope === undefined || number !== undefined && scope.includes(number);
  const waitsIn = waitingIn(queues.queues);
  return {
    // Help concerns everybody, whoever it was that called for it.
    help,
    calls: calls.filter(({ legs }) => scope === undefined || legs.some(isMine))
      .map((call) => callOf(call, parts, waitsIn)),
    people: people.filter(isMine),
    queues: queues.queues.filter(isMine).map((queue) =>
      queueOf(queue, { wall: clock.wall(), known: (number, name) => whoIs({ number, name }, parts) })
    ),
    hours: hoursNow(ask),
    trunks: trunks.trunks.map(({ name, state, calls, channels, why }) => ({
      name,
      state,
      calls,
      channels,
      ...why === undefined ? {} : { why },
    })),
  };
}

/** How it stands with the hours of the office, which are everybody's. */
export function hoursNow(ask: SnapshotParts["ask"]): readonly HoursView[] {
  const answer = ask({ type: "hours" });
  if (answer.type !== "hours") throw new Error(`Cannot tell whether the office is open: "${answer.type}"`);
  return answer.hours;
}

/** What the queues are called in which callers wait, by their legs: a thousand may. */
function waitingIn(queues: readonly QueueView[]): ReadonlyMap<string, string> {
  return new Map(
    queues.flatMap(({ name, number, waiting }) =>
      waiting.flatMap(({ caller, state }) => state === "away" ? [] : [[caller, name === "" ? number : name] as const])
    ),
  );
}

function callOf(call: LiveCall, parts: SnapshotParts, waitsIn: ReadonlyMap<string, string>): SnapshotCall {
  const outsider = call.legs.find(({ trunk }) => trunk !== undefined);
  const about = outsider?.number === undefined ? undefined : parts.known?.(outsider.number);
  const waiting = call.legs.find(({ id }) => waitsIn.has(id));
  const queue = waiting && waitsIn.get(waiting.id);
  return {
    ...call,
    legs: call.legs.map((leg) => legOf(leg, parts, leg === outsider ? about?.name : undefined)),
    ...shownBy(call.dialled, parts),
    ...queue === undefined ? {} : { queue },
    ...about === undefined || about.matters.length === 0 ? {} : { matters: about.matters },
  };
}

/** Whom the office calls is known by the phone book and the customer databases, too. */
function legOf(leg: Leg, parts: SnapshotParts, known: string | undefined): SnapshotLeg {
  const { number } = leg;
  const name = leg.trunk === undefined || number === undefined
    ? leg.name
    : leg.name ?? parts.contacts?.names.everybody.get(number) ?? known;
  // Rooms are called `room 2001` where their people meet.
  const room = parts.directory?.().rooms.get(leg.room?.replace(/^room /, "") ?? "");
  return {
    ...leg,
    ...name === undefined ? {} : { name },
    ...leg.trunk === undefined || number === undefined ? {} : shownBy(number, parts),
    ...room === undefined ? {} : { roomName: room.name },
  };
}

/** Nothing where it is read as it is dialled. */
function shownBy(number: string, { directory, shown }: SnapshotParts): { readonly shown?: string } {
  const read = directory === undefined ? undefined : shown?.(number, directory().office.country);
  return read === undefined || read === number ? {} : { shown: read };
}

/** Whoever waits in a queue is named as in a call: by himself, the phone book, the customer databases. */
function whoIs(
  { number, name: said }: { readonly number: string; readonly name: string | undefined },
  parts: SnapshotParts,
): Pick<QueueCaller, "name" | "shown"> {
  const name = said ?? parts.contacts?.names.everybody.get(number) ?? parts.known?.(number)?.name;
  return { ...name === undefined ? {} : { name }, ...shownBy(number, parts) };
}
