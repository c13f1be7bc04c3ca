import { localTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { type Hours, nextOpening, nightSwitch, type OfficeState, officeStateOf } from "../../core/directory/mod.ts";
import { LAMP_FAMILY } from "../../core/notebook/mod.ts";
import { act, type Ending, type Heard, reach, say, type Script, takeIn, turnedAway } from "../../core/script/mod.ts";

/** Brings the caller to where callers go now. */
export function* reachHours(caller: LegId, name: string): Script<Ending> {
  const hours = (yield* act({ do: "office" })).hours.get(name);
  if (hours === undefined) return { reached: false, cause: "not-found" };
  const { open, closed, holiday = closed } = hours;
  switch (yield* stateNow(hours)) {
    case "open":
      return yield* reach(caller, open);
    case "night":
      return closed === undefined ? yield* tell(caller, hours, CLOSED) : yield* reach(caller, closed);
    case "closed":
      return closed === undefined
        ? yield* tell(caller, hours, [...CLOSED, ...yield* whenOpen(hours)])
        : yield* reach(caller, closed);
    case "holiday":
      return holiday === undefined
        ? yield* tell(caller, hours, [...HOLIDAY, ...yield* whenOpen(hours)])
        : yield* reach(caller, holiday);
  }
}

const CLOSED: Heard["items"] = [{ type: "prompt", name: "hours-closed" }];
const HOLIDAY: Heard["items"] = [{ type: "prompt", name: "hours-holiday" }];

function* stateNow(hours: Hours): Script<OfficeState | "night"> {
  const office = yield* act({ do: "office" });
  const key = hours.night === false ? undefined : nightSwitch(office, hours.night);
  if (key !== undefined && (yield* act({ do: "recall", family: LAMP_FAMILY, key })) === true) return "night";
  return officeStateOf(hours, yield* act({ do: "wall-clock" }), office.office.timeZone);
}

/** "We are open again", and when; nothing where that is not soon. */
function* whenOpen(hours: Hours): Script<Heard["items"]> {
  const { office } = yield* act({ do: "office" });
  const now = localTime(yield* act({ do: "wall-clock" }), office.timeZone);
  const opening = nextOpening(hours, now);
  return opening === undefined ? [] : [
    { type: "prompt", name: "hours-open-again" },
    { type: "date", date: opening.date, today: now.date },
    { type: "time", time: opening.time },
  ];
}

/** Tells a caller why nobody is there, and lets him go. */
function* tell(caller: LegId, hours: Hours, items: Heard["items"]): Script<Ending> {
  if (!(yield* takeIn(caller, hours))) return turnedAway(hours);
  const said = yield* say(caller, { items: [...items, { type: "prompt", name: "goodbye" }] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
