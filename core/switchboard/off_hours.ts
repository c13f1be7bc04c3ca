import { CALL_CLASSES, type Directory, nightSwitch, officeStateOf, type PaidClass } from "../directory/mod.ts";
import { LAMP_FAMILY } from "../notebook/mod.ts";
import type { Facts } from "./facts.ts";

/** Whether an account may not call numbers of a class just now, because the office is closed. */
export function isOffHours(facts: Facts, payer: string, kind: PaidClass): boolean {
  const { directory } = facts.exchange;
  const { offHours } = directory.brakes;
  if (offHours === undefined || offHours.except.includes(payer)) return false;
  return CALL_CLASSES.indexOf(kind) >= CALL_CLASSES.indexOf(offHours.from) &&
    isClosed(facts, directory, offHours.hours);
}

function isClosed(facts: Facts, directory: Directory, name: string): boolean {
  const hours = directory.hours.get(name);
  if (hours === undefined) return false;
  const key = hours.night === false ? undefined : nightSwitch(directory, hours.night);
  if (key !== undefined && facts.notebook.get(LAMP_FAMILY, key) === true) return true;
  return officeStateOf(hours, facts.wall(), directory.office.timeZone) !== "open";
}
