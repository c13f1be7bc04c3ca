import {
  changed,
  type Guest,
  guestsOf,
  type RoomMove,
  type RoomState,
  type Step,
  tellWhetherHeard,
} from "./room_state.ts";

export function record(state: RoomState, me: Guest, isTold: boolean): Step {
  const others = state.guests.filter((guest) => guest !== me);
  const news = isTold ? others.map(({ leg }) => ({ leg, news: { what: "recorded" }, urgent: true }) as const) : [];
  return { state: { ...state, recordedBy: isTold ? me.leg : undefined }, outcome: undefined, news };
}

export function moderate(state: RoomState, me: Guest, what: "lock" | "hush" | "remove-last" | "end"): Step {
  const { guests } = state;
  switch (what) {
    case "lock":
      return { state: { ...state, isLocked: !state.isLocked }, outcome: !state.isLocked };
    case "hush": {
      const isHushed = !state.isHushed;
      const ordered = guests.map((guest) => ({ ...guest, isSilenced: isHushed && !guest.isModerator }));
      const now = { ...state, isHushed, guests: ordered };
      return { state: now, outcome: now.isHushed, news: tellWhetherHeard(state, now) };
    }
    case "remove-last":
      return remove(state, guestsOf(state).at(-1));
    case "end": {
      const news = guests.filter((guest) => guest !== me)
        .map(({ leg }) => ({ leg, news: { what: "out" }, urgent: true }) as const);
      return { state: { ...state, guests: guests.map((guest) => ({ ...guest, out: "ended" })) }, outcome: true, news };
    }
  }
}

/** Orders one of those about who take orders; false when he is gone meanwhile. */
export function orderOne(state: RoomState, { do: what, whom }: Extract<RoomMove, { do: "silence" | "remove" }>): Step {
  const guest = guestsOf(state).find(({ leg }) => leg === whom);
  if (guest === undefined || what === "remove") return remove(state, guest);
  // Whoever has muted himself, and believes so, nobody else lets be heard.
  const now = changed(state, guest, { isSilenced: !guest.isSilenced });
  return { state: now, outcome: true, news: tellWhetherHeard(state, now) };
}

function remove(state: RoomState, guest: Guest | undefined): Step {
  if (guest === undefined) return { state, outcome: false };
  const news = [{ leg: guest.leg, news: { what: "out" }, urgent: true }] as const;
  return { state: changed(state, guest, { out: "removed" }), outcome: true, news };
}
