/**
 * A program that reads the box over HTTP: its calls, and its record as it is written.
 *
 * @module
 */
import assert from "node:assert/strict";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

/** An entry belongs on the list a second after the call has ended. */
const AT_ONCE_MS = 1_000;

onStage("whoever has a key sees a call within a second of its end, and hears of it while it runs", async (stage) => {
  const { box } = stage;
  const key = (await box.command("add-key", "wallboard", "--scopes", "calls:read,record:read")).trim();
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return await fetch(`http://${box.host.ip}:${box.webPort}/api/v1${path}`, { headers });
  };
  const stream = (await get("/events")).body!.pipeThrough(new TextDecoderStream()).getReader();
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [...talking, ...hangUp()]);
  await callee.done();
  let heard = "";
  while (!heard.includes("event: call.ended")) heard += (await stream.read()).value ?? "";
  const endedAt = performance.now();
  await stream.cancel();
  assert.deepEqual(
    [...heard.matchAll(/^event: (leg\.answered|bridge\.\w+|call\.\w+)$/gm)].map(([, type]) => type),
    ["call.started", "leg.answered", "leg.answered", "bridge.made", "bridge.broken", "call.ended"],
  );
  for (;;) {
    const { calls: [call] } = await (await get("/calls")).json();
    if (call !== undefined) {
      assert.deepEqual([call.from.number, call.reached.number, call.ended_by], ["101", "102", "caller"]);
      break;
    }
    assert.ok(performance.now() - endedAt < AT_ONCE_MS, "a second after its end the call is not on the list");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await box.command("remove-key", "wallboard");
  assert.equal((await (await get("/calls")).json()).status, 401);
});
