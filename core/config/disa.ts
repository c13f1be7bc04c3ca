import type { DisaSource } from "../directory/mod.ts";
import { numberText, wordText } from "./names.ts";
import { needed, optional, record } from "./record.ts";
import { type Shape, text } from "./shape.ts";

const PIN = /^[0-9]{6,12}$/;

/** Its fault never repeats it. */
const pin = text({
  what: "a PIN",
  schema: { pattern: PIN.source },
  judge: (given) => {
    if (!PIN.test(given)) return "is not a PIN of 6 to 12 digits";
    return new Set(given).size < 3 || "01234567890123456789876543210987654321".includes(given)
      ? "is too easy to guess: choose another PIN"
      : undefined;
  },
});

const extension: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const number = numberText.read(node, path, judge);
    if (number !== undefined) judge.refer({ kind: "extension", id: number, from: node.from, path });
    return number;
  },
};

/** One of `disa:`. */
export const disa: Shape<DisaSource> = record<DisaSource>({
  name: needed("name", wordText, 'As destinations name it: "disa home"'),
  number: optional("number", numberText, "By which it is reached from any phone of the office. In quotes"),
  pin: needed("pin", pin, "6 to 12 digits, in quotes. Whoever knows them calls at your expense"),
  extension: needed("as", extension, "The extension at which he is as if he sat. In quotes"),
});
