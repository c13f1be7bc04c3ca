import { modeOf, type Talk } from "../archive/mod.ts";
import { localTime } from "../base/mod.ts";
import { type Leg, pauseTape, resumeTape, type Session, speakerOf, startTape, stopTape } from "../call/mod.ts";
import { type CallDirection, emergencyNumberIn } from "../directory/mod.ts";
import type { Deed, Outcomes } from "../script/mod.ts";
import { hides } from "./call_file.ts";
import type { Facts } from "./facts.ts";
import { queueOf } from "./queue_of.ts";

/** How the box calls its formats, and the recorder. */
const FORMATS = { ogg: "opus", small: "small", wav: "wav" } as const;

/** How it stands with the recording of what two legs say to each other. */
export function recordingOf(facts: Facts, a: Leg, b: Leg): Outcomes["call-recording"] {
  const { recording, emergencyNumbers } = facts.exchange.directory;
  const talk = talkOf(facts, a, b);
  const isHelp = [a, b].some(({ session }) => emergencyNumberIn(session.party.number, emergencyNumbers) !== undefined);
  const tape = (a.session.tape ?? b.session.tape)?.isPaused;
  const state = tape === undefined ? "off" : tape ? "paused" : "on";
  return { mode: modeOf(talk, recording), state, notice: recording[talk.direction].notice && !isHelp };
}

/** Turns the recording of what two legs say to each other on or off, or has it wait. */
export function turnRecording(facts: Facts, a: Leg, b: Leg, { turn, by }: Extract<Deed, { do: "record-call" }>): void {
  const { exchange } = facts;
  const sessions = [a.session, b.session];
  switch (turn) {
    case "on":
      for (const session of sessions) session.tapedFor = by;
      return begin(facts, a, b, by);
    case "off":
      for (const session of sessions) {
        session.tapedFor = undefined;
        stopTape(exchange, session, by);
      }
      return;
    case "pause":
      return sessions.forEach((session) => pauseTape(exchange, session, by));
    case "resume":
      return sessions.forEach((session) => resumeTape(exchange, session, by));
  }
}

/** Two hear each other who did not before: whether they are recorded follows from who they are, and from what was begun. */
export function judgeRecording(facts: Facts, leg: Leg): void {
  const { mate } = leg;
  if (mate === undefined || !isAnswered(leg) || !isAnswered(mate)) return;
  const { mode, state } = recordingOf(facts, leg, mate);
  const by = leg.session.tapedFor ?? mate.session.tapedFor;
  if (mode === "never") {
    for (const { session } of [leg, mate]) stopTape(facts.exchange, session);
  } else if (state === "off" && (mode === "always" || by !== undefined)) {
    begin(facts, leg, mate, mode === "always" ? undefined : by);
  }
}

function begin(facts: Facts, a: Leg, b: Leg, by: string | undefined): void {
  if (a.session.tape !== undefined || b.session.tape !== undefined) return;
  const { exchange } = facts;
  const { recording, office } = exchange.directory;
  const taped = tapedOf(a, b);
  const other = taped === a ? b : a;
  const { date, time } = localTime(facts.wall(), office.timeZone);
  // Of one in a conference what all others say is heard.
  const [left, right] = [nameOf(facts, taped), other === taped ? taped.room?.name ?? "" : nameOf(facts, other)];
  const tape = startTape(exchange, taped.session, {
    pathOf: (number) => `recordings/${date}/${taped.call}-${number}`,
    format: FORMATS[recording.format],
    comments: { TITLE: `${left} - ${right}`, DATE: `${date} ${time}` },
    by,
  });
  if (tape !== undefined) facts.archive.began(tape.path, tape.call, facts.wall());
}

/** Who is on a leg, as the other one may know him. */
function nameOf({ calls }: Facts, { call, session }: Leg): string {
  const { number } = speakerOf(session);
  return hides(calls.get(call), number) ? "anonymous" : number;
}

/** Whoever is outside, who stays where people of the house take turns; or else who called. */
function tapedOf(a: Leg, b: Leg): Leg {
  const isOutside = ({ session }: Leg): boolean => session.party.trunk !== undefined;
  const called = a.session.direction === "out" && b.session.direction === "in" ? b : a;
  const other = called === a ? b : a;
  return !isOutside(called) && isOutside(other) ? other : called;
}

function talkOf({ exchange, calls }: Facts, a: Leg, b: Leg): Talk {
  const parties = [a, b].map(({ session }) => speakerOf(session));
  const outside = [a, b].filter(({ session }) => session.party.trunk !== undefined);
  const direction: CallDirection = outside.length === 0
    ? "internal"
    : outside.some(({ session }) => session.direction === "in")
    ? "inbound"
    : "outbound";
  const file = calls.get(a.call);
  return {
    extensions: parties.flatMap(({ number, trunk }) =>
      trunk === undefined && exchange.directory.extensions.has(number) ? number : []
    ),
    trunks: outside.map(({ session }) => session.party.trunk!),
    group: file?.via?.kind === "group" ? file.via.id : undefined,
    queue: queueOf(file),
    direction,
  };
}

function isAnswered({ session: { state } }: { readonly session: Session }): boolean {
  return state.at === "talking" || state.at === "answered";
}
