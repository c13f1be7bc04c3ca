import { FIGURE } from "../plane/mod.ts";
import { RTP_HEADER } from "../rtp/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { admit, latch } from "./source.ts";

/**
 * So long after the change packets of the sound that was there before may still come. They are told from datagrams of the
 * fax by the version of RTP, which is a UDPTL sequence number that no fax reaches within minutes.
 */
const SOUND_LINGERS_MS = 5000;

/** The leg has gone over to fax, or back. */
export function settleT38(ground: Ground, leg: Leg): void {
  const isT38 = leg.plan?.t38 !== undefined;
  if (isT38 && !leg.isT38) leg.t38Since = ground.now;
  leg.isT38 = isT38;
}

/**
 * The relay road of a fax: one UDPTL datagram of `length` octets has come in on the leg's socket, and goes to its partner as it
 * is (T.38 Annex D). Only its source is looked at. Allocates nothing.
 */
export function hearT38(ground: Ground, leg: Leg, length: number, filtered: boolean): void {
  const { figures, sockets } = ground;
  if (!filtered && !admit(ground, leg)) return;
  if (isSound(ground, leg, length)) {
    figures[FIGURE.unwanted]! += 1;
    return;
  }
  if (!filtered && !leg.source.filtered) latch(ground, leg);
  figures[FIGURE.packetsIn]! += 1;
  leg.packetsIn += 1;
  leg.octetsIn += length;
  leg.heardAt = ground.now;
  leg.aliveAt = ground.now;
  const to = leg.partner;
  if (to?.isT38 !== true || to.source.target === undefined) {
    figures[FIGURE.unwanted]! += 1;
    return;
  }
  if (sockets.send(to.rtp, length) < 0) {
    figures[FIGURE.sendErrors]! += 1;
    return;
  }
  to.out.packets += 1;
  to.out.octets += length;
  figures[FIGURE.packetsRelayed]! += 1;
}

function isSound(ground: Ground, leg: Leg, length: number): boolean {
  const isRtp = length >= RTP_HEADER && ground.sockets.packet[0]! >> 6 === 2;
  return isRtp && ground.now - leg.t38Since < SOUND_LINGERS_MS;
}
