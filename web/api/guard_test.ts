import assert from "node:assert/strict";
import { later, type LogLine, START } from "../../core/base/mod.ts";
import type { ApiKey } from "../../core/store/mod.ts";
import { Hono } from "hono";
import { mayDo, type Visitor } from "./gate.ts";
import { againstGuessing } from "./guard.ts";

const GOOD: ApiKey = {
  name: "wallboard",
  scopes: ["calls:read"],
  hash: "",
  createdAt: START as never,
  createdBy: "ana",
};

function gate() {
  const time = { ms: 0 };
  const lines: LogLine[] = [];
  const keyOf = (key: string) => key === "good" ? GOOD : key === "other" ? { ...GOOD, name: "other" } : undefined;
  const clock = { now: () => later(START, time.ms), wall: () => 0 as never };
  const app = new Hono<Visitor>();
  const world = { clock, log: { write: (line: LogLine) => void lines.push(line) }, keyOf };
  app.use(againstGuessing(world, { refusals: { note: () => Promise.resolve() } }));
  app.get("/", mayDo("calls:read", keyOf), (context) => context.text("in"));
  const ask = (key: string | undefined, address = "192.0.2.7") =>
    app.request("/", { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } }, { address });
  return { ask, time, lines };
}

Deno.test("whoever guesses is sent away for a while, with when to come again, and the log names him once", async () => {
  const { ask, time, lines } = gate();
  for (let n = 0; n < 10; n++) assert.equal((await ask(`guess-${n}`)).status, 401);
  time.ms = 500;
  const refused = await ask("guess-10");
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "60"]);
  assert.match((await refused.json()).detail, /too many wrong keys from 192\.0\.2\.7$/);
  assert.deepEqual(lines.map(({ level, facts }) => [level, facts]), [
    ["warn", { event: "api-key-guessing", source: "192.0.2.7", closedForS: 60 }],
  ]);
  // Not even the right one: else he would go on guessing.
  assert.equal((await ask("good")).status, 429);
  assert.equal((await ask("good", "192.0.2.8")).status, 200);
  time.ms = 60_000;
  assert.equal((await ask("good")).status, 200);
});

Deno.test("a program whose key was right goes on being heard while another beside it guesses", async () => {
  const { ask } = gate();
  assert.equal((await ask("good")).status, 200);
  for (let n = 0; n < 11; n++) await ask(`guess-${n}`);
  assert.equal((await ask("good")).status, 200);
  assert.equal((await ask("other")).status, 429);
});

Deno.test("who shows no key at all guesses at nothing", async () => {
  const { ask, lines } = gate();
  for (let n = 0; n < 50; n++) assert.equal((await ask(undefined)).status, 401);
  assert.equal((await ask("good")).status, 200);
  assert.deepEqual(lines, []);
});
