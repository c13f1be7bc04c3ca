import assert from "node:assert/strict";
import { MISS } from "../exam.ts";
import { Follower } from "../follow.ts";
import { DEFAULT_POLICY } from "../policy.ts";
import type { Understood } from "../row_desk.ts";
import type { RowSource } from "../source.ts";
import { write } from "../stage.ts";
import { Poller } from "./poller.ts";

const OFFICE = { extensions: new Set(["101"]), trunkPrefixes: ["PJSIP/trunk-"], queues: {}, groups: {}, menus: {} };
const NOON = Date.UTC(2026, 2, 2, 12);

function start(source: Pick<RowSource, "open">) {
  const said: string[] = [];
  const taken: Understood[] = [];
  const poller = new Poller({
    tenant: "acme",
    secrets: ["s3cret-of-acme"],
    sources: [{ place: "here", ...source }],
    follower: new Follower({ tenant: "acme", scope: { office: OFFICE, policy: DEFAULT_POLICY }, cursor: NOON }),
    everyMs: 60_000,
    wall: () => NOON,
    take: (understood) => taken.push(understood),
    say: (level, text) => said.push(`${level}: ${text}`),
  });
  return { poller, said, taken };
}

Deno.test("a row that cannot be read is told once, however often it is read", async () => {
  const { cdr } = write([{ ...MISS, cel: false }]);
  const rows = [{ ...cdr[0], disposition: "LOST" }, ...cdr];
  async function* read() {
    yield { cdr: rows };
  }
  const open = () => Promise.resolve({ read, [Symbol.asyncDispose]: () => Promise.resolve() });
  const { poller, said, taken } = start({ open });
  assert.ok(await poller.look());
  assert.ok(await poller.look());
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /^warn: Cannot read .*"LOST".* \(tenant "acme", here\)$/);
  assert.deepEqual(taken.map(({ calls }) => calls.length), [1, 0]);
});

Deno.test("what fails is told once, without a password, and so is that it goes on", async () => {
  let isAway = true;
  async function* read() {}
  const open = () =>
    isAway
      ? Promise.reject(new Error("refused: s3cret-of-acme"))
      : Promise.resolve({ read, [Symbol.asyncDispose]: () => Promise.resolve() });
  const { poller, said } = start({ open });
  assert.equal(await poller.look(), false);
  assert.equal(await poller.look(), false);
  isAway = false;
  assert.ok(await poller.look());
  assert.deepEqual(said, [
    'warn: Cannot read the rows of tenant "acme" from here: refused: ***',
    'info: Rows of tenant "acme" are read again (here)',
  ]);
});

Deno.test("a poller that is stopped while it waits stops at once", async () => {
  const looked = Promise.withResolvers<void>();
  const open = () => {
    looked.resolve();
    return Promise.reject(new Error("away"));
  };
  const { poller } = start({ open });
  poller.start();
  await looked.promise;
  await poller.stop();
  await poller.stop();
});
