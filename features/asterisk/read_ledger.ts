import type { CallEvent } from "../../core/record/mod.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerPage, LedgerQuestion } from "./words.ts";

const PAGE = 500;
/** So much of the record is looked through for one page: others' questions wait no longer than that takes. */
const MOST_EVENTS = 2_000;

/** What a ledger is made of, wherever it is kept. */
export interface LedgerRecord {
  after(sequence: number, limit: number): readonly CallEvent[];
  eventsOf(call: string): readonly CallEvent[];
}

/** The story of an event's call up to it; what belongs to no call is a story of its own. Calls are read once. */
export function storiesOf(record: LedgerRecord): (event: CallEvent) => readonly CallEvent[] {
  const calls = new Map<string, readonly CallEvent[]>();
  return (event) => {
    if (event.call === "") return [event];
    const story = calls.get(event.call) ?? record.eventsOf(event.call);
    calls.set(event.call, story);
    return story.filter(({ sequence }) => sequence <= event.sequence);
  };
}

/** Lines from behind an event on: whole events', so that there may be a few more than were asked for. */
export function readLedger(
  record: LedgerRecord,
  ledger: Ledger,
  { after, limit, timeZone }: Pick<LedgerQuestion, "after" | "limit"> & { readonly timeZone: string },
): LedgerPage {
  const lines = [];
  const storyOf = storiesOf(record);
  let last = after;
  for (let looked = 0; looked < MOST_EVENTS; looked += PAGE) {
    const events = record.after(last, PAGE);
    for (const event of events) {
      last = event.sequence;
      if (!ledger.wants(event.type)) continue;
      lines.push(...ledger.linesOf(storyOf(event), timeZone, (call) => record.eventsOf(call)));
      if (lines.length >= limit) return { lines, last, isEnd: false };
    }
    if (events.length < PAGE) return { lines, last, isEnd: true };
  }
  return { lines, last, isEnd: false };
}
