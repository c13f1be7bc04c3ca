import type { LegId } from "../../core/call/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, ask, type Heard, type Script } from "../../core/script/mod.ts";
import { goThroughPeople } from "./people.ts";
import { turnRecording } from "./record.ts";
import { inRoom } from "./room.ts";
import type { RoomView } from "./room_state.ts";

/** What somebody chose behind `*`. */
export type Chosen =
  | { readonly then: "stay"; readonly heard: Heard | undefined }
  | { readonly then: "invite"; readonly number: string }
  | { readonly then: "leave"; readonly cause: Cause };

/** A key, and the sentence that ends before it. */
type Row = readonly [key: string, prompt: string];

const GUESTS: readonly Row[] = [
  ["1", "conference-mute-press"],
  ["4", "conference-count-press"],
  ["8", "conference-leave-press"],
];
const MODERATORS: readonly Row[] = [
  ["1", "conference-mute-press"],
  ["2", "conference-lock-press"],
  ["3", "conference-kick-press"],
  ["4", "conference-count-press"],
  ["5", "conference-mute-all-press"],
  ["6", "conference-invite-press"],
  ["7", "conference-record-press"],
  ["8", "conference-leave-press"],
  ["9", "conference-end-press"],
  ["0", "conference-people-press"],
];
const LONGEST_NUMBER = 20;

/** The menu of a room: asks for one key, and does what it stands for. */
export function* choose(leg: LegId, number: string, { me, count }: RoomView): Script<Chosen> {
  const rows = me.isModerator ? MODERATORS : GUESTS;
  const asked = yield* ask(leg, menuOf(rows), { most: 1 });
  if (!asked.there) return { then: "leave", cause: asked.cause };
  const { digits: key } = asked;
  if (key === "") return stay();
  if (!rows.some(([each]) => each === key)) return stay("invalid-choice");
  const move = function* (what: "mute" | "lock" | "remove-last" | "hush" | "end"): Script<boolean> {
    return (yield* inRoom(leg, number, { do: what })) === true;
  };
  switch (key) {
    case "1":
      return stay((yield* move("mute")) ? "conference-muted" : "conference-unmuted");
    case "2":
      return stay((yield* move("lock")) ? "conference-locked" : "conference-unlocked");
    case "3":
      return stay((yield* move("remove-last")) ? undefined : "invalid-choice");
    case "5":
      return stay((yield* move("hush")) ? "conference-all-muted" : "conference-all-unmuted");
    case "6":
      return yield* askWhom(leg);
    case "7":
      return stay(yield* turnRecording(leg, number));
    case "8":
      return { then: "leave", cause: "normal" };
    case "0": {
      const gone = yield* goThroughPeople(leg, number);
      return "left" in gone ? { then: "leave", cause: gone.left } : stay(gone.says);
    }
    case "9":
      yield* move("end");
      return stay();
    default:
      return {
        then: "stay",
        heard: { items: [{ type: "prompt", name: "conference-number" }, { type: "number", value: count }] },
      };
  }
}

/** Whose phone is to ring: somebody's who is in the office, or who can be called. */
function* askWhom(leg: LegId): Script<Chosen> {
  const asked = yield* ask(leg, { items: [{ type: "prompt", name: "enter-number" }] }, {
    most: LONGEST_NUMBER,
    endsBy: "#",
  });
  if (!asked.there) return { then: "leave", cause: asked.cause };
  if (asked.digits === "") return stay();
  const { digits: number } = asked;
  const isSomebody = (yield* act({ do: "look-up", number })) !== undefined;
  // Whoever came in from outside invites nobody outside: the office would pay for it.
  const me = yield* act({ do: "party", leg });
  const isReachable = me?.trunk === undefined &&
    (yield* act({ do: "phones", number, by: me?.number })).length > 0;
  if (isSomebody || isReachable) return { then: "invite", number };
  const leads = yield* act({ do: "route", number });
  return stay(leads?.kind === "outside" ? "not-permitted" : "no-such-extension");
}

function stay(prompt?: string): Chosen {
  return { then: "stay", heard: prompt === undefined ? undefined : { items: [{ type: "prompt", name: prompt }] } };
}

function menuOf(rows: readonly Row[]): Heard {
  return {
    items: rows.flatMap(([key, prompt]) =>
      [{ type: "prompt", name: prompt }, { type: "digits", digits: key }] as const
    ),
  };
}
