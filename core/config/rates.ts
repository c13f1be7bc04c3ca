import type { RateSource } from "../directory/mod.ts";
import { moneyOf, type Rate } from "../rates/mod.ts";
import { wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { list, made, type Shape, text, whole } from "./shape.ts";

const MOST_PRICES = 10_000;

const money = made(
  text({
    what: 'a price in quotes, as in "0.0125"',
    schema: { pattern: "^[0-9]{1,6}([.,][0-9]{1,6})?$" },
    judge: (given) => moneyOf(given) === undefined ? true : undefined,
  }),
  (given) => moneyOf(given)!,
);

const prefix = text({
  what: "a prefix with + and country, as in +4072; a + alone stands for the whole world",
  schema: { pattern: "^\\+[0-9]{0,15}$" },
  judge: (given) => /^\+[0-9]{0,15}$/.test(given) ? undefined : true,
});

const currency = text({
  what: "a currency of ISO 4217 as in EUR",
  schema: { pattern: "^[A-Z]{3}$" },
  judge: (given) => /^[A-Z]{3}$/.test(given) ? undefined : true,
});

/** The path of a price list inside the data folder: no part of it begins with a dot. */
const file = text({
  what: "the path of a CSV file inside the data folder, as in rates/provider.csv",
  judge: (given) =>
    /^(?:[^/\\.\p{Cc}][^/\\\p{Cc}]*\/)*[^/\\.\p{Cc}][^/\\\p{Cc}]*\.csv$/iu.test(given) ? undefined : true,
});

const price: Shape<Rate> = record<Rate>({
  prefix: needed("prefix", prefix, "Of numbers in the form of the world; the longest that fits counts"),
  perMinute: needed("per_minute", money, 'For a minute: "0.0125"'),
  setup: preset("setup", money, { value: 0, about: "For a call that is answered at all" }),
  increment: preset("increment", whole({ from: 1, to: 3600, unit: "seconds" }), {
    value: 60,
    about: "Seconds by which calls are counted; what has begun is paid whole",
  }),
});

/** The name of one of `rates:`. */
export const ratesName: Shape<string> = {
  schema: wordText.schema,
  read(node, path, judge) {
    const id = wordText.read(node, path, judge);
    if (id !== undefined) judge.refer({ kind: "rates", id, from: node.from, path });
    return id;
  },
};

/** One of `rates:`. */
export const rates: Shape<RateSource> = record<RateSource>({
  name: needed("name", wordText, "As trunks name it"),
  currency: needed("currency", currency, "ISO 4217: EUR"),
  file: optional(
    "file",
    file,
    "A price list in the data folder: CSV whose first line is prefix,per_minute,setup,increment",
  ),
  prices: preset("prices", list(price, MOST_PRICES), { value: [], about: "They stand before those of the file" }),
});
