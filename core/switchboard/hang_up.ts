import { lose } from "../call/mod.ts";
import { isRoomOfThree } from "../directory/mod.ts";
import type { DeskAnswer, DeskCommand } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/**
 * A call is hung up by the desk: for all who are in it, or for whom it is hung up where he is one of three; the other two talk
 * on, as when he hangs up his phone.
 */
export function hangUp(parts: Parts, { call, by }: Extract<DeskCommand, { readonly type: "hang-up" }>): DeskAnswer {
  const { exchange, calls, runner } = parts;
  if (!calls.has(call)) return refusal("not-found", `Cannot hang up call "${call}": no such call runs`);
  const ofThree = exchange.legs.ofCall(call).filter(({ room, session: { party } }) =>
    room !== undefined && isRoomOfThree(room.name) && party.number === by && party.trunk === undefined
  );
  for (const { session } of ofThree) lose(exchange, session, "normal");
  if (ofThree.length > 0) return { type: "done", text: `"${by}" has left call "${call}"` };
  runner.stop(call, { reached: true, cause: "normal" });
  return { type: "done", text: `Call "${call}" was hung up` };
}
