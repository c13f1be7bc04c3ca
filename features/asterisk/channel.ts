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
  /** Where the box itself has called, who was shown as the caller. */
  readonly from: Party | undefined;
  /** The account that it was made for; empty: none. */
  readonly account: string;
  /** The box itself has called. */
  readonly isOriginated: boolean;
  /** Whoever called; where the box did, whom it called first. */
  readonly caller: Channel | undefined;
  readonly callerLeg: string | undefined;
  /** Whether the caller was ever connected with anybody. */
  readonly wasConnected: boolean;
}

/** Names what takes part in a call. Sequences of the record never come again, so neither do the names. */
export function linkOf(story: readonly CallEvent[]): Linked {
  const channels = new Map<string, Channel>();
  const start = story[0]!;
  const first = story.find((event) => event.type === "leg.offered");
  const isOriginated = start.type === "call.started" && start.sipCallId === undefined &&
    !(first?.type === "leg.offered" && first.direction === "in");
  for (const event of story) {
    if (event.type !== "leg.offered") continue;
    const { leg, party, direction, sequence, at } = event;
    const name = `PJSIP/${party.trunk ?? party.number}-${sequence.toString(16).padStart(8, "0")}`;
    // What the box originates is named by its first channel.
    const uniqueid = isOriginated && channels.size === 0
      ? uniqueidOf(start.at, start.sequence)
      : uniqueidOf(at, sequence);
    channels.set(leg, { name, uniqueid, party, direction });
  }
  const { from, dialled } = start.type === "call.started" ? start : { from: undefined, dialled: "" };
  const [callerLeg, caller] = [...channels].find(([, { direction }]) => isOriginated || direction === "in") ?? [];
  const wasConnected = story.some((event) =>
    event.type === "bridge.made" && (event.a === callerLeg || event.b === callerLeg) ||
    event.type === "room.entered" && event.leg === callerLeg
  );
  return {
    linkedid: caller?.uniqueid ?? uniqueidOf(start.at, start.sequence),
    dialled,
    did: from?.trunk === undefined || isOriginated ? "" : dialled,
    isOriginated,
    context: from?.trunk === undefined ? "from-internal" : "from-trunk",
    from,
    account: accountOf(story),
    channels,
    caller,
    callerLeg,
    wasConnected,
  };
}

function accountOf(story: readonly CallEvent[]): string {
  const given = story.findLast((event) => event.type === "account.given");
  return given?.type === "account.given" ? given.account : "";
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
