import type { Row } from "../../../core/record/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { findCalls, numbersFor } from "../../calls/mod.ts";
import { callScopeOf, sourcesOf } from "./scope.ts";

/** The last calls with somebody who has these numbers, newest first, of those that are somebody's to see. */
export async function lastCalls(
  { world, account }: SignedVisit,
  numbers: readonly string[],
  limit: number,
): Promise<readonly Row[]> {
  const directory = world.directory();
  const scope = callScopeOf(account);
  const { rows } = await findCalls(world.reader, {
    anyOf: [[]],
    sources: numbers.flatMap((number) => numbersFor(number, directory, () => []))
      .map((value) => ({ table: "seat", column: "number", value })),
    scope: scope === undefined ? undefined : sourcesOf(scope, directory),
    ...{ after: undefined, since: undefined, until: undefined, limit },
  });
  return rows;
}
