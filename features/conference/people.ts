import type { LegId } from "../../core/call/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, ask, type Heard, nameOf, type Script } from "../../core/script/mod.ts";
import { inRoom } from "./room.ts";
import type { GuestView } from "./room_state.ts";

type Items = Heard["items"];

const MUTE = "1";
const NEXT = "2";
const REMOVE = "3";
const FINISH = "*";

const CHOICES: Items = ([
  ["conference-one-mute-press", MUTE],
  ["conference-one-next-press", NEXT],
  ["conference-one-remove-press", REMOVE],
  ["to-finish-press", FINISH],
] as const).flatMap(([name, digits]) => [{ type: "prompt", name }, { type: "digits", digits }]);

/** How going through them ended: he left, or what he is to hear of it. */
export type GoneThrough = { readonly left: Cause } | { readonly says: string | undefined };

/**
 * Goes through the guests of a room for a moderator, one by one in the order in which they came, and round again: he hears who
 * it is and whether he is muted, and mutes him, lets him speak again, or removes him. Other news of the room end it.
 */
export function* goThroughPeople(leg: LegId, number: string): Script<GoneThrough> {
  let at: { readonly place: number; readonly leg?: LegId } = { place: 0 };
  for (;;) {
    const guests = (yield* inRoom(leg, number, { do: "guests" })) as readonly GuestView[] | undefined ?? [];
    if (guests.length === 0) return { says: "conference-no-guests" };
    // Whoever came behind one who has left is now in his place.
    const found = guests.findIndex((guest) => guest.leg === at.leg);
    const place = (found < 0 ? at.place : found) % guests.length;
    const guest = guests[place]!;
    at = { place, leg: guest.leg };
    const asked = yield* ask(leg, { items: [...yield* describe(guest), ...CHOICES] }, { most: 1 });
    if (!asked.there) return { left: asked.cause };
    switch (asked.digits) {
      case MUTE:
        yield* inRoom(leg, number, { do: "silence", whom: guest.leg });
        continue;
      case REMOVE:
        yield* inRoom(leg, number, { do: "remove", whom: guest.leg });
        continue;
      case NEXT:
        at = { place: place + 1 };
        continue;
      default:
        return { says: undefined };
    }
  }
}

/** Who it is, and whether he is heard: by the name or number he is announced by. */
function* describe({ leg, who, name, isMuted }: GuestView): Script<Items> {
  const said = name === undefined ? undefined : [{ type: "file", path: name } as const];
  const him = said ?? (who === undefined ? yield* callerName(leg) : yield* nameOf(who));
  return [...him, { type: "prompt", name: isMuted ? "conference-one-muted" : "conference-one-heard" }];
}

/** Somebody from outside, by his number where he shows one. */
function* callerName(leg: LegId): Script<Items> {
  const outside = { type: "prompt", name: "conference-outsider" } as const;
  const party = yield* act({ do: "party", leg });
  if (party === undefined || !/^\+?\d+$/.test(party.number) || (yield* act({ do: "is-hidden", leg }))) return [outside];
  return [outside, { type: "digits", digits: party.number }];
}
