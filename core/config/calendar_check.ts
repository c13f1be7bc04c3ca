import type { Result } from "../base/mod.ts";
import type { Holiday } from "../directory/mod.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";

/** Reads an iCalendar file of the data folder: its events as holidays, in a time zone. */
export type CalendarReader = (path: string, timeZone: string) => Result<readonly Holiday[]>;

/** Whether every calendar that `hours:` names is there and can be read. */
export function checkCalendars(root: ConfigNode, judge: Judge, read: CalendarReader): void {
  if (root.kind !== "map") return;
  const list = root.entries.get("hours")?.value;
  if (list?.kind !== "list") return;
  for (const [at, item] of list.items.entries()) {
    const calendar = item?.kind === "map" ? scalarAt(item, "calendar") : undefined;
    if (typeof calendar?.value !== "string") continue;
    // Which zone it is read in changes nothing about whether it can be.
    const holidays = read(calendar.value, "UTC");
    if (!holidays.ok) judge.say(calendar.from, `hours[${at}].calendar`, `"${calendar.value}": ${holidays.fault.text}`);
  }
}

function scalarAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
