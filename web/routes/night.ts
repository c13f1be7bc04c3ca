import { type Route, type SignedVisit, textOf } from "../page/mod.ts";
import { mayIn } from "../sign_in/mod.ts";

/** The night switch of some hours, as `*27` turns it: for who operates, and sees all of the office. */
export const liveNight: Route = {
  path: "/live/hours/:hours/night",
  needs: "operate",
  post: async (visit, form) => {
    const { world, account, from, params: { hours = "" } } = visit;
    if (!mayTurnNight(visit)) return new Response(null, { status: 404 });
    const on = textOf(form, "on") === "yes";
    const answer = world.ask({ type: "turn-night", hours, on });
    if (answer.type !== "done") return new Response(null, { status: 404 });
    await world.signIn.note("night.turned", { who: account.name, address: from.address, facts: { hours, on } });
    return new Response(null, { status: 204 });
  },
};

export function mayTurnNight({ world, account }: Pick<SignedVisit, "world" | "account">): boolean {
  return account.scope === undefined && mayIn(world.directory(), account, "operate");
}
