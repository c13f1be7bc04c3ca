import type { Directory } from "../../core/directory/mod.ts";
import { MOST_PEOPLE_SHOWN } from "../../core/switchboard/mod.ts";
import { found } from "../console/mod.ts";
import type { Route } from "../page/mod.ts";

/** Nobody reads further. */
const MOST_FOUND = 40;

/** How those are whom somebody looks for by name or number, where the office is too large to show everybody's lamp. */
export const livePeople: Route = {
  path: "/live/people",
  needs: "own",
  get: ({ world, account: { scope }, url }) => {
    const query = (url.searchParams.get("q") ?? "").slice(0, 64);
    const mine = [...world.directory().extensions.values()]
      .filter(({ number }) => scope === undefined || scope.includes(number));
    const people = (query.trim() === "" ? [] : found(mine, query).slice(0, MOST_FOUND)).flatMap(({ number }) => {
      const answer = world.ask({ type: "presence", number });
      return answer.type === "presence" ? [answer.person] : [];
    });
    return Response.json(people, { headers: { "cache-control": "no-store" } });
  },
};

/** Whether everybody of the office is shown, and not only those who are in a call. */
export function areAllShown({ extensions }: Pick<Directory, "extensions">): boolean {
  return extensions.size <= MOST_PEOPLE_SHOWN;
}
