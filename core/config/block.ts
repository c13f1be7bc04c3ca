import { type Block, NO_BLOCK } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { list, type Shape, switched, text } from "./shape.ts";

const MOST_CALLERS = 1_000;

const caller = text({
  what: "a caller's number: digits, x for any digit, * at the end for whatever follows, as in 0722xxxxxx or +4021*",
  schema: { pattern: "^\\+?[0-9x]{1,32}\\*?$|^\\*$" },
  judge: (given) => /^\+?[0-9x]{1,32}\*?$|^\*$/.test(given) ? undefined : true,
});

/** Callers, by their numbers. */
export const callers: Shape<readonly string[]> = list(caller, MOST_CALLERS);

/** `block:`, of the office or of an extension. */
export const block: Shape<Block> = record<Block>({
  callers: preset("callers", callers, {
    value: NO_BLOCK.callers,
    about: "Their numbers: x for any digit, * at the end for whatever follows",
  }),
  anonymous: preset("anonymous", switched, { value: NO_BLOCK.anonymous, about: "Whoever hides his number" }),
});
