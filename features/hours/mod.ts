/**
 * Hours and holidays: where a caller goes by the clock and the calendar of the office. The night switch, `*27`, closes all
 * hours that do not say otherwise until it is turned back, and then they go by the clock again; `*271` and the like are
 * more switches, for hours that name them. A key of a phone with a lamp on `*27` is lit at night. Summer time, leap years
 * and the rest of the calendar are the platform's business (`Intl`). Where the office does not say what callers hear when
 * it is closed, they hear when it opens again, with `answer: false` before they are answered. `office.yml`: `hours`.
 *
 * @module
 */
export { turnNightSwitch } from "./night.ts";
export { reachHours } from "./script.ts";
