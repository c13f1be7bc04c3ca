import type { Instant, WallTime } from "../base/mod.ts";
import { canBeToldToAnswer, type Leg, waitingFor } from "../call/mod.ts";
import { isRoomOfThree } from "../directory/mod.ts";
import type { PresenceState } from "../presence/mod.ts";
import { hides } from "./call_file.ts";
import type { LiveView, PersonView } from "./desk.ts";
import { helpOf } from "./help.ts";
import { stateOf } from "./line_state.ts";
import type { Parts } from "./parts.ts";
import { presenceOf } from "./presence.ts";

/** Of more people than this only those are told who are in a call: nobody can look at them all, and each costs a look. */
export const MOST_PEOPLE_SHOWN = 500;

/** Who talks with whom, and how everybody is: what a page shows of the office at this moment. */
export function liveOf(parts: Parts): LiveView {
  const { exchange, calls } = parts;
  const busy = new Map<string, PersonLine>();
  const views = [...calls].map(([id, { since, dialled }]) => {
    const legs = exchange.legs.ofCall(id);
    for (const leg of legs) noteLine(busy, leg);
    return { id, dialled, at: wallOf(parts, since), legs: legs.flatMap((leg) => viewOf(parts, leg)) };
  });
  return {
    help: helpOf(parts.notebook, parts.wall()),
    calls: views,
    parked: parkedIn(parts),
    people: peopleOf(parts, busy),
  };
}

function parkedIn(parts: Parts): LiveView["parked"] {
  const { places, exchange: { directory, legs } } = parts;
  return directory.park.slots.flatMap((slot) => {
    const [leg, since] = [legs.get(places.firstAt(slot) ?? ""), places.sinceAt(slot)];
    return leg === undefined || since === undefined
      ? []
      : [{ slot, call: leg.call, leg: leg.id, at: wallOf(parts, since) }];
  });
}

type PersonLine = "ringing" | "talking";

function noteLine(busy: Map<string, PersonLine>, leg: Leg): void {
  const { party } = leg.session;
  const state = stateOf(leg);
  if (party.trunk !== undefined || state === undefined) return;
  if (state === "confirmed" || !busy.has(party.number)) {
    busy.set(party.number, state === "confirmed" ? "talking" : "ringing");
  }
}

function viewOf(parts: Parts, leg: Leg): LiveView["calls"][number]["legs"] {
  const { id, session, since, room } = leg;
  const { number, name, trunk } = session.party;
  const state = stateOf(leg);
  if (state === undefined) return [];
  // Colleagues are known by their lamps all the same, and do with their own calls what they want.
  const isHidden = trunk !== undefined && hides(parts.calls.get(leg.call), number);
  return [{
    id,
    ...isHidden ? {} : { number, ...name === undefined ? {} : { name } },
    ...trunk === undefined ? {} : { trunk },
    // Those of three are in a call like any other, for who looks at it.
    ...room === undefined ? {} : isRoomOfThree(room.name) ? { isOfThree: true } : { room: room.name },
    state: state === "early" ? "ringing" : holds(parts, leg) ? "held" : "talking",
    ...session.referral?.announcedTo === undefined ? {} : { announcesTo: session.referral.announcedTo },
    ...canBeToldToAnswer(session) ? { canAnswer: true } : {},
    ...leg.isMuted || room?.muted === true && room.supervises !== true ? { muted: true } : {},
    ...session.tape === undefined ? {} : { recording: session.tape.isPaused ? "paused" : "on" },
    direction: session.direction,
    at: wallOf(parts, since),
  }];
}

/** Whether he has the other one wait, by his phone or from the desk. */
function holds({ exchange }: Parts, leg: Leg): boolean {
  return leg.session.media.held || waitingFor(exchange, leg) !== undefined;
}

function peopleOf(parts: Parts, busy: ReadonlyMap<string, PersonLine>): LiveView["people"] {
  const { extensions } = parts.exchange.directory;
  const shown = extensions.size <= MOST_PEOPLE_SHOWN
    ? [...extensions.keys()]
    : [...busy.keys()].filter((number) => extensions.has(number));
  return shown.map((number) => viewOfPerson(parts, number, busy.get(number)));
}

/** How one extension of the office is. */
export function personOf(parts: Parts, number: string): PersonView {
  const busy = new Map<string, PersonLine>();
  for (const leg of parts.exchange.legs.ofNumber(number)) noteLine(busy, leg);
  return viewOfPerson(parts, number, busy.get(number));
}

function viewOfPerson(parts: Parts, number: string, line: PersonLine | undefined): PersonView {
  const { state, note } = presenceOf(parts, number);
  return {
    number,
    name: parts.exchange.directory.extensions.get(number)!.name,
    presence: state satisfies PresenceState,
    ...note === undefined ? {} : { note },
    ...line === undefined ? {} : { line },
  };
}

/** The same each time one looks: who has seen the one need not be told of the other. */
function wallOf({ wallAtStart }: Parts, since: Instant): WallTime {
  return Math.floor(wallAtStart + since) as WallTime;
}
