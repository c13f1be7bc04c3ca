import { callerKey } from "../../../core/routing/mod.ts";
import type { Route } from "../../page/mod.ts";
import { mayAdd, readerOf } from "./reader.ts";

/** Whoever has a number; where nobody has, a new contact with it, for whoever may add one. */
export const directoryOf: Route = {
  path: "/directory/of",
  needs: "own",
  get: (visit) => {
    const { world, url } = visit;
    const number = url.searchParams.get("number") ?? "";
    const holder = world.contacts.holder(callerKey(number, world.directory().office), readerOf(visit));
    if (holder !== undefined) return { goTo: `/directory/${holder.id}` };
    if (!mayAdd(visit)) return { goTo: `/directory?${new URLSearchParams({ q: number })}` };
    return { goTo: `/directory/+${url.search}` };
  },
};
