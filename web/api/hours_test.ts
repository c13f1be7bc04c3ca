import assert from "node:assert/strict";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { program } from "../../tests/lab/program.ts";

/** An office whose switch is turned by whoever asks. */
function office(): { readonly ask: (command: DeskCommand) => DeskAnswer } {
  let isNight = false;
  const ask = (command: DeskCommand): DeskAnswer => {
    if (command.type === "turn-night") {
      if (command.hours !== "office") return { type: "refused", why: "not-found", text: `No hours "${command.hours}"` };
      isNight = command.on;
      return { type: "done", text: "" };
    }
    const until = { date: "2026-11-23", time: "17:30" };
    return {
      type: "hours",
      hours: [
        { name: "office", nightSwitch: "*27", ...isNight ? { state: "night" } : { state: "open", until } },
        { name: "doctor", state: "holiday" },
      ],
    };
  };
  return { ask };
}

Deno.test("a program sees whether the office is open, and closes it by its night switch", async () => {
  const { ask, audit } = await program(office(), ["hours:read", "hours:write"]);
  const open = { name: "office", state: "open", until: "2026-11-23T17:30", night_switch: "*27" };
  const doctor = { name: "doctor", state: "holiday", until: null, night_switch: null };
  assert.deepEqual((await ask("GET", "/hours")).body, { hours: [open, doctor] });
  const turned = await ask("PUT", "/hours/office/night", { on: true });
  assert.deepEqual([turned.status, turned.body.hours[0]], [200, { ...open, state: "night", until: null }]);
  assert.equal((await ask("PUT", "/hours/office/night", { on: false })).body.hours[0].state, "open");
  assert.equal((await ask("PUT", "/hours/cantina/night", { on: true })).status, 404);
  assert.match((await ask("PUT", "/hours/office/night", { on: "yes" })).body.detail, /"?on"?/);
  const lines = (await audit()).filter(({ action }) => action === "night.turned");
  assert.deepEqual(lines.map(({ facts }) => facts), [{ hours: "office", on: true }, { hours: "office", on: false }]);
});

Deno.test("who may only look turns nothing", async () => {
  const { ask } = await program(office(), ["hours:read"]);
  assert.equal((await ask("PUT", "/hours/office/night", { on: true })).status, 403);
});
