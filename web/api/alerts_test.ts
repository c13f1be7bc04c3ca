import assert from "node:assert/strict";
import type { Alert } from "../page/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { NOON } from "./stage.ts";

const ALERTS: readonly Alert[] = [
  {
    ...{ about: "trunk", of: "digi", at: NOON, verdict: "bad", isEvent: false },
    text: { en: "digi is down", ro: "digi nu merge" },
  },
  { ...{ about: "disk", of: "", at: NOON - 1, verdict: "ok", isEvent: false }, text: { en: "Room", ro: "Loc" } },
];

Deno.test("a program that may see the box's health is told of alerts in its language, and that nothing has changed", async () => {
  const { ask } = await program(undefined, ["health:read"], { alerts: () => Promise.resolve(ALERTS) });
  const told = await ask("GET", "/alerts");
  const [digi, disk] = told.body.alerts;
  assert.deepEqual(digi, {
    ...{ about: "trunk", of: "digi", at: new Date(NOON).toISOString(), verdict: "bad", is_event: false },
    text: "digi is down",
  });
  assert.deepEqual([disk.of, disk.verdict], [null, "ok"]);
  assert.equal((await ask("GET", "/alerts?language=ro")).body.alerts[0].text, "digi nu merge");
  const tag = told.headers.get("etag")!;
  assert.equal((await ask("GET", "/alerts", undefined, { "if-none-match": tag })).status, 304);
});
