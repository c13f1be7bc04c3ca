import { expire, toArchive } from "./change.ts";
import { type Action, type Entry, keyOf } from "./entry.ts";
import { type Event, eventOfAction, eventsOf } from "./events.ts";
import { personOf } from "./person.ts";
import type { Policy } from "./policy.ts";
import type { Verdict } from "./verdict.ts";

const DAY_MS = 86_400_000;

export interface AggregateOptions {
  readonly policy: Policy;
  readonly at: number;
  /** What there was before all of it: see {@link settled}. */
  readonly past?: readonly Entry[];
}

/**
 * The entries as they are at a moment: a pure reading of verdicts and of what people did, so that a row that comes late,
 * twice or out of order changes nothing but what it proves. Deeds are in the order in which they were done.
 */
export function aggregate(
  verdicts: readonly Verdict[],
  actions: readonly Action[],
  { policy, at, past = [] }: AggregateOptions,
): readonly Entry[] {
  return settled(verdicts, actions, { policy, at, past })
    .map((entry) => toArchive(expireBy(entry, at, policy), at, policy)).sort(inOrder);
}

/**
 * What happened up to a moment has come to this, and time alone to nothing yet. Whatever happens later may be told of on top
 * of it, and leads to the same entries as all of it at once.
 */
export function settled(
  verdicts: readonly Verdict[],
  actions: readonly Action[],
  { policy, at, past = [] }: AggregateOptions,
): readonly Entry[] {
  const events = [...verdicts.flatMap((verdict) => eventsOf(verdict, policy)), ...actions.map(eventOfAction)];
  const persons = Map.groupBy(events.filter((event) => event.at <= at), ({ person }) => person);
  const before = Map.groupBy(past, ({ tenant, callerKey }) => personOf(tenant, callerKey));
  return [...new Set([...before.keys(), ...persons.keys()])]
    .flatMap((person) => entriesOf(persons.get(person) ?? [], before.get(person) ?? [], policy));
}

/** The entries of one caller. */
function entriesOf(events: readonly Event[], past: readonly Entry[], policy: Policy): readonly Entry[] {
  const inTime = events.toSorted((one, other) =>
    one.at - other.at || one.rank - other.rank || (one.id < other.id ? -1 : 1)
  );
  let entries = past;
  for (const event of inTime) entries = happen(event, entries, policy);
  return entries;
}

function happen(event: Event, entries: readonly Entry[], policy: Policy): readonly Entry[] {
  const isMeant = (entry: Entry) => !entry.isErased && (event.did === undefined || event.did === entry.did);
  const changed = entries.map((entry) => {
    if (!isMeant(entry)) return entry;
    // What happens at the very moment of its expiry still finds an entry open.
    const current = expireBy(entry, event.at - 1, policy);
    return event.change(current) ?? current;
  });
  return event.begins === undefined || entries.some(isMeant) ? changed : [...changed, event.begins()];
}

function expireBy(entry: Entry, at: number, { openTtlDays }: Policy): Entry {
  return openTtlDays === null ? entry : expire(entry, at, openTtlDays * DAY_MS);
}

function inOrder(one: Entry, other: Entry): number {
  const [first, second] = [one.attempts[0]?.at ?? 0, other.attempts[0]?.at ?? 0];
  return first - second || (keyOf(one) < keyOf(other) ? -1 : 1);
}
