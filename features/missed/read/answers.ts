import type { Answer, Party } from "../call.ts";
import type { Bundle } from "./bundle.ts";
import type { CdrRow } from "./cdr.ts";
import type { CelRow } from "./cel.ts";
import { isLocal, isTrunk, partyOf, reachedBy, type Scope } from "./channel.ts";
import { CONFERENCES } from "./offers.ts";
import type { QueueRow } from "./queue_log.ts";

/** An answer, and how good its time is: 0 is a bridge, 3 a guess from a row whose channel may have been up before. */
type Found = Answer & { readonly rank: number };

/** A queue says so by any of these: after a transfer it writes no COMPLETE. */
const SERVED = ["CONNECT", "COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER"];

/** Who has spoken with the caller. `ANSWERED` alone proves nothing: it is true of everything behind a menu. */
export function answersOf(bundle: Bundle, scope: Scope): readonly Answer[] {
  return inOrder([
    ...fromRows(bundle, scope),
    ...servedBy(bundle).map((row) => fromQueue(row, bundle, scope)),
    ...fromEvents(bundle, scope),
  ]);
}

/** Who was reached outside by a call of ours. */
export function answersOutside(bundle: Bundle, scope: Scope): readonly Answer[] {
  const rows = bundle.cdr.filter((row) => row.disposition === "ANSWERED" && isTrunk(row.partner, scope.office));
  const bridged = bundle.cel.filter((event) =>
    event.event === "BRIDGE_ENTER" && event.uniqueid === bundle.id &&
    event.peers.some((peer) => isTrunk(peer, scope.office))
  );
  return inOrder([
    ...rows.map((row) => ({ party: partyOf(row.partner, bundle, scope, row), ...answeredAt(row, bundle) })),
    ...bridged.map((event) => bridgeOf(event, event.peers, bundle, scope)).flat(),
  ]);
}

function fromRows(bundle: Bundle, scope: Scope): readonly Found[] {
  return bundle.own
    .filter(({ disposition, partner, app }) =>
      disposition === "ANSWERED" && partner !== "" && !CONFERENCES.includes(app) && !wasTakenFrom(partner, bundle)
    )
    .flatMap((row) => {
      const reached = reachedBy(row, bundle, scope);
      // Behind a Local channel every phone has a row of its own, and only one of them has answered.
      const taken = reached.filter((other) => other.row.disposition === "ANSWERED");
      return (taken.length > 0 ? taken : reached).map(({ party }) => ({ party, ...answeredAt(row, bundle) }));
    });
}

/** A phone whose call somebody else has picked up: some rows say that it had answered. */
function wasTakenFrom(channel: string, { cel }: Bundle): boolean {
  return cel.some(({ event, channel: rung, extra }) =>
    event === "PICKUP" && rung === channel && extra.pickedUpBy !== "" && extra.pickedUpBy !== rung
  );
}

function answeredAt(row: CdrRow, { cel }: Bundle): { at: number; rank: number } {
  const met = cel.find(({ event, channel, peers }) =>
    event === "BRIDGE_ENTER" &&
    ((channel === row.channel && peers.includes(row.partner)) ||
      (channel === row.partner && peers.includes(row.channel)))
  );
  return met === undefined ? { at: row.at + row.durationMs - row.billMs, rank: 3 } : { at: met.at, rank: 0 };
}

/** The lines that name an agent who took him. Those after CONNECT repeat its agent field, which a pickup makes wrong. */
function servedBy({ queue }: Bundle): readonly QueueRow[] {
  const connects = queue.filter(({ event }) => event === "CONNECT");
  return connects.length > 0 ? connects : queue.filter(({ event }) => SERVED.includes(event));
}

function fromQueue(row: QueueRow, bundle: Bundle, scope: Scope): Found {
  // The agent field names the phone that rang; when another has picked it up, the channel's id is the picker's.
  const uniqueid = row.event === "CONNECT" ? row.data[1] : undefined;
  const channel = bundle.cel.findLast((event) => event.uniqueid === uniqueid && event.channel !== "")?.channel;
  const party = channel === undefined || isLocal(channel)
    ? partyOf(row.agent, bundle, scope)
    : partyOf(channel, bundle, scope);
  return { party, at: row.at, rank: row.event === "CONNECT" ? 2 : 4 };
}

function fromEvents(bundle: Bundle, scope: Scope): readonly Found[] {
  return bundle.cel.flatMap((event): readonly Found[] => {
    switch (event.event) {
      case "PICKUP":
        return [{ party: partyOf(event.extra.pickedUpBy || event.channel, bundle, scope), at: event.at, rank: 1 }];
      case "PARK_END": {
        if (event.extra.reason !== "ParkedCallUnparked") return [];
        const { retriever } = event.extra;
        const party: Party = retriever === "" ? { is: "extension", number: "?" } : partyOf(retriever, bundle, scope);
        return [{ party, at: event.at, rank: 1 }];
      }
      case "BRIDGE_ENTER":
        return event.uniqueid === bundle.id ? bridgeOf(event, event.peers, bundle, scope) : [];
      default:
        return [];
    }
  });
}

/** Whom the caller met. Who is held, parked or in a conference meets strangers there. */
function bridgeOf(event: CelRow, peers: readonly string[], bundle: Bundle, scope: Scope): readonly Found[] {
  const isRoom = event.extra.bridge === "holding_bridge" ||
    bundle.own.some((row) =>
      CONFERENCES.includes(row.app) && row.at <= event.at && event.at <= row.at + row.durationMs
    );
  return isRoom ? [] : peers.filter((peer) => !isLocal(peer)).map((peer) => {
    const row = bundle.cdr.find(({ partner }) => partner === peer);
    return { party: partyOf(peer, bundle, scope, row), at: event.at, rank: 0 };
  });
}

/** One answer for everybody who spoke, with the best time that any source has. */
function inOrder(found: readonly Found[]): readonly Answer[] {
  const best = new Map<string, Found>();
  for (const answer of found) {
    const key = `${answer.party.is} ${answer.party.number}`;
    const known = best.get(key);
    const isBetter = known === undefined || answer.rank < known.rank ||
      (answer.rank === known.rank && answer.at < known.at);
    if (isBetter) best.set(key, answer);
  }
  const named = [...best.values()].filter(({ party }, _, all) => party.number !== "?" || all.length === 1);
  return named
    .sort((one, other) => one.at - other.at || (one.party.number < other.party.number ? -1 : 1))
    .map(({ party, at }) => ({ party, at }));
}
