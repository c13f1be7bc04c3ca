import assert from "node:assert/strict";
import { Notebook, type Page } from "./notebook.ts";

Deno.test("a value is kept, told once, and forgotten", () => {
  const told: Page[] = [];
  const notebook = new Notebook((page) => told.push(page));
  notebook.set("line", "101", { doNotDisturb: true });
  notebook.set("line", "101", { doNotDisturb: true });
  notebook.set("line", "102", { doNotDisturb: true });
  assert.deepEqual(notebook.get("line", "101"), { doNotDisturb: true });
  assert.deepEqual([...notebook.all("line").keys()], ["101", "102"]);
  notebook.set("line", "101", undefined);
  notebook.set("line", "101", undefined);
  assert.equal(notebook.get("line", "101"), undefined);
  assert.deepEqual(told.map(({ key, value }) => [key, value !== undefined]), [["101", true], ["102", true], [
    "101",
    false,
  ]]);
});

Deno.test("what is restored is there, and is told to nobody", () => {
  const told: Page[] = [];
  const notebook = new Notebook((page) => told.push(page));
  notebook.restore([{ family: "night", key: "office", value: true }]);
  assert.equal(notebook.get("night", "office"), true);
  assert.deepEqual(told, []);
  assert.equal(notebook.all("day").size, 0);
});
