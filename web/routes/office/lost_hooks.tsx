import type { VNode } from "preact";
import type { DeadLetterView } from "../../../core/switchboard/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { GivenUp } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { actOnGivenUp } from "../settings/act_on_given_up.ts";

/** Sends an event that a program elsewhere never took once more, or throws it away. */
export const lostHook: Route = {
  path: "/settings/webhooks/lost/:letter/:act",
  needs: "change-office",
  post: async (visit) => {
    await actOnGivenUp(visit, { asks: "dead-letters", notes: "webhook" });
    return { goTo: "/office/webhooks" };
  },
};

/** Events that programs elsewhere never took: which program, and why. Nothing where all have arrived. */
export function LostHooks({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { words: { box: { lost, lostHooks }, language }, world, account } = visit;
  const answer = world.ask({ type: "dead-letters" });
  const letters = answer.type === "dead-letters" ? answer.letters.toReversed() : [];
  return (
    <GivenUp
      id="lost-hooks"
      rows={letters.map(({ id, at, of, why, body }) => ({
        ...{ id, at, why },
        to: of.replace(/^webhooks\//, ""),
        subject: eventIn(body),
      }))}
      words={{ ...lost, ...lostHooks }}
      timeZone={world.directory().office.timeZone}
      language={language}
      path={mayDo(account, "change-office") ? "/settings/webhooks/lost" : undefined}
    />
  );
}

/** `call.ended`: what is told of whom stays out of a list that everybody reads who sees the settings. */
function eventIn(body: DeadLetterView["body"]): string {
  const told: unknown = JSON.parse(body);
  const type = typeof told === "object" && told !== null ? Reflect.get(told, "type") : undefined;
  return typeof type === "string" ? type : "";
}
