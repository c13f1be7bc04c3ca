import { ANONYMOUS } from "../../core/routing/mod.ts";
import { clear, erase, miss, note, reopen } from "./change.ts";
import type { Action, Entry } from "./entry.ts";
import { personOf } from "./person.ts";
import type { Policy } from "./policy.ts";
import { nameOf, type Verdict } from "./verdict.ts";

/** One thing that may change the entries of one caller; every set of them has one order, however its members came. */
export interface Event {
  /** Whose entries: see {@link personOf}. */
  readonly person: string;
  readonly at: number;
  /** At the same moment a miss comes first: what answers it answers it. */
  readonly rank: number;
  readonly id: string;
  /** Only the entry of this number; undefined: all of the caller's. */
  readonly did: string | undefined;
  /** The entry as it is afterwards; undefined: it stays as it is. */
  change(entry: Entry): Entry | undefined;
  /** What there is when there was no such entry. */
  readonly begins?: () => Entry;
}

/** What a call does to entries: a miss, a caller who got through, a call back; most do nothing. */
export function eventsOf(verdict: Verdict, policy: Policy): readonly Event[] {
  const { call, outcome } = verdict;
  const person = personOf(call.tenant, call.outsider);
  if (call.direction === "outbound") return callbackOf(verdict, policy, person);
  if (verdict.isMissed === true) return [missOf(verdict, person)];
  return outcome === "answered" || outcome === "undecided" ? returnOf(verdict, person) : [];
}

function missOf(verdict: Verdict, person: string): Event {
  const { call } = verdict;
  return {
    person,
    at: call.startedAt,
    rank: 0,
    id: call.id,
    did: call.did,
    change: (entry) => miss(entry, verdict),
    begins: () => miss(undefined, verdict),
  };
}

/** He called again, on any number of ours, and somebody has answered: also while they still talk. */
function returnOf({ call }: Verdict, person: string): readonly Event[] {
  const first = call.answers[0];
  if (first === undefined || call.outsider === ANONYMOUS) return [];
  const ext = nameOf(first.party);
  const how = { by: "answered_later", at: first.at, ext, reason: `call ${call.id}` } as const;
  return [{ person, at: first.at, rank: 1, id: call.id, did: undefined, change: (entry) => clear(entry, how) }];
}

/** Somebody of ours called him. Only an answer clears, and only while the miss is fresh enough. */
function callbackOf({ call }: Verdict, policy: Policy, person: string): readonly Event[] {
  const [answer] = call.answers;
  if (call.outsider === ANONYMOUS || (answer === undefined && !call.isFinished)) return [];
  const at = answer?.at ?? call.startedAt;
  const reason = `call ${call.id}`;
  const change = (entry: Entry): Entry | undefined => {
    const lastAt = entry.attempts.at(-1)?.at ?? 0;
    const isFresh = policy.lookbackS === 0 || at - lastAt <= policy.lookbackS * 1_000;
    return answer !== undefined && isFresh
      ? clear(entry, { by: "returned", at, ext: call.from, reason })
      : note(entry, { action: "callback_attempted", at, actor: call.from ?? "system", reason });
  };
  return [{ person, at, rank: 1, id: call.id, did: undefined, change }];
}

/** What a person does to an entry, his `place`th deed: those of one moment happen in the order in which they were done. */
export function eventOfAction(action: Action, place: number): Event {
  const { at, user, note: text } = action;
  const line = { at, actor: user, reason: text };
  return {
    person: personOf(action.tenant, action.callerKey),
    at,
    rank: 2,
    id: String(place).padStart(9, "0"),
    did: action.did,
    change: (entry) => {
      switch (action.type) {
        case "manual_resolve":
          return clear(entry, { by: "manual", ...line, note: text });
        case "manual_reopen":
          return reopen(entry, line);
        case "notified":
        case "notify_suppressed":
        case "notify_sent":
        case "notify_lost":
          return note(entry, { action: action.type, ...line });
        case "forget":
          return erase(entry, line);
      }
    },
  };
}
