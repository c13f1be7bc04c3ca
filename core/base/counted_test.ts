import assert from "node:assert/strict";
import { countedInRomanian } from "./counted.ts";

Deno.test("Romanian counts in three forms, for all numbers as Unicode has them", () => {
  const rules = new Intl.PluralRules("ro");
  const forms = { one: "apel", few: "apeluri", other: "de apeluri" } as Readonly<Record<string, string>>;
  for (let count = 0; count <= 1_250; count++) {
    assert.equal(countedInRomanian(count, ["apel", "apeluri"]), `${count} ${forms[rules.select(count)]}`);
  }
  assert.equal(countedInRomanian(2_000, ["apel", "apeluri"], "2.000"), "2.000 de apeluri");
});
