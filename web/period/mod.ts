/**
 * Of which time somebody asks: a period by its name, or days of his own by a clock on the wall.
 *
 * @module
 */
export { dayAt } from "./day_at.ts";
export {
  askedFor,
  type ByWhichClock,
  calledBy,
  type Days,
  daysUpToNow,
  endOfToday,
  isFault,
  OWN_DAYS,
  periodOfDays,
  periodWithin,
  sayFault,
  USUAL_PERIOD,
  type Within,
  withinIn,
} from "./within.ts";
export { zoneFor } from "./zone_for.ts";
