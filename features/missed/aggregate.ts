import { expire, toArchive } from "./change.ts";
import { type Action, type Entry, keyOf } from "./entry.ts";
import { type Event, eventOfAction, eventsOf } from "./events.ts";
import type { Policy } from "./policy.ts";
import type { Verdict } from "./verdict.ts";

const DAY_MS = 86_400_000;

/**
 * The entries as they are at a moment: a pure reading of verdicts and of what people did, so that a row that comes late,
 * twice or out of order changes nothing but what it proves.
 */
export function aggregate(
  verdicts: readonly Verdict[],
  actions: readonly Action[],
  options: { readonly policy: Policy; readonly at: number },
): readonly Entry[] {
  const { policy, at } = options;
  const events = [...verdicts.flatMap((verdict) => eventsOf(verdict, policy)), ...actions.map(eventOfAction)];
  const persons = Map.groupBy(events.filter((event) => event.at <= at), ({ person }) => person);
  return [...persons.values()].flatMap((events) => entriesOf(events, options)).sort(inOrder);
}

/** The entries of one caller. */
function entriesOf(events: readonly Event[], { policy, at }: { policy: Policy; at: number }): readonly Entry[] {
  const inTime = events.toSorted((one, other) =>
    one.at - other.at || one.rank - other.rank || (one.id < other.id ? -1 : 1)
  );
  let entries: readonly Entry[] = [];
  for (const event of inTime) entries = happen(event, entries, policy);
  return entries.map((entry) => toArchive(expireBy(entry, at, policy), at, policy));
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
