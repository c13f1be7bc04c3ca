import assert from "node:assert/strict";
import { type Group, type LineSettings } from "../../core/directory/mod.ts";
import { officeOf } from "../../tests/lab/office.ts";
import { isExempt, maySupervise } from "./may.ts";

const SALES: Group = {
  number: "600",
  name: "Sales",
  members: ["102", "103"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 30,
  memberForS: 10,
  skipBusy: true,
};

for (
  const [why, lines, may] of [
    ["nobody is named", {}, false],
    ["he is named", { "101": { maySupervise: ["102"] } }, true],
    ["another one is named", { "101": { maySupervise: ["103"] } }, false],
    ["a group of his is named", { "101": { maySupervise: ["600"] } }, true],
    ["a group that there is no more is named", { "101": { maySupervise: ["601"] } }, false],
    ["the other one may listen to him", { "102": { maySupervise: ["101"] } }, false],
    ["he is named, and exempt", { "101": { maySupervise: ["102", "600"] }, "102": { supervised: false } }, false],
  ] satisfies readonly (readonly [string, Readonly<Record<string, LineSettings>>, boolean])[]
) {
  Deno.test(`where ${why} he may${may ? "" : " not"} be listened to`, () => {
    const office = officeOf(["101", "102", "103"], 4, 1, { lines, sections: { groups: [SALES] } });
    assert.equal(maySupervise(office, office.extensions.get("101")!, office.extensions.get("102")!), may);
  });
}

Deno.test("nobody listens to himself, and who is exempt keeps everybody out of his calls", () => {
  const lines = { "102": { maySupervise: ["600"], supervised: true }, "103": { supervised: false } };
  const office = officeOf(["102", "103"], 4, 1, { lines, sections: { groups: [SALES] } });
  const bob = office.extensions.get("102")!;
  assert.equal(maySupervise(office, bob, bob), false);
  assert.equal(isExempt(office, { number: "103" }), true);
  assert.equal(isExempt(office, { number: "102" }), false);
  assert.equal(isExempt(office, { number: "103", trunk: "provider" }), false);
  assert.equal(isExempt(office, undefined), false);
});
