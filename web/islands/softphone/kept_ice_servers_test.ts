import assert from "node:assert/strict";
import type { IceServers } from "../../softphone/mod.ts";
import { keptIceServers } from "./kept_ice_servers.ts";

const said = (nth: number): IceServers => ({ servers: [{ urls: [`turn:turn${nth}.example.org:3478`] }], holdsS: 60 });

Deno.test("the box is asked once half of the time has passed that its servers hold, and kept to while it is not heard", async () => {
  let [now, asked, isHeard] = [1_000, 0, true];
  const servers = keptIceServers({
    now: () => now,
    ask: () => {
      asked += 1;
      return Promise.resolve(isHeard ? said(asked) : undefined);
    },
  });
  assert.deepEqual(await servers(), said(1).servers);
  now += 29_999;
  assert.deepEqual(await servers(), said(1).servers);
  now += 1;
  assert.deepEqual(await servers(), said(2).servers);
  now += 30_000;
  isHeard = false;
  assert.deepEqual(await servers(), said(2).servers);
  assert.equal(asked, 3);
});

Deno.test("where the box was never heard there are none", async () => {
  assert.deepEqual(await keptIceServers({ ask: () => Promise.resolve(undefined) })(), []);
});
