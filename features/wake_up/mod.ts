/**
 * Wake-up calls: `*62` and four digits, or the time asked for, has the box call one's own phones at that hour; who has one set
 * hears it, and a star cancels it. A phone that is not answered rings again, five times, every two minutes. Whoever answers
 * hears the time, and may be called again in ten minutes. The hour is the office's own, summer time or not, and outlives a
 * restart.
 *
 * @module
 */
export { setWakeUp, wakeUp } from "./script.ts";
