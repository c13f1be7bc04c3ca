import { lose } from "../call/mod.ts";
import { isRoomOfThree } from "../directory/mod.ts";
import type { DeskAnswer, DeskCommand } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/**
 * A call is hung up by the desk: for all who are in it, or for one of them alone. Of three who talk the other two talk on then,
 * and so do those who are in a room; what becomes of the call else its script says, as when he hangs up his phone.
 */
export function hangUp(
  parts: Parts,
  { call, by, leg: id }: Extract<DeskCommand, { readonly type: "hang-up" }>,
): DeskAnswer {
  const { exchange, calls, runner } = parts;
  if (!calls.has(call)) return refusal("not-found", `Cannot hang up call "${call}": no such call runs`);
  if (id !== undefined) {
    const leg = exchange.legs.ofCall(call).find((each) => each.id === id);
    if (leg === undefined) return refusal("not-found", `Cannot hang up leg "${id}": call "${call}" has no such leg`);
    lose(exchange, leg.session, "normal");
    return { type: "done", text: `Leg "${id}" has left call "${call}"` };
  }
  const ofThree = exchange.legs.ofCall(call).filter(({ room, session: { party } }) =>
    room !== undefined && isRoomOfThree(room.name) && party.number === by && party.trunk === undefined
  );
  for (const { session } of ofThree) lose(exchange, session, "normal");
  if (ofThree.length > 0) return { type: "done", text: `"${by}" has left call "${call}"` };
  runner.stop(call, { reached: true, cause: "normal" });
  return { type: "done", text: `Call "${call}" was hung up` };
}
