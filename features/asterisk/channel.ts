import type { CallEvent, Cause, Party } from "../../core/record/mod.ts";

/** A leg as Asterisk names it. */
export interface Channel {
  /** `PJSIP/101-0000002a`: whose it is, and a number of its own. */
  readonly name: string;
  /** `1795266113.42`: when it began in seconds, and a number that grows. */
  readonly uniqueid: string;
  readonly party: Party;
  readonly direction: "in" | "out";
}

/** The channels of a call, by leg, and what they all share. */
export interface Linked {
  readonly linkedid: string;
  readonly dialled: string;
  /** The same where somebody outside has dialled it; empty for a call from inside. */
  readonly did: string;
  /** Where FreePBX runs what this caller dials. */
  readonly context: string;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Whoever called; none where the box did. */
  readonly caller: Channel | undefined;
  readonly callerLeg: string | undefined;
  /** Whether the caller was ever connected with anybody. */
  readonly wasConnected: boolean;
}

/** Names what takes part in a call. Sequences of the record never come again, so neither do the names. */
export function linkOf(story: readonly CallEvent[]): Linked {
  const channels = new Map<string, Channel>();
  for (const event of story) {
    if (event.type !== "leg.offered") continue;
    const { leg, party, direction, sequence, at } = event;
    const name = `PJSIP/${party.trunk ?? party.number}-${sequence.toString(16).padStart(8, "0")}`;
    channels.set(leg, { name, uniqueid: uniqueidOf(at, sequence), party, direction });
  }
  const start = story[0]!;
  const { from, dialled } = start.type === "call.started" ? start : { from: undefined, dialled: "" };
  const [callerLeg, caller] = [...channels].find(([, { direction }]) => direction === "in") ?? [];
  const wasConnected = story.some((event) =>
    event.type === "bridge.made" && (event.a === callerLeg || event.b === callerLeg) ||
    event.type === "room.entered" && event.leg === callerLeg
  );
  return {
    linkedid: caller?.uniqueid ?? uniqueidOf(start.at, start.sequence),
    dialled,
    did: from?.trunk === undefined ? "" : dialled,
    context: from?.trunk === undefined ? "from-internal" : "from-trunk",
    channels,
    caller,
    callerLeg,
    wasConnected,
  };
}

/** `"Ana Pop" <101>`, as Asterisk writes who calls. */
export function clidOf({ name, number }: Party): string {
  return name === undefined ? `<${number}>` : `"${name.replaceAll('"', "'")}" <${number}>`;
}

function uniqueidOf(at: number, sequence: number): string {
  return `${Math.floor(at / 1000)}.${sequence}`;
}

/** Q.850, as chan_pjsip turns SIP's answers into it. */
export const HANGUP_CAUSE: Readonly<Record<Cause, number>> = {
  normal: 16,
  transferred: 16,
  cancelled: 16,
  busy: 17,
  "no-answer": 19,
  rejected: 21,
  "answered-elsewhere": 26,
  "not-found": 1,
  unavailable: 20,
  "no-media": 58,
  "not-acceptable": 88,
  timeout: 102,
  overload: 42,
  fault: 41,
  cut: 41,
  "pre-empted": 8,
  braked: 31,
};
