import { CALL_ENDS, type Row } from "../../../core/record/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import { outsideIn } from "../../calls/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { type CallerFacts, dialable } from "../../softphone/mod.ts";
import { lastCalls } from "../calls/last_calls.ts";

/** Who somebody is that calls or is called: what the phone book, the customer databases and the calls before know of him. */
export const caller: Route = {
  path: "/call/caller",
  needs: "own",
  get: async (visit) => {
    const number = visit.url.searchParams.get("number") ?? "";
    // Who hides his number is nobody in particular.
    if (!/^\+?[0-9*#]+$/.test(dialable(number))) return Response.json({ missed: 0 } satisfies CallerFacts);
    const { country } = visit.world.directory().office;
    const outside = outsideIn([number], country);
    const [names, last, missed] = await Promise.all([
      visit.world.names(outside),
      lastCall(visit, number),
      missedOf(visit, callerKey(number, { country })),
    ]);
    const name = outside[0] === undefined ? undefined : names.get(outside[0]);
    const facts: CallerFacts = {
      missed,
      ...name === undefined ? {} : { name },
      ...last === undefined ? {} : { last },
    };
    return Response.json(facts, { headers: { "cache-control": "no-store" } });
  },
};

async function lastCall(visit: SignedVisit, number: string): Promise<CallerFacts["last"]> {
  const { extensions } = visit.world.directory();
  const [row] = await lastCalls(visit, [number], 1);
  const outcome = CALL_ENDS.find((each) => each === row?.["outcome"]);
  if (row === undefined || outcome === undefined) return undefined;
  const by = insider(row, (each) => extensions.get(each)?.name);
  return { at: Number(row["started_at"]), outcome, ...by === undefined ? {} : { by } };
}

/** Who of the office took part: whom the caller reached, or who called him. */
function insider(row: Row, nameOf: (number: string) => string | undefined): string | undefined {
  const numbers = row["direction"] === "in" ? [row["reached_number"]] : [row["from_number"], row["reached_number"]];
  return numbers.map((number) => nameOf(String(number))).find((name) => name !== undefined);
}

async function missedOf({ world, account }: SignedVisit, key: string): Promise<number> {
  if (!mayDo(account, "see-calls")) return 0;
  const entries = await world.missed.entries("own", { states: ["open"], caller: key, limit: 100 });
  return entries.reduce((sum, { attemptsSinceOpen }) => sum + attemptsSinceOpen, 0);
}
