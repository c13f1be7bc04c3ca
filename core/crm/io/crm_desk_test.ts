import assert from "node:assert/strict";
import type { WallTime } from "../../base/mod.ts";
import { buildDirectory, type DirectorySource } from "../../directory/mod.ts";
import { AnswerCache } from "../mod.ts";
import { CallerBoard } from "./caller_board.ts";
import { CrmDesk } from "./crm_desk.ts";
import { crmOf, FakeCrm, say } from "./fake_crm.ts";

function deskOf(sections: Partial<DirectorySource>, budgetMs = 1_500) {
  const desk = new CrmDesk({ log: { write: () => {} }, wall: () => 1_000, budgetMs });
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  const follow = (more: Partial<DirectorySource>) =>
    desk.follow(buildDirectory({ office, extensions: [], ...more }, { revision: 1, realm: "kontor" }));
  follow(sections);
  return { desk, follow };
}

const found = (firstname: string) => say({ results: [{ id: "1", properties: { firstname } }] });

Deno.test("the phone book knows a number however it is written, before any database is asked", async () => {
  await using fake = new FakeCrm(() => found("Else"));
  const { desk } = deskOf({
    crm: [crmOf("hubspot", fake.url)],
  });
  desk.knows(new Map([["+40722000222", "Ion, Popa SRL"], ["+40211234567", "Ion, Popa SRL"]]));
  assert.equal(await desk.callerName("+40722000222"), "Ion, Popa SRL");
  assert.equal(await desk.callerName("0040211234567"), "Ion, Popa SRL");
  assert.equal(fake.asked.length, 0);
  for (const nobody of ["anonymous", "101", "*43"]) assert.equal(await desk.callerName(nobody), undefined);
  assert.equal(fake.asked.length, 0);
  assert.equal(await desk.callerName("0722000223"), "Else");
});

Deno.test("whoever a database has told of is found by his name, and no database is asked for it", async () => {
  await using fake = new FakeCrm(() => found("Ștefan"));
  const { desk } = deskOf({ crm: [crmOf("hubspot", fake.url)] });
  assert.deepEqual(desk.numbersCalled("stef"), []);
  await desk.names(["+40722000222", "+40722000223"]);
  assert.deepEqual(desk.numbersCalled("stef"), ["+40722000222", "+40722000223"]);
  assert.deepEqual(desk.numbersCalled("Ion"), []);
  assert.equal(fake.asked.length, 2);
  // The phone book has another name for him by now, and lists show that.
  desk.knows(new Map([["+40722000222", "Ion"]]));
  assert.deepEqual(desk.numbersCalled("STEFAN"), ["+40722000223"]);
});

Deno.test("the first database that knows him counts, and a number of two people has both names", async () => {
  await using first = new FakeCrm(() => say({ results: [] }));
  await using second = new FakeCrm(() =>
    say({ results: ["Ana", "Bob"].map((firstname, id) => ({ id: String(id), properties: { firstname } })) })
  );
  const { desk } = deskOf({ crm: [crmOf("hubspot", first.url), crmOf("hubspot", second.url, { name: "other" })] });
  assert.deepEqual(
    await desk.names(["+40722000222", "+40722000223"]),
    new Map([["+40722000222", "Ana / Bob"], ["+40722000223", "Ana / Bob"]]),
  );
});

Deno.test("a name that takes too long is done without, and known the next time", async () => {
  const gate = Promise.withResolvers<void>();
  await using fake = new FakeCrm(async () => {
    await gate.promise;
    return found("Ion");
  });
  const { desk } = deskOf({ crm: [crmOf("hubspot", fake.url)] }, 50);
  assert.equal(await desk.callerName("+40722000222"), undefined);
  gate.resolve();
  while (await desk.callerName("+40722000222") === undefined);
  assert.equal(fake.asked.length, 1);
});

