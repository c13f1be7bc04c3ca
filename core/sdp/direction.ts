import type { Direction } from "./plan.ts";

const SEND = 1;
const RECEIVE = 2;
const BITS: Readonly<Record<Direction, number>> = {
  inactive: 0,
  sendonly: SEND,
  recvonly: RECEIVE,
  sendrecv: SEND | RECEIVE,
};
const BY_BITS: readonly Direction[] = ["inactive", "sendonly", "recvonly", "sendrecv"];
const MIRRORED: Readonly<Record<Direction, Direction>> = {
  inactive: "inactive",
  sendonly: "recvonly",
  recvonly: "sendonly",
  sendrecv: "sendrecv",
};

/** The same flow of sound seen from the other end: his `sendonly` is our `recvonly`. */
export function mirror(direction: Direction): Direction {
  return MIRRORED[direction];
}

/** What is left when both conditions hold, seen from the same end. */
export function narrow(one: Direction, other: Direction): Direction {
  return BY_BITS[BITS[one] & BITS[other]]!;
}

/** Whether an offer of his with this direction (as HE says it) puts us on hold: he no longer listens (RFC 3264 §8.4). */
export function heldBy(direction: Direction): boolean {
  return (BITS[direction] & RECEIVE) === 0;
}

/** Whether an attribute's name is a direction. */
export function isDirection(name: string): name is Direction {
  return Object.hasOwn(BITS, name);
}
