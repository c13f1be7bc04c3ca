import { type Route, type SignedVisit, textOf } from "../../page/mod.ts";

/** Somebody wants his call recorded, or no longer: under the rules of the keys of his phone. */
export const recordCall: Route = {
  path: "/call/record",
  needs: "own",
  post: async (visit, form) => {
    const { world, account, from } = visit;
    const on = textOf(form, "on") === "yes";
    const call = callWith(visit, textOf(form, "number"));
    if (call === undefined || account.extension === undefined) return new Response(null, { status: 404 });
    const order = { do: on ? "record" : "end-recording" } as const;
    const answer = world.ask({ type: "steer", call, by: account.extension, order });
    if (answer.type !== "done") return new Response(null, { status: 409 });
    await world.signIn.note(`call.${order.do}`, { who: account.name, address: from.address, facts: { call } });
    return new Response(null, { status: 204 });
  },
};

/** The call in which his extension talks with that number; his only one, where the number has changed on the way. */
function callWith({ world, account }: SignedVisit, number: string): string | undefined {
  const answer = world.ask({ type: "live" });
  if (answer.type !== "live") return undefined;
  const mine = answer.live.calls.filter(({ legs }) =>
    legs.some((leg) => leg.number === account.extension && leg.state !== "ringing")
  );
  const found = mine.find(({ legs, dialled }) => dialled === number || legs.some((leg) => leg.number === number));
  return (found ?? (mine.length === 1 ? mine[0] : undefined))?.id;
}
