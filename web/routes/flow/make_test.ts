import assert from "node:assert/strict";
import { readOffice } from "../../../core/config/mod.ts";
import { OfficeText } from "../../forms/mod.ts";
import { MAKEABLE, makeThing } from "./make.ts";

const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions: [{ number: "101", name: Ana Pop, secret: secret-101 }, { number: "601", name: Bob Ion, secret: secret-601 }]
groups: [{ number: "600", name: Sales, members: ["101"] }]
menus: [{ name: new, says: hours-closed, keys: {} }]
numbers: [{ number: "0211234567", to: "101" }]
`;

for (const section of MAKEABLE) {
  for (const before of ["", "101", "group 600"]) {
    Deno.test(`something new of ${section} where a way led to "${before}" is judged good, each time anew`, () => {
      const office = new OfficeText(OFFICE);
      const made = [1, 2].map(() => makeThing(office, { section, before, name: "new" }));
      office.edit({ at: ["numbers", 0, "to"], value: made[0]!.leads });
      const judged = readOffice(office.toString(), { fileName: "office.yml", environment: {} });
      assert.ok(judged.ok, JSON.stringify(judged));
      assert.notEqual(made[0]!.leads, made[1]!.leads);
      for (const { at, leads } of made) {
        const { number, name } = office.at(at) as { readonly number?: string; readonly name: string };
        assert.ok(leads.endsWith(` ${number ?? name}`), leads);
      }
    });
  }
}

Deno.test("a new group has the one who was called before, and else leads on to where callers went", () => {
  const office = new OfficeText(OFFICE);
  const [one, other] = ["101", "menu new"].map((before) =>
    makeThing(office, { section: "groups", before, name: "New" })
  );
  assert.deepEqual(office.at(one!.at), { number: "602", name: "New", members: ["101"] });
  assert.deepEqual(office.at(other!.at), { number: "603", name: "New", members: [], otherwise: "menu new" });
});
