import type { LegId } from "../../core/call/mod.ts";
import type { Room } from "../../core/directory/mod.ts";
import { act, ask, type Ending, type Heard, say, type Script } from "../../core/script/mod.ts";

/** As what somebody may come in; or how his try ended. */
export type Admitted = "guest" | "moderator" | Ending;

const MOST_TRIES = 3;
const LONGEST_PIN = 12;

/** Asks for the PIN, where the room has one. Where only moderators have, a guest presses `#` alone. */
export function* admit(caller: LegId, room: Room): Script<Admitted> {
  if (room.pin === undefined && room.moderatorPin === undefined) return "guest";
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const asked = yield* ask(caller, question(tries > 0), { most: LONGEST_PIN, endsBy: "#", isSecret: true });
    if (!asked.there) return { reached: true, cause: asked.cause };
    const role = roleOf(room, asked.digits);
    if (role !== undefined) return role;
  }
  const said = yield* say(caller, { items: [{ type: "prompt", name: "too-many-attempts" }] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  return { reached: false, cause: "rejected" };
}

function roleOf({ pin, moderatorPin }: Room, digits: string): "guest" | "moderator" | undefined {
  if (moderatorPin !== undefined && digits === moderatorPin) return "moderator";
  return digits === (pin ?? "") ? "guest" : undefined;
}

function question(again: boolean): Heard {
  const ask = { type: "prompt", name: "conference-enter-pin" } as const;
  return { items: again ? [{ type: "prompt", name: "wrong-pin" }, ask] : [ask] };
}

/** Answers the caller and asks him in: his role, or how the try ended. */
export function* admitted(caller: LegId, room: Room): Script<Admitted> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  return yield* admit(caller, room);
}
