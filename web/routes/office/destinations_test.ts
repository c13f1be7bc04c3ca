import { deepEqual, ok } from "node:assert/strict";
import { OfficeValues } from "../../forms/mod.ts";
import { placesOf } from "./destinations.tsx";

Deno.test("whoever says where calls go is offered what there is in the office, by its name", () => {
  const office = new OfficeValues(`
extensions: [{ number: "101", name: Ana }, { number: "102" }]
groups: [{ number: "600", name: Sales }]
menus: [{ name: main, number: "700" }]
`);
  const offered = new Map(placesOf(office, "en").map(({ value, label }) => [value, label]));
  deepEqual([offered.get("101"), offered.get("102")], ["Ana", "102"]);
  deepEqual([offered.get("group 600"), offered.get("menu main")], ["Sales (ring group)", "main (menu)"]);
  deepEqual([offered.get("voicemail 101"), offered.get("hang-up busy")], ["mailbox of Ana", "hang up as busy"]);
  ok(!offered.has("menu 700"));
});
