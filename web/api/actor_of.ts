import type { Context } from "hono";
import type { AskDesk } from "./ask_desk.ts";
import { notFor, type Visitor } from "./gate.ts";

/**
 * Who does something to a call. A key for some extensions steers their calls only, and as one of them; where it does not say
 * as whom, it is whoever of them sits in the call.
 *
 * @param told `by`: an extension or a leg, where the program says so
 */
export function actorOf(
  ask: AskDesk,
  context: Context<Visitor>,
  told: { readonly call: string; readonly by?: string | undefined },
): { readonly by: string | undefined } | Response {
  const { extensions } = context.get("key");
  if (extensions === undefined) return { by: told.by };
  const answer = ask({ type: "live" });
  const legs = answer.type === "live" ? answer.live.calls.find(({ id }) => id === told.call)?.legs ?? [] : [];
  const his = legs.find(({ id, number, trunk }) =>
    trunk === undefined && number !== undefined &&
    (told.by === undefined ? extensions.includes(number) : [id, number].includes(told.by))
  );
  return notFor(context, his?.number ?? told.by) ?? { by: told.by ?? his?.number };
}
