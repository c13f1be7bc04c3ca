import type { InboundNumber } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { needed, optional, record } from "./record.ts";
import { ABOUT_NAME, ringName } from "./ring.ts";
import { pattern } from "./route.ts";
import { type Shape, text } from "./shape.ts";

const RANGE = /^\+?([0-9]{2,15})-\+?([0-9]{2,15})$/;

const number = text({
  what: "a number (+40211234567), a range (+40211234500-+40211234599) or a pattern (+402112345XX)",
  schema: { pattern: "^\\+?[0-9XZN*#]*\\.?$|^\\+?[0-9]{2,15}-\\+?[0-9]{2,15}$" },
  judge: (given) => {
    if (given.length <= 32 && /^\+?[0-9XZN*#]*\.?$/.test(given) && !/^\+?$/.test(given)) return undefined;
    const [, first = "", last = ""] = RANGE.exec(given) ?? [];
    if (first === "") return true;
    return first.length === last.length && first <= last
      ? undefined
      : `"${given}" is not a range: both ends need the same length, the lower one first`;
  },
});

/** One of `numbers:`. */
export const inbound: Shape<InboundNumber> = record<InboundNumber>({
  number: needed("number", number, "One number, a range or a pattern, with + and country or as dialled in the country"),
  caller: optional("caller", pattern, "Only for callers whose number fits this pattern"),
  to: needed("to", destination, "Where the caller goes"),
  ring: optional("ring", ringName, ABOUT_NAME),
});
