import { SeededChance } from "../../core/base/mod.ts";
import { isSameHost, readAddress } from "../../media/engine/address.ts";
import { FIGURE } from "../../media/plane/mod.ts";
import { ANA, BOB, EVE, event, speech, Stage, talk } from "../../media/engine/stage.ts";
import { headerLength, paddingLength, readRtcp, RtcpView, writeReport } from "../../media/rtp/mod.ts";

/** How the damaged packets fared. */
export interface RtpFuzzed {
  readonly packets: number;
  readonly relayed: number;
  readonly refused: number;
  readonly digits: number;
  /** RTCP that was understood. */
  readonly reports: number;
  /** Legs that are left when all have been closed. */
  readonly leftLegs: number;
}

const LARGEST = 1500;

/** An RTP, telephone-event or RTCP packet, whole or damaged. */
function draw(chance: SeededChance, sequence: number): Uint8Array {
  const kind = chance.below(8);
  let packet: Uint8Array = speech(sequence, {
    ssrc: chance.below(50) === 0 ? chance.below(0x1_0000_0000) | 0 : 0x1234,
  });
  if (kind === 0) {
    packet = event(
      sequence & 0xffff,
      160 * (sequence >> 3),
      chance.below(20),
      160 * (sequence & 7),
      chance.below(3) === 0,
    );
  }
  if (kind === 1) {
    packet = new Uint8Array(200);
    const block = {
      ssrc: chance.below(3),
      fractionLost: 1,
      lost: chance.below(1000) - 500,
      highest: 0,
      jitter: 0,
      lastSenderReport: chance.below(0x1_0000_0000) | 0,
      sinceSenderReport: 0,
    };
    packet = packet.slice(0, writeReport(packet, 0x1234, { cname: chance.bytes(chance.below(30)), block }));
  }
  if (kind === 2) return chance.bytes(chance.below(LARGEST));
  for (let strokes = chance.below(4); strokes > 0 && packet.length > 0; strokes--) {
    const at = chance.below(Math.min(packet.length, 20));
    packet[at] = chance.below(256);
    if (chance.below(10) === 0) packet = packet.slice(0, chance.below(packet.length + 1));
  }
  return packet;
}

/**
 * Throws `count` packets, whole and damaged, from friends and strangers, at an engine on which legs are opened, held,
 * connected and closed. Throws when the engine throws, when a stranger is sent anything, or when what is sent is not
 * RTP or RTCP of ours.
 */
export function fuzzRtp(seed: number, count: number): RtpFuzzed {
  const chance = new SeededChance(seed);
  const stage = new Stage({ to: 65535 });
  const view = new RtcpView();
  let sockets = talk(stage);
  const outsider = readAddress(EVE.ip, EVE.port)!;
  let digits = 0;
  for (let round = 0; round < count; round++) {
    const packet = draw(chance, round);
    const from = [ANA, BOB, EVE][chance.below(3)]!;
    const pair = chance.below(2) === 0 ? sockets.ana : sockets.bob;
    stage.hear(pair + chance.below(4) % 3 % 2, packet, from);
    const header = headerLength(packet, packet.length);
    if (header >= 0 && header + paddingLength(packet, packet.length) > packet.length) {
      throw new Error(`Cannot trust the header of round "${round}" of seed "${seed}": it reaches past the packet`);
    }
    readRtcp(packet, packet.length, 0x1234, view);
    if (chance.below(20) === 0) stage.pass(chance.below(400));
    if (chance.below(200) === 0) {
      stage.apply(chance.below(2) === 0 ? "ana" : "bob", chance.below(2) === 0 ? ANA : BOB, {
        direction: (["sendrecv", "sendonly", "recvonly", "inactive"] as const)[chance.below(4)]!,
      });
    }
    if (chance.below(300) === 0) {
      const digit = "0123456789*#ABCDx"[chance.below(17)]!;
      stage.engine.command({ type: "digit", leg: "bob", digit, durationMs: chance.below(3000) });
    }
    for (const { packet: sent, target } of stage.sockets.sent) {
      if (isSameHost(target, outsider)) throw new Error(`Cannot bleed: round "${round}" of seed "${seed}" did`);
      if (sent[0]! >> 6 !== 2) throw new Error(`Cannot send what is not RTP: round "${round}" of seed "${seed}"`);
    }
    stage.take();
    if (chance.below(2000) === 0) {
      digits += closeAll(stage);
      sockets = talk(stage);
    }
  }
  digits += closeAll(stage);
  const { figures } = stage.ground;
  return {
    packets: count,
    relayed: figures[FIGURE.packetsRelayed]!,
    refused: figures[FIGURE.malformed]! + figures[FIGURE.strangers]! + figures[FIGURE.unknownTypes]!,
    digits,
    reports: figures[FIGURE.rtcpIn]! - figures[FIGURE.rtcpMalformed]!,
    leftLegs: figures[FIGURE.legs]!,
  };
}

/** Ends both legs; how many digits they had reported. */
function closeAll(stage: Stage): number {
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
  stage.take();
  // What was given back rests before it is leased again.
  stage.pass(40_000);
  return stage.events.splice(0).filter((seen) => seen.type === "digit").length;
}
