import assert from "node:assert/strict";
import { ROUTES } from "../routes/mod.ts";
import { deskStage } from "./stage.ts";

/** Ways out of a folder. */
const OUT = [
  "..%2f..%2f..%2fetc%2fpasswd",
  "%2e%2e%2f%2e%2e%2fbox.key",
  "..%5c..%5cbox.key",
  "%00",
  "~",
  "__proto__",
  "constructor",
  "%c0%ae%c0%ae%2fbox.key",
  "a".repeat(2_000),
];

Deno.test("no address leads to what is not shown", async () => {
  const asked: string[] = [];
  const note = (paths: string | readonly string[]) => {
    asked.push(...[paths].flat());
    return Promise.reject(new Error("No such file"));
  };
  const stage = await deskStage({ owner: "owner" }, {
    sounds: {
      measure: note,
      read: note,
      outline: note,
      keep: () => Promise.resolve({ refused: "no-sound" }),
      list: () => Promise.resolve([]),
      erase: note,
    },
  });
  const browser = await stage.signedIn("owner");
  for (const { path, get } of ROUTES) {
    if (get === undefined || !path.includes(":")) continue;
    for (const way of OUT) {
      const { status, body } = await browser.get(path.replaceAll(/:\w+/g, way));
      await body?.cancel();
      assert.ok([303, 404].includes(status), `${path} ${way}: ${status}`);
    }
  }
  for (const way of OUT) {
    const { status } = await browser.get(`/assets/none/${way}`);
    assert.equal(status, 404, way);
  }
  assert.deepEqual(asked, []);
});

Deno.test("whoever plants a cookie before somebody signs in, or keeps one of before, is not signed in by it", async () => {
  const stage = await deskStage({ owner: "owner" });
  const victim = stage.browser();
  const planted = "f".repeat(64);
  for (const name of ["kontor", "__Host-kontor", "session", "step"]) victim.cookies.set(name, planted);
  await victim.post("/sign-in", { name: "owner", password: "correct horse battery" });
  const token = victim.cookies.get("kontor");
  assert.notEqual(token, planted);
  const thief = stage.browser();
  for (const name of ["kontor", "__Host-kontor", "session", "step"]) thief.cookies.set(name, planted);
  assert.equal((await thief.get("/")).status, 303);
  // Signing in once more is another session, and not the one before under the same name.
  await victim.post("/sign-in", { name: "owner", password: "correct horse battery" });
  assert.notEqual(victim.cookies.get("kontor"), token);
});
