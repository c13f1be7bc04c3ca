import type { AccountSource } from "../directory/mod.ts";
import { nameText } from "./names.ts";
import { needed, record } from "./record.ts";
import { list, type Shape, text } from "./shape.ts";

const MOST_ACCOUNTS = 10_000;
const CODE = /^[0-9]{2,12}$/;

/** Its fault never repeats it. */
const code = text({
  what: "an account code",
  schema: { pattern: CODE.source },
  judge: (given) => CODE.test(given) ? undefined : "is not a code of 2 to 12 digits",
});

const all = list(
  record<AccountSource>({
    name: needed("name", nameText, "Whom the call is for, as the record of calls says it"),
    code: needed("code", code, "2 to 12 digits, in quotes: what is keyed in"),
  }),
  MOST_ACCOUNTS,
);

/** `account_codes:`, each code and each name once. */
export const accounts: Shape<readonly AccountSource[]> = {
  schema: all.schema,
  read(node, path, judge) {
    const read = all.read(node, path, judge);
    if (read === undefined || node.kind !== "list") return read;
    const [codes, names] = [new Map<string, string>(), new Set<string>()];
    for (const [at, { code, name }] of read.entries()) {
      const from = node.items[at]?.from ?? node.from;
      const other = codes.get(code);
      if (other !== undefined) judge.say(from, `${path}[${at}].code`, `is the code of "${other}" already`);
      if (names.has(name)) judge.say(from, `${path}[${at}].name`, `"${name}" is the name of another account already`);
      codes.set(code, name);
      names.add(name);
    }
    return read;
  },
};
