import type { AccountSource } from "../directory/mod.ts";
import { nameText } from "./names.ts";
import { needed, record } from "./record.ts";
import { secretShape, type SecretText } from "./secret.ts";
import { list, type Shape } from "./shape.ts";

const MOST_ACCOUNTS = 10_000;
const CODE = /^[0-9]{2,12}$/;

/** An account before its code is known. */
export type DraftAccount = Omit<AccountSource, "code"> & { readonly code: SecretText };

const code = secretShape(
  { type: "string", pattern: CODE.source },
  (given) => CODE.test(given) ? undefined : "is not a code of 2 to 12 digits",
);

const all = list(
  record<DraftAccount>({
    name: needed("name", nameText, "Whom the call is for, as the record of calls says it"),
    code: needed("code", code, "2 to 12 digits, in quotes: what is keyed in"),
  }),
  MOST_ACCOUNTS,
);

/** `account_codes:`, each name once. */
export const accounts: Shape<readonly DraftAccount[]> = {
  schema: all.schema,
  read(node, path, judge) {
    const read = all.read(node, path, judge);
    if (read === undefined || node.kind !== "list") return read;
    const names = new Set<string>();
    for (const [at, { name }] of read.entries()) {
      const from = node.items[at]?.from ?? node.from;
      if (names.has(name)) judge.say(from, `${path}[${at}].name`, `"${name}" is the name of another account already`);
      names.add(name);
    }
    return read;
  },
};
