import type { CallerAbout } from "../../../core/directory/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";

const NOTHING: CallerAbout = { matters: [] };

/** What the customer databases know of somebody outside, told to whom he is on the line with or rings: of nobody else. */
export const callerAbout: Route = {
  path: "/call/about",
  needs: "own",
  get: async (visit) => {
    const number = visit.url.searchParams.get("number") ?? "";
    const about = isOnTheLine(visit, number) ? await visit.world.about(number) : NOTHING;
    return Response.json(about, { headers: { "cache-control": "no-store" } });
  },
};

function isOnTheLine({ world, account: { extension } }: SignedVisit, number: string): boolean {
  const answer = world.ask({ type: "live" });
  if (extension === undefined || answer.type !== "live") return false;
  const { country } = world.directory().office;
  const key = callerKey(number, { country });
  const isHe = (other: string): boolean => callerKey(other, { country }) === key;
  return answer.live.calls.some(({ legs, dialled }) =>
    legs.some((leg) => leg.number === extension && leg.trunk === undefined) &&
    (isHe(dialled) || legs.some(({ trunk, number }) => trunk !== undefined && number !== undefined && isHe(number)))
  );
}
