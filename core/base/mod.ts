/**
 * What every room may use: time, results, bytes, chance, flows and log lines. Imports nothing.
 *
 * @module
 */
export { BROWSER_PHONE, TALK_TYPE } from "./browser_phone.ts";
export { concat, toBytes, toHex, toText } from "./bytes.ts";
export { type Chance, SeededChance } from "./chance.ts";
export { countedInRomanian } from "./counted.ts";
export { Deadlines } from "./deadlines.ts";
export { folded } from "./fold.ts";
export {
  type Address,
  type Flow,
  formatAddress,
  formatFlow,
  formatHost,
  isIpv6,
  isReliable,
  isSecure,
  type Transport,
} from "./flow.ts";
export { ipFromBytes, ipToBytes, isInNetwork, networkOf } from "./ip.ts";
export type { Json } from "./json.ts";
export { isTimeZone, type LocalHour, LocalHours } from "./local_hours.ts";
export { type LocalTime, localTime } from "./local_time.ts";
export { nextTime, timeAt, wallTimeAt } from "./next_time.ts";
export type { Log, LogFacts, LogLevel, LogLine } from "./log.ts";
export { assertNever, fail, type Fault, ok, type Result } from "./result.ts";
export type { Sealing } from "./sealing.ts";
export { hasUnseen, oneLine } from "./one_line.ts";
export { sentenceOf } from "./sentence.ts";
export { sourceOf } from "./source.ts";
export { type Clock, elapsed, type Instant, isClockBelieved, later, sooner, START, type WallTime } from "./time.ts";
