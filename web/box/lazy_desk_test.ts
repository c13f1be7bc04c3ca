import assert from "node:assert/strict";
import { LazyDesk } from "./mod.ts";

const APP = { fetch: () => new Response("desk") };

Deno.test("a desk is opened once, whoever asks first; one that could not be opened is tried again", async () => {
  const opened: string[] = [];
  const way = { isBroken: true };
  const desk = new LazyDesk(async () => {
    await Promise.resolve();
    if (way.isBroken) throw new Error("No disk");
    opened.push("desk");
    return { app: APP, people: { nth: opened.length }, stop: () => void opened.push("stopped") };
  });
  await assert.rejects(desk.open(), /No disk/);
  way.isBroken = false;
  const [one, other] = await Promise.all([desk.open(), desk.open()]);
  assert.equal(one.app, APP);
  assert.deepEqual([one.people, other.people], [{ nth: 1 }, { nth: 1 }]);
  desk.stop();
  assert.deepEqual(opened, ["desk", "stopped"]);
});

Deno.test("a desk that nobody has asked for is not opened to be stopped", () => {
  new LazyDesk(() => Promise.reject(new Error("Nobody asked"))).stop();
});
