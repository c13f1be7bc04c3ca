import type { Route } from "../../page/mod.ts";
import { lastCalls } from "../calls/last_calls.ts";
import { pastCallOf } from "../calls/past_call.ts";
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
    const rows = call.number === undefined ? [] : await lastCalls(visit, [call.number], LAST_CALLS);
    return Response.json({ calls: rows.map((row) => pastCallOf(visit, row)) }, {
      headers: { "cache-control": "no-store" },
    });
  },
};
