import { NO_PARK, type Park } from "../directory/mod.ts";
import { isOff } from "./node.ts";
import { preset, record } from "./record.ts";
import { type Shape, text, whole } from "./shape.ts";

const MOST_SLOTS = 100;

const range = text({
  what: "a range of numbers of the same length, as in 70-79",
  schema: { pattern: "^[0-9]{2,6}-[0-9]{2,6}$" },
  judge: (given) => {
    const slots = slotsOf(given);
    if (slots === undefined) return true;
    return slots.length <= MOST_SLOTS
      ? undefined
      : `"${given}" has ${slots.length} slots: at most ${MOST_SLOTS} are possible`;
  },
});

const slots: Shape<readonly string[]> = {
  schema: { anyOf: [range.schema, { const: false }] },
  read: (node, path, judge) => {
    if (isOff(node)) return [];
    const given = range.read(node, path, judge);
    return given === undefined ? undefined : slotsOf(given);
  },
};

/** `70-79` as the numbers that it stands for; undefined when it is no range. */
export function slotsOf(given: string): readonly string[] | undefined {
  const [, first = "", last = ""] = /^(\d{2,6})-(\d{2,6})$/.exec(given) ?? [];
  if (first === "" || first.length !== last.length || first > last) return undefined;
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, at) => String(Number(first) + at).padStart(first.length, "0"));
}

const lot: Shape<Park> = record<Park>({
  slots: preset<readonly string[]>("slots", slots, {
    value: slotsOf("70-79")!,
    about: "The slots' numbers: 70-79; false where nobody parks",
  }),
  returnAfterS: preset("return_after", whole({ from: 10, to: 3600, unit: "seconds" }), {
    value: 60,
    about: "Seconds until the phone of whoever parked a caller rings",
  }),
  ringForS: preset("ring_for", whole({ from: 5, to: 120, unit: "seconds" }), {
    value: 20,
    about: "Seconds that it rings; then the caller waits on",
  }),
});

/** `park:`, the parking lot, or `false` for an office without one. */
export const park: Shape<Park> = {
  schema: { anyOf: [lot.schema, { const: false }] },
  read: (node, path, judge) => isOff(node) ? NO_PARK : lot.read(node, path, judge),
};
