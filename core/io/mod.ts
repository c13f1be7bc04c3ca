/**
 * The driver: the parts of core that touch sockets, clocks and chance. They wait, hand in what came, and carry out what
 * the switchboard decided. Only `main.ts` and the subcommands open this door.
 *
 * @module
 */
export { type LocalAddress, localAddresses, nearestAddress } from "./addresses.ts";
export { Alarm, systemTimer, type Timer } from "./alarm.ts";
export { SystemChance } from "./chance.ts";
export { SystemClock } from "./clock.ts";
export { Driver, type DriverEnds, type DriverParts } from "./driver.ts";
export { findFlows } from "./find_flows.ts";
export type { TransportEvents, Transports, TransportSettings, TransportWorld } from "./contract.ts";
export { Dns, type DnsOptions, resolveTargets } from "./dns.ts";
export { DEFAULT_LIMITS, type TransportLimits } from "./limits.ts";
export { OuterIp, type OuterIpSettings } from "./outer_ip.ts";
export { findPublicAddress } from "./public_address.ts";
export { reachedBy } from "./reached_by.ts";
export { startTransports } from "./transports.ts";
