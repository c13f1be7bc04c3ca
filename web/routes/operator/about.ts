import type { Row } from "../../../core/record/mod.ts";
import { momentOf, type PastCall } from "../../parts/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { lastCalls } from "../calls/last_calls.ts";
import { namingIn } from "../calls/naming.ts";
import { seatOf } from "./seat.ts";

const LAST_CALLS = 5;

/** The last calls with whoever is on the line, as far as one may see calls. */
export const operatorAbout: Route = {
  path: "/operator/calls/:leg/last",
  needs: "operate",
  get: async (visit) => {
    const seat = seatOf(visit);
    const call = seat === undefined
      ? undefined
      : visit.world.operator.of(seat).calls.find(({ leg }) => leg === visit.params["leg"]);
    if (call === undefined) return new Response(null, { status: 404 });
    const rows = call.number === undefined ? [] : await lastCalls(visit, call.number, LAST_CALLS);
    return Response.json({ calls: rows.map((row) => pastOf(visit, row)) }, {
      headers: { "cache-control": "no-store" },
    });
  },
};

function pastOf({ world, words }: SignedVisit, row: Row): PastCall {
  const directory = world.directory();
  const naming = namingIn(directory, new Map());
  const { timeZone } = directory.office;
  const outcome = row["outcome"] as keyof typeof words.calls.outcomes;
  const reached = row["reached_number"];
  const isOut = row["direction"] === "out";
  return {
    call: String(row["call"]),
    when: momentOf({ at: Number(row["started_at"]), timeZone, language: words.language }),
    who: naming.number(String((isOut ? row["from_number"] : reached ?? row["dialled"]) ?? "")),
    outcome: words.calls.outcomes[outcome],
    isGood: outcome === "answered",
  };
}
