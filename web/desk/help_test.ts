import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, HelpView } from "../../core/switchboard/mod.ts";
import { deskStage } from "./stage.ts";

const CALL: HelpView = {
  id: "c-1",
  at: 1_750_000_000_000 as WallTime,
  number: "112",
  from: { number: "100", name: "Reception" },
  by: { number: "102", name: "Bob <b>" },
};

/** An office from which somebody has called for help. */
function inNeed() {
  let help: readonly HelpView[] = [CALL];
  const ask = (command: DeskCommand): DeskAnswer | undefined => {
    if (command.type === "live") return { type: "live", live: { help, calls: [], parked: [], people: [] } };
    if (command.type !== "cross-out-help") return undefined;
    const isThere = help.some(({ id }) => id === command.id);
    help = help.filter(({ id }) => id !== command.id);
    return isThere ? { type: "done", text: "" } : { type: "refused", text: "" };
  };
  const accounts = { supervisor: { scope: ["777"] } };
  return deskStage({ owner: "owner", supervisor: "supervisor", employee: "employee" }, { ask, accounts });
}

Deno.test("whoever sees the office is told first of a call for help: who, from where, what number", async () => {
  const stage = await inNeed();
  for (const name of ["owner", "supervisor"]) {
    const text = await (await (await stage.signedIn(name)).get("/")).text();
    const told = text.slice(text.indexOf("<main"));
    assert.match(told, /role="alert"/, name);
    assert.match(told, /Bob &lt;b> \(102\) called <span class="number">112/, name);
    assert.match(told, /from the phone of Reception \(100\)/, name);
  }
});

Deno.test("it is crossed out once, by who may, and the audit knows by whom", async () => {
  const stage = await inNeed();
  assert.equal((await (await stage.signedIn("employee")).post("/live/help/c-1/cross-out")).status, 403);
  const browser = await stage.signedIn("supervisor");
  assert.equal((await browser.post("/live/help/c-2/cross-out")).status, 404);
  assert.equal((await browser.post("/live/help/c-1/cross-out")).status, 204);
  assert.equal((await browser.post("/live/help/c-1/cross-out")).status, 404);
  assert.doesNotMatch(await (await browser.get("/")).text(), /data-help=/);
  const [line] = await stage.store.audit.lines({ action: "help.crossed-out", limit: 9 });
  assert.equal(line?.who, "supervisor");
  assert.deepEqual(line?.facts, { call: "c-1", from: "100", number: "112" });
});
