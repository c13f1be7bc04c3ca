import type { LegId } from "../../core/call/mod.ts";
import { roomName } from "../../core/directory/mod.ts";
import { act, ownLine, type Script } from "../../core/script/mod.ts";
import type { HeardBy, Overheard } from "./listen.ts";
import { isExempt, maySuperviseRoom } from "./may.ts";

/** A conference: all who are in its room. */
export function roomOf(caller: LegId, number: string): Overheard {
  const room = roomName(number);
  return {
    takesWhisper: false,
    *listen(heardBy: HeardBy) {
      return heardBy !== "whom" && (yield* act({ do: "overhear-room", leg: caller, room, heardBy }));
    },
    *mayStay() {
      const me = yield* ownLine(caller);
      return me !== undefined && maySuperviseRoom(me, number) && (yield* mayBeHeard(number));
    },
    *announce(sound: "entry" | "exit") {
      if (!(yield* act({ do: "office" })).supervision.tone) return;
      for (const { leg, waits } of yield* act({ do: "in-room", room })) {
        if (!waits) yield* act({ do: "play", leg, sound });
      }
    },
  };
}

/** Whether nobody is in the room whose calls nobody may listen to. */
export function* mayBeHeard(number: string): Script<boolean> {
  const office = yield* act({ do: "office" });
  return !(yield* act({ do: "in-room", room: roomName(number) })).some(({ party }) => isExempt(office, party));
}
