import type { Offer, Party } from "../call.ts";
import type { Bundle } from "./bundle.ts";
import type { CdrRow } from "./cdr.ts";
import { isLocal, partyOf, reachedBy, type Scope } from "./channel.ts";

/** Applications that join the caller to a room: nobody was rung for him. */
export const CONFERENCES: readonly string[] = ["ConfBridge", "MeetMe"];

/** Every phone that the call was offered to, from every source that tells of one. */
export function offersOf(bundle: Bundle, scope: Scope, isFinished: boolean): readonly Offer[] {
  const offers = [...fromRows(bundle, scope), ...fromQueue(bundle, scope)];
  if (isFinished && bundle.own.length === 0) offers.push(...fromChannels(bundle, scope));
  return offers.sort((one, other) => one.at - other.at || (one.party.number < other.party.number ? -1 : 1));
}

function fromRows(bundle: Bundle, scope: Scope): readonly Offer[] {
  return bundle.own
    .filter(({ partner, app }) => partner !== "" && !CONFERENCES.includes(app))
    .flatMap((row) => reachedBy(row, bundle, scope))
    .map(({ party, row }) => ({ party, at: row.at, rang: hasRung(row, party, bundle, scope) }));
}

function hasRung(row: CdrRow, party: Party, bundle: Bundle, scope: Scope): boolean {
  const { busyRangS, minRingS } = scope.policy;
  // The first row of a channel that was answered before is as old as the channel: the leg's own life counts.
  const forMs = lifeOf(row.partner, bundle) ?? row.durationMs;
  switch (row.disposition) {
    case "ANSWERED":
      return !dialledHimself(row.partner, bundle) && !pickedUp(row.partner, bundle);
    case "NO ANSWER":
    case "CANCEL":
      if (wasPickedUp(row.partner, bundle)) return true;
      return !isBusyInQueue(party, bundle, scope) && forMs >= Math.max(1, minRingS) * 1_000;
    case "BUSY":
      if (bundle.ringing.has(row.partner) || bundle.ringing.has(party.number)) return true;
      return !isBusyInQueue(party, bundle, scope) && forMs >= busyRangS * 1_000;
    default:
      return false;
  }
}

/** How long a channel lived; undefined where CEL does not tell. */
function lifeOf(channel: string, bundle: Bundle): number | undefined {
  const events = bundle.cel.filter((event) => event.channel === channel);
  const start = events.find(({ event }) => event === "CHAN_START");
  const end = events.find(({ event }) => event === "HANGUP" || event === "CHAN_END");
  return start === undefined || end === undefined ? undefined : end.at - start.at;
}

/** Who picks a call up or fetches a parked one has dialled; a phone that is rung begins at `s`. */
function dialledHimself(channel: string, { cel }: Bundle): boolean {
  const exten = cel.find((event) => event.channel === channel && event.event === "CHAN_START")?.exten;
  return exten !== undefined && exten !== "" && exten !== "s";
}

/** Took a call that rang elsewhere. Some dialplans have him take the rung channel over: then he is who was rung. */
function pickedUp(channel: string, { cel }: Bundle): boolean {
  return cel.some((event) =>
    event.event === "PICKUP" && event.extra.pickedUpBy === channel && event.channel !== channel
  );
}

function wasPickedUp(channel: string, { cel }: Bundle): boolean {
  return cel.some((event) => event.event === "PICKUP" && event.channel === channel);
}

/** `RINGNOANSWER|0`: it said busy at once, whatever the row's duration includes. */
function isBusyInQueue(party: Party, bundle: Bundle, scope: Scope): boolean {
  const rings = bundle.queue.filter(({ event, agent }) =>
    event === "RINGNOANSWER" && partyOf(agent, bundle, scope).number === party.number
  );
  return rings.length > 0 && rings.every(({ data }) => Number(data[0]) === 0);
}

function fromQueue(bundle: Bundle, scope: Scope): readonly Offer[] {
  return bundle.queue
    .filter(({ event }) => event === "RINGNOANSWER" || event === "RINGCANCELED")
    .map(({ agent, at, data }) => {
      const forMs = Number(data[0]) || 0;
      const rang = forMs > 0 && forMs >= scope.policy.minRingS * 1_000;
      return { party: partyOf(agent, bundle, scope), at: at - forMs, rang };
    });
}

/** Without any row of the caller's: the channels that were made for him. */
function fromChannels(bundle: Bundle, scope: Scope): readonly Offer[] {
  return bundle.cel
    .filter(({ event, uniqueid, channel }) => event === "CHAN_START" && uniqueid !== bundle.id && !isLocal(channel))
    .filter(({ channel }) => !dialledHimself(channel, bundle))
    .map(({ channel, at }) => ({
      party: partyOf(channel, bundle, scope),
      at,
      rang: (lifeOf(channel, bundle) ?? 0) >= Math.max(1, scope.policy.minRingS) * 1_000,
    }));
}
