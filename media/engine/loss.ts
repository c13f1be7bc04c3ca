import type { Leg } from "./leg.ts";

/** How much of a report enters what is known. One that is worse counts for more: a loss that is not hidden is heard. */
const WORSE = 0.5;
const BETTER = 0.2;
/** RFC 3550 §6.4.1: the fraction lost, of 256. */
const WHOLE = 256;

/** Takes what the leg's peer reports as lost since his last report: the codec in which he is spoken to fits itself to it. */
export function followLoss(leg: Leg, fractionLost: number): void {
  const state = leg.rtcpState;
  const percent = 100 * fractionLost / WHOLE;
  state.lossPercent += (percent > state.lossPercent ? WORSE : BETTER) * (percent - state.lossPercent);
  leg.speaker.adapt(state.lossPercent);
}
