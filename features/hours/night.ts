import type { LegId } from "../../core/call/mod.ts";
import { isNightSwitch, nightSwitch } from "../../core/directory/mod.ts";
import { LAMP_FAMILY } from "../../core/notebook/mod.ts";
import { act, type Ending, refuse, say, type Script, takeIn } from "../../core/script/mod.ts";

/** `*27` and the like: closes the office, or lets it go by its hours again, and says which. */
export function* turnNightSwitch(caller: LegId, digit: string): Script<Ending> {
  const office = yield* act({ do: "office" });
  const key = nightSwitch(office, digit);
  if (key === undefined || !isNightSwitch(office, key)) return yield* refuse(caller, "invalid-choice", "not-found");
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  const wasOn = (yield* act({ do: "recall", family: LAMP_FAMILY, key })) === true;
  yield* act({ do: "remember", family: LAMP_FAMILY, key, value: wasOn ? undefined : true });
  const said = yield* say(caller, { items: [{ type: "prompt", name: wasOn ? "night-by-hours" : "night-on" }] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
