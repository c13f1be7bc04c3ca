/**
 * What the list of missed calls takes on the disk: two weeks of the big record's calls are judged by its own keeper, and then
 * it is known what of a call stays for good, and what goes after a month.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import type { CallEvent } from "../../core/record/mod.ts";
import type { FollowedRecord } from "../../core/store/io/mod.ts";
import { missedKeeper } from "../../features/missed/io/keeper/mod.ts";
import { DEFAULT_POLICY, type OwnRules } from "../../features/missed/mod.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import { CALLS_A_DAY, DAY_MS } from "./big_record.ts";
import { generatedDays } from "./generated_calls.ts";

const DAYS = 14;
/** Verdicts are kept for a month. */
const KEPT_DAYS = 30;
/** A record that is smaller stands for one of five years. */
const FEWEST_DAYS = 1_826;
const LASTING = ["entry", "entry_of", "entry_list", "entry_open", "entry_closed", "line", "line_of"];
const PASSING = ["verdict", "verdict_of_person", "past"];

/** Octets a call of a record of so many days. */
export async function missedBytes(days: number): Promise<number> {
  const folder = await newFolder("big_missed");
  const db = new DatabaseSync(`${folder}/missed.db`);
  try {
    db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    const keeper = missedKeeper(db);
    const rules: OwnRules = {
      policy: { ...DEFAULT_POLICY, openTtlDays: 30, retentionDays: 365 },
      office: { country: "RO", queues: {}, groups: {} },
    };
    await keeper.set(rules);
    const record = recordOf(DAYS);
    while ((await keeper.follow(record)).isBehind);
    const size = db.prepare("SELECT coalesce(sum(pgsize), 0) AS octets FROM dbstat WHERE name = ?");
    const sizeOf = (names: readonly string[]) =>
      names.reduce((sum, name) => sum + Number(size.get(name)?.["octets"]), 0);
    const [lasting, passing] = [LASTING, PASSING].map((names) => sizeOf(names) / (DAYS * CALLS_A_DAY));
    return lasting! + passing! * KEPT_DAYS / Math.max(days, FEWEST_DAYS);
  } finally {
    db.close();
    await removeFolder(folder);
  }
}

/** Days that have just passed, made one by one while somebody reads on. */
function recordOf(days: number): FollowedRecord {
  const from = Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS;
  const generated = generatedDays({ from, day: 0, callsADay: CALLS_A_DAY, sequence: 1 });
  let [day, events]: [number, readonly CallEvent[]] = [0, []];
  let byCall = new Map<string, CallEvent[]>();
  const after = (sequence: number, limit: number): readonly CallEvent[] => {
    const at = sequence + 1 - (events[0]?.sequence ?? 1);
    if (at < events.length || day === days) return at < 0 ? [] : events.slice(at, at + limit);
    day += 1;
    events = generated.next().value;
    byCall = Map.groupBy(events, ({ call }) => call);
    return after(sequence, limit);
  };
  return {
    isOpen: () => false,
    eventsOf: (call) => byCall.get(call) ?? [],
    // A day's last piece is shorter than was asked for, and more comes after it all the same.
    after: (sequence, limit) => {
      const some = after(sequence, limit);
      return some.length < limit && day < days
        ? [...some, ...after(sequence + some.length, limit - some.length)]
        : some;
    },
  };
}
