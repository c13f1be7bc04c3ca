import type { SrtpKey, SrtpKeys } from "../../core/sdp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../srtp/mod.ts";
import type { Span } from "../wasm/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

/** The encryption of one leg's sound (RFC 3711); each leg is on its own terms. */
export interface LegCrypto {
  readonly keys: SrtpKeys;
  readonly receiver: SrtpReceiver;
  readonly sender: SrtpSender;
  /** The packet in hand, for both; written anew for each. */
  readonly packet: Span;
}

/** Takes the keys of the leg's plan. A direction whose key stays goes on counting (RFC 4568 §7.1.4). */
export function armCrypto(ground: Ground, leg: Leg): void {
  const { kernels, sockets } = ground;
  const [before, keys] = [leg.crypto, leg.plan?.dtls === undefined ? leg.plan?.srtp : leg.keys];
  if (keys === undefined) return dropCrypto(leg);
  const keeps = (direction: keyof SrtpKeys) => before !== undefined && isSame(before.keys[direction], keys[direction]);
  const [keepsReceiver, keepsSender] = [keeps("receive"), keeps("send")];
  leg.crypto = {
    keys,
    receiver: keepsReceiver ? before!.receiver : new SrtpReceiver(kernels, keys.receive),
    sender: keepsSender ? before!.sender : new SrtpSender(kernels, keys.send),
    packet: { at: sockets.packet.byteOffset, length: 0 },
  };
  if (!keepsReceiver) before?.receiver[Symbol.dispose]();
  if (!keepsSender) before?.sender[Symbol.dispose]();
}

/** The leg has no keys any more: they are wiped. */
export function dropCrypto(leg: Leg): void {
  leg.crypto?.receiver[Symbol.dispose]();
  leg.crypto?.sender[Symbol.dispose]();
  leg.crypto = undefined;
}

/** Opens the encrypted packet in hand. Its plain length, or less than 0 for one that is not his: it is counted. */
export function openPacket(ground: Ground, leg: Leg, crypto: LegCrypto, kind: "rtp" | "rtcp", length: number): number {
  crypto.packet.length = length;
  const { receiver, packet } = crypto;
  const opened = kind === "rtp" ? receiver.unprotect(packet) : receiver.unprotectRtcp(packet);
  if (opened < 0) {
    leg.strangers += 1;
    ground.figures[FIGURE.refusedCrypto]! += 1;
  }
  return opened;
}

/** Sends the RTP packet in hand to the leg's peer, encrypted where that was agreed. False when it could not go out. */
export function sendRtp(ground: Ground, leg: Leg, length: number): boolean {
  const { crypto } = leg;
  if (crypto === undefined) return send(ground, leg.rtp, length);
  crypto.packet.length = length;
  return send(ground, leg.rtp, crypto.sender.protect(crypto.packet));
}

/** The same for RTCP, on the socket where he wants it. */
export function sendRtcp(ground: Ground, leg: Leg, socket: number, length: number): boolean {
  const { crypto } = leg;
  if (crypto === undefined) return send(ground, socket, length);
  crypto.packet.length = length;
  return send(ground, socket, crypto.sender.protectRtcp(crypto.packet));
}

function send(ground: Ground, socket: number, length: number): boolean {
  if (length > 0 && ground.sockets.send(socket, length) >= 0) return true;
  ground.figures[FIGURE.sendErrors]! += 1;
  return false;
}

function isSame(a: SrtpKey, b: SrtpKey): boolean {
  return a.suite === b.suite && a.key === b.key;
}
