/**
 * What every room may use: time, results, bytes, chance, flows and log lines. Imports nothing.
 *
 * @module
 */
export { concat, toBytes, toHex, toText } from "./bytes.ts";
export { type Chance, SeededChance } from "./chance.ts";
export { Deadlines } from "./deadlines.ts";
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
export { ipFromBytes, ipToBytes } from "./ip.ts";
export type { Json } from "./json.ts";
export { type LocalTime, localTime } from "./local_time.ts";
export { nextTime, timeAt } from "./next_time.ts";
export type { Log, LogFacts, LogLevel, LogLine } from "./log.ts";
export { assertNever, fail, type Fault, ok, type Result } from "./result.ts";
export { type Clock, elapsed, type Instant, isClockBelieved, later, START, type WallTime } from "./time.ts";
