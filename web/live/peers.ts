import type { LiveView } from "../../core/switchboard/mod.ts";

type Leg = LiveView["calls"][number]["legs"][number];

/**
 * With whom somebody of the office is in a call: with whoever talks there, or, as long as nobody does, whoever rings. Of
 * others than three he is with the one who was there first: whom he asks about him came later.
 */
export function peersOf<L extends Leg>(legs: readonly L[], extension: string): readonly L[] {
  const others = legs.filter((leg) => !isOf(leg, extension));
  const talking = others.filter(({ state }) => state !== "ringing");
  const there = talking.length === 0 ? others : talking;
  const areThree = legs.some(({ state, isOfThree }) => state !== "ringing" && isOfThree === true);
  return areThree ? there : there.toSorted((one, two) => one.at - two.at).slice(0, 1);
}

/** Whether he sits there himself: a stranger's number is no extension. */
export function isOf({ number, trunk }: Pick<Leg, "number" | "trunk">, extension: string): boolean {
  return number === extension && trunk === undefined;
}
