/**
 * The phone in a browser, without the browser: which calls there are, what each button does, what is missed. No sound, no
 * SIP, no page: `web/islands/softphone` gives it all three.
 *
 * @module
 */
export type { CallerFacts } from "./caller_facts.ts";
export { dialable } from "./dialable.ts";
export { type Counts, countsIn, type StatsEntry, sufferedSince } from "./counts.ts";
export type { IceServer, IceServers } from "./ice_servers.ts";
export type { Deed, Input, News, Order, Step } from "./input.ts";
export {
  activeCall,
  type Call,
  type CallState,
  type Ending,
  isHeldByUs,
  isOfThree,
  isTalking,
  type Line,
  NEW_PHONE,
  type NoSound,
  type Notice,
  type Peer,
  peersIn,
  type Phone,
  type Talking,
  type TalkNow,
} from "./phone.ts";
export { type Quality, qualityOf } from "./quality.ts";
export { step } from "./step.ts";
