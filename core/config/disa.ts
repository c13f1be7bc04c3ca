import type { DisaSource } from "../directory/mod.ts";
import { numberText, wordText } from "./names.ts";
import { needed, optional, record } from "./record.ts";
import { pinShape, type SecretText } from "./secret.ts";
import type { Shape } from "./shape.ts";

/** A way in before its PIN is known. */
export type DraftDisa = Omit<DisaSource, "pin"> & { readonly pin: SecretText };

const pin = pinShape(
  { from: 6, to: 12 },
  (given) =>
    new Set(given).size < 3 || "01234567890123456789876543210987654321".includes(given)
      ? "is too easy to guess: choose another PIN"
      : undefined,
);

const extension: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const number = numberText.read(node, path, judge);
    if (number !== undefined) judge.refer({ kind: "extension", id: number, from: node.from, path });
    return number;
  },
};

/** One of `disa:`. */
export const disa: Shape<DraftDisa> = record<DraftDisa>({
  name: needed("name", wordText, 'As destinations name it: "disa home"'),
  number: optional("number", numberText, "By which it is reached from any phone of the office. In quotes"),
  pin: needed("pin", pin, "6 to 12 digits, in quotes. Whoever knows them calls at your expense"),
  extension: needed("as", extension, "The extension at which he is as if he sat. In quotes"),
});