Deno.test("settings that stay keep what is known; those that change are asked anew", async () => {
  await using fake = new FakeCrm(() => found("Ion"));
  const crm = crmOf("hubspot", fake.url);
  const { desk, follow } = deskOf({ crm: [crm] });
  await desk.callerName("+40722000222");
  follow({ crm: [{ ...crm }] });
  await desk.callerName("+40722000222");
  assert.equal(fake.asked.length, 1);
  follow({ crm: [{ ...crm, secret: "another-key" }] });
  await desk.callerName("+40722000222");
  assert.equal(fake.asked.length, 2);
});

Deno.test("what is open that takes too long is done without, and the name comes all the same", async () => {
  const gate = Promise.withResolvers<void>();
  await using fake = new FakeCrm(async ({ path }) => {
    if (path.endsWith("/contacts/search")) return found("Ion");
    await gate.promise;
    return say({ results: path.includes("deals") ? [{ id: "1", properties: { dealname: "Ten desks" } }] : [] });
  });
  const { desk } = deskOf({ crm: [crmOf("hubspot", fake.url)] }, 100);
  const began = performance.now();
  assert.deepEqual(await desk.about("+40722000222"), { name: "Ion", matters: [] });
  assert.ok(performance.now() - began < 1_000);
  gate.resolve();
  const whole = { name: "Ion", matters: [{ kind: "deal", title: "Ten desks" }] };
  while ((await desk.about("+40722000222")).matters.length === 0);
  assert.deepEqual(await desk.about("+40722000222"), whole);
  assert.equal(fake.asked.length, 3);
  for (const nobody of ["anonymous", "101"]) assert.deepEqual(await desk.about(nobody), { matters: [] });
});

Deno.test("who is in the phone book has the book's name, and what is open with him", async () => {
  await using fake = new FakeCrm(({ path }) =>
    path.endsWith("/contacts/search")
      ? found("Else")
      : say({ results: path.includes("deals") ? [{ id: "1", properties: { dealname: "Ten desks" } }] : [] })
  );
  const { desk } = deskOf({ crm: [crmOf("hubspot", fake.url)] });
  desk.knows(new Map([["+40722000222", "Ion, Popa SRL"]]));
  assert.deepEqual(await desk.about("0722000222"), {
    name: "Ion, Popa SRL",
    matters: [{ kind: "deal", title: "Ten desks" }],
  });
});

Deno.test("who looks every second sees what is known, and is not the reason that much is asked", async () => {
  let [asked, now] = [0, 0];
  const gate = Promise.withResolvers<void>();
  const board = new CallerBoard({
    wall: () => now as WallTime,
    about: async () => {
      asked += 1;
      await gate.promise;
      return { name: `Ion ${asked}`, matters: [] };
    },
    most: 2,
  });
  assert.equal(board.of("a"), undefined);
  assert.equal(board.of("a"), undefined);
  assert.equal(asked, 1);
  gate.resolve();
  while (board.of("a") === undefined) await Promise.resolve();
  now += 59_999;
  assert.equal(board.of("a")?.name, "Ion 1");
  assert.equal(asked, 1);
  now += 1;
  // What was known stays while it is asked for anew.
  assert.equal(board.of("a")?.name, "Ion 1");
  while (board.of("a")?.name === "Ion 1") await Promise.resolve();
  assert.equal(asked, 2);
  board.of("b");
  board.of("c");
  assert.equal(board.of("a"), undefined, "of two the oldest is forgotten");
});

Deno.test("what is known of numbers is bounded: who has not been asked for longest is forgotten", () => {
  const cache = new AnswerCache<readonly string[]>((people) => people.length * 100 + 10, 2);
  cache.keep("a", ["A"], 0);
  cache.keep("b", [], 0);
  assert.equal(cache.get("a", 1)?.length, 1);
  cache.keep("c", [], 1);
  assert.deepEqual([cache.size, cache.get("b", 1), cache.get("a", 1)?.length], [2, undefined, 1]);
  // Each for as long as it holds.
  assert.deepEqual([cache.get("c", 10), cache.get("c", 11)], [[], undefined]);
  assert.equal(cache.get("a", 109)?.length, 1);
  assert.equal(cache.get("a", 110), undefined);
});
