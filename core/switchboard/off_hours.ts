import { CALL_CLASSES, type PaidClass } from "../directory/mod.ts";
import type { Facts } from "./facts.ts";
import { stateOfHours } from "./hours_now.ts";

/** Whether an account may not call numbers of a class just now, because the office is closed. */
export function isOffHours(facts: Facts, payer: string, kind: PaidClass): boolean {
  const { directory } = facts.exchange;
  const { offHours } = directory.brakes;
  if (offHours === undefined || offHours.except.includes(payer)) return false;
  return CALL_CLASSES.indexOf(kind) >= CALL_CLASSES.indexOf(offHours.from) &&
    isClosed(facts, offHours.hours);
}

function isClosed(facts: Facts, name: string): boolean {
  const hours = facts.exchange.directory.hours.get(name);
  return hours !== undefined && stateOfHours(facts, hours) !== "open";
}
