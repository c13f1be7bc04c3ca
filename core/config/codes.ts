import { CODE_NAMES, CODE_TABLE, type CodeBook, type CodeName } from "../directory/mod.ts";
import { isOff } from "./node.ts";
import { type Fields, preset, record } from "./record.ts";
import { type Shape, text } from "./shape.ts";

const dialled = text({
  what: "what is dialled: * and # and digits, 1 to 8 of them, as in *43",
  schema: { pattern: "^[0-9*#]{1,8}$" },
  judge: (given) => /^[0-9*#]{1,8}$/.test(given) ? undefined : true,
});

/** A code, or `false` for one that is switched off. */
const codeOrOff: Shape<string | false> = {
  schema: { anyOf: [dialled.schema, { const: false }] },
  read: (node, path, judge) => isOff(node) ? false : dialled.read(node, path, judge),
};

/** `codes:`, the feature codes of the office. */
export const codes: Shape<CodeBook> = record<CodeBook>(
  Object.fromEntries(
    CODE_NAMES.map((name) => {
      const { dial, about } = CODE_TABLE[name];
      return [name, preset<string | false>(name, codeOrOff, { value: dial, about: sentence(about) })];
    }),
  ) as Fields<Record<CodeName, string | false>>,
);

function sentence(about: string): string {
  return `${about[0]!.toUpperCase()}${about.slice(1)}; false switches it off`;
}
