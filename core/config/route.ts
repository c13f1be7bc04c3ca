import { ACCOUNT_USES, CALL_CLASSES, type Route, ROUTE_ORDERS } from "../directory/mod.ts";
import { wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { choice, list, oneOrMore, type Shape, text, whole } from "./shape.ts";

const MOST_TRUNKS = 20;
const PATTERN = /^\+?[0-9XZN*#]*\.?$/;

/** `0ZXXXXXXXX`, `+40.`: digits, X for any of them, Z for 1-9, N for 2-9, a last `.` for whatever follows. */
export const pattern: Shape<string> = text({
  what: "a pattern: digits, X (0-9), Z (1-9), N (2-9), a + in front, a . at the end for the rest",
  schema: { pattern: "^\\+?[0-9XZN*#]*\\.?$", minLength: 1 },
  judge: (given) => PATTERN.test(given) && !/^\+?$/.test(given) && given.length <= 32 ? undefined : true,
});

const digits = text({
  what: "what is put before a number: digits, or a + and digits",
  schema: { pattern: "^\\+?[0-9*#]*$" },
  judge: (given) => /^\+?[0-9*#]{0,31}$/.test(given) ? undefined : true,
});

const trunkName: Shape<string> = {
  schema: wordText.schema,
  read(node, path, judge) {
    const name = wordText.read(node, path, judge);
    if (name !== undefined) judge.refer({ kind: "trunk", id: name, from: node.from, path });
    return name;
  },
};

/** One of `routes:`. */
export const route: Shape<Route> = record<Route>({
  match: needed("match", pattern, "As dialled: 0ZXXXXXXXX, 00.; or with a + in front in the form of the world: +40."),
  strip: preset("strip", whole({ from: 0, to: 31 }), { value: 0, about: "So many digits are taken off the front" }),
  prepend: preset("prepend", digits, { value: "", about: "And this is put there" }),
  trunks: needed("trunks", oneOrMore(trunkName, MOST_TRUNKS), "Through which, in the order in which they are tried"),
  order: optional(
    "order",
    choice(ROUTE_ORDERS),
    "As they are listed (when left out), by lot in proportion to weights (weighted), or by what the call costs there (cheapest)",
  ),
  weights: optional("weights", list(whole({ from: 0, to: 1_000 }), MOST_TRUNKS), "For weighted: of each of the trunks"),
  class: preset("class", choice(CALL_CLASSES), {
    value: "national",
    about: "What it may cost: only extensions with may_call of this class or a dearer one get through",
  }),
  accountCode: optional(
    "account_code",
    choice(ACCOUNT_USES),
    "required: whoever dials such a number keys in an account code first",
  ),
});
