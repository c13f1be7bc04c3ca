import type { CallerAbout } from "../../../core/directory/mod.ts";
import { isOnTheLine } from "../../line/mod.ts";
import type { Route } from "../../page/mod.ts";

const NOTHING: CallerAbout = { matters: [] };

/** What the customer databases know of somebody outside, told to whom he is on the line with or rings: of nobody else. */
export const callerAbout: Route = {
  path: "/call/about",
  needs: "own",
  get: async ({ world, account, url }) => {
    const number = url.searchParams.get("number") ?? "";
    const about = isOnTheLine(world, account.extension, number) ? await world.about(number) : NOTHING;
    return Response.json(about, { headers: { "cache-control": "no-store" } });
  },
};
