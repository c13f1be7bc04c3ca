import assert from "node:assert/strict";
import { testWithCorpora } from "../../tests/lab/corpora.ts";
import { toText } from "../base/mod.ts";
import { callerKey, type NumberContext } from "./caller_key.ts";

const ROMANIA: NumberContext = { country: "RO" };

const KEYS: readonly (readonly [string, NumberContext, string])[] = [
  ["0722000222", ROMANIA, "+40722000222"],
  ["0040722000222", ROMANIA, "+40722000222"],
  ["40722000222", ROMANIA, "+40722000222"],
  ["722000222", ROMANIA, "+40722000222"],
  ["+40 (0)722-000.222", ROMANIA, "+40722000222"],
  ["sip:0722000222@192.0.2.1;user=phone", ROMANIA, "+40722000222"],
  ["tel:+40722000222;ext=7", ROMANIA, "+40722000222"],
  ["0722000222", { country: "RO", isRestricted: true }, "anonymous"],
  ["  Restricted ", ROMANIA, "anonymous"],
  ["00266696687", ROMANIA, "anonymous"],
  ["101", ROMANIA, "raw:101"],
  ["1 1 2", ROMANIA, "raw:112"],
  ["*97", ROMANIA, "raw:*97"],
  ["Alice", ROMANIA, "raw:alice"],
  ["90722000222", { country: "RO", prefixes: ["9", "90"] }, "+40722000222"],
  ["0722000222", { country: "RO", prefixes: ["9"] }, "+40722000222"],
  ["40722000222", { country: "DE", prepend: "+" }, "+40722000222"],
  ["07911123456", { country: "GB" }, "+447911123456"],
];
for (const [text, context, key] of KEYS) {
  Deno.test(`callerKey() of "${text}" with ${JSON.stringify(context)} is ${key}`, () => {
    assert.equal(callerKey(text, context), key);
  });
}

interface Vector {
  readonly raw: string;
  readonly ctx: { country: string; presentationRestricted?: boolean; stripPrefix?: string; prepend?: string };
  readonly key: string;
}

testWithCorpora("callerKey() gives every number vector its key", ["missed/number-vectors.json"], ([file]) => {
  const { vectors }: { vectors: readonly Vector[] } = JSON.parse(toText(file ?? new Uint8Array()));
  const found = vectors.map(({ raw, ctx }) =>
    callerKey(raw, {
      country: ctx.country,
      ...(ctx.presentationRestricted === undefined ? {} : { isRestricted: ctx.presentationRestricted }),
      ...(ctx.stripPrefix === undefined ? {} : { prefixes: [ctx.stripPrefix] }),
      ...(ctx.prepend === undefined ? {} : { prepend: ctx.prepend }),
    })
  );
  assert.deepEqual(found, vectors.map(({ key }) => key));
});
