import assert from "node:assert/strict";
import type { Hook } from "../../core/mail/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { WINDOW } from "../../features/webhooks/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, ringing, talking } from "../lab/scene.ts";
import { readingOf, readOn, webhook, webhooksOf } from "../lab/webhooks.ts";

const AWAY = { came: "later", why: "it says 503" } as const;
const HOUR_MS = 3_600_000;

/** A whole call from 101 to 102. */
function aCall(lab: Lab): void {
  const { caller } = talking(lab, lab.hands[0]!, lab.hands[1]!);
  caller.bye();
  lab.run(100);
}

function office(webhooks = [webhook("crm")]) {
  const lab = new Lab({ numbers: ["101", "102"], sections: { webhooks } });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob! };
}

function typesOf(hooks: readonly Hook[]): readonly string[] {
  return hooks.map(({ body }) => JSON.parse(body).type);
}

/** The sequences of each call, in the order in which they were told. */
function orderOf(hooks: readonly Hook[]): ReadonlyMap<string, readonly number[]> {
  const calls = Map.groupBy(hooks, ({ about = "" }) => about);
  return new Map([...calls].map(([call, told]) => [call, told.map(({ nth = 0 }) => nth)]));
}

function assertOrdered(hooks: readonly Hook[]): void {
  for (const [call, told] of orderOf(hooks)) {
    assert.deepEqual(told, told.toSorted((a, b) => a - b), `call ${call} was told in another order`);
  }
}

Deno.test("a program elsewhere is told of a call as it goes, in its order, signed with the secrets of the moment", async () => {
  const { lab } = office([webhook("crm", { events: ["call.*"], nextSecret: "the one that follows" })]);
  const reading = readingOf(webhooksOf(lab), webhook("crm", { events: ["call.*"] }));
  aCall(lab);
  assert.equal(await readOn(lab, reading), "caught-up");
  assert.deepEqual(typesOf(lab.hooks), ["call.started", "call.answered", "call.ended"]);
  assert.deepEqual(lab.hooksTo[0], {
    url: "https://crm.example.com/in",
    secrets: ["the secret of crm", "the one that follows"],
  });
  const [, answered, ended] = lab.hooks.map(({ body }) => JSON.parse(body));
  assert.deepEqual([answered.office, answered.data.from.number, answered.data.by.number], ["Lab", "101", "102"]);
  const { direction, reached_number, ended_by, started_at } = ended.data.summary;
  assert.deepEqual([direction, reached_number, ended_by], ["internal", "102", "caller"]);
  assert.match(started_at, /^2023-11-14T22:13:2\d\.\d{3}Z$/);
  assert.ok(!JSON.stringify(lab.kept).includes("secret of crm"), "the notebook knows no secret");
  assertNothingLeft(lab);
});

Deno.test("while one event of a call is tried again no later one of it is told, and other calls go on", async () => {
  const { lab } = office();
  const world = webhooksOf(lab);
  const reading = readingOf(world, webhook("crm"));
  aCall(lab);
  aCall(lab);
  const [first, second] = new Set(lab.events.map(({ call }) => call));
  const heard: Hook[] = [];
  const refused: string[] = [];
  lab.hookComes = (hook) => {
    // The third event of the first call is refused four times.
    if (hook.about === first && hook.nth === 3 && refused.push(hook.id) <= 4) return AWAY;
    heard.push(hook);
    return { came: "sent" };
  };
  await readOn(lab, reading);
  lab.run(20_000);
  assert.equal(orderOf(heard).get(first!)?.length, 2, "the call waits behind its third event");
  assert.ok(typesOf(heard.filter(({ about }) => about === second)).includes("call.ended"), "the other one went on");
  lab.run(HOUR_MS);
  assert.equal(new Set(refused).size, 1);
  const told = world.recorded.filter(({ call }) => call === first).map(({ sequence }) => sequence);
  assert.deepEqual([...new Set(orderOf(heard).get(first!))], told);
  assertNothingLeft(lab);
});

Deno.test("a program that is away for hours has a window of events waiting, and is told of all of them when it is back", async () => {
  const { lab } = office();
  const box = webhooksOf(lab);
  const reading = readingOf(box, webhook("crm"));
  lab.hooksCome = AWAY;
  for (let call = 0; call < 40; call++) aCall(lab);
  assert.equal(await readOn(lab, reading), "full");
  lab.run(12 * HOUR_MS);
  assert.equal(await readOn(lab, reading), "full");
  assert.ok(lab.figures()["hooks_waiting"]! <= WINDOW);
  const [view] = viewsOf(lab);
  assert.deepEqual([view?.failing, view?.dead], ["it says 503", 0]);
  assert.ok(view!.cursor! < box.recorded.length, "the reading waits");
  const triedBefore = lab.hooks.length;
  lab.hooksCome = { came: "sent" };
  // The next try finds it back, and the others do not sit out their hour.
  for (let hour = 0; hour < 2 || await readOn(lab, reading) === "full"; hour++) lab.run(HOUR_MS);
  lab.run(60_000);
  const heard = lab.hooks.slice(triedBefore);
  assert.equal(new Set(heard.map(({ id }) => id)).size, heard.length, "each is taken once");
  assert.equal(heard.length, box.recorded.length + 40, "every event, and who answered each call");
  assertOrdered(heard);
  assertNothingLeft(lab);
});

Deno.test("the power goes in the middle: the next box goes on, each event arrives under the same id, in its order", async () => {
  for (const survivors of [1, 3, 7, 20, 50, 80]) {
    const first = office();
    const world = webhooksOf(first.lab);
    const reading = readingOf(world, webhook("crm"));
    for (let call = 0; call < 4; call++) aCall(first.lab);
    let answered = 0;
    const heard: Hook[] = [];
    first.lab.hookComes = (hook) => {
      heard.push(hook);
      answered += 1;
      return { came: "sent" };
    };
    await reading.step();
    for (let ms = 0; answered < survivors && ms < 20_000; ms += 10) first.lab.run(10);
    const kept = JSON.parse(JSON.stringify(first.lab.kept));
    const { lab } = office();
    lab.hookComes = (hook) => {
      heard.push(hook);
      return { came: "sent" };
    };
    lab.input({ type: "recalled", pages: kept });
    const recorded: readonly CallEvent[] = world.recorded;
    await readOn(lab, readingOf(webhooksOf(lab, recorded), webhook("crm")));
    lab.run(60_000);
    const once = [...new Map(heard.map((hook) => [hook.id, hook])).values()];
    assert.equal(once.length, recorded.length + 4, `all of them, ${survivors} before the power went`);
    assertOrdered(once);
    assertNothingLeft(lab);
  }
});

Deno.test("what a program never takes is a dead letter: seen, sent once more, thrown away", async () => {
  const { lab } = office([webhook("crm", { giveUpAfterH: 2, events: ["call.started", "call.ended"] })]);
  const reading = readingOf(webhooksOf(lab), webhook("crm", { events: ["call.started", "call.ended"] }));
  lab.hooksCome = AWAY;
  aCall(lab);
  await readOn(lab, reading);
  lab.run(24 * HOUR_MS);
  const letters = lettersOf(lab);
  assert.deepEqual(letters.map(({ of, why, body }) => [of, why, JSON.parse(body).type]), [
    ["webhooks/crm", "it says 503", "call.started"],
    ["webhooks/crm", "it says 503", "call.ended"],
  ]);
  assert.deepEqual([viewsOf(lab)[0]?.dead, viewsOf(lab)[0]?.waiting], [2, 0]);
  assert.ok(lab.log.some((line) => line.startsWith("error A program elsewhere could not be told")));
  lab.hooksCome = { came: "sent" };
  const { id } = letters[0]!;
  assert.deepEqual(lab.ask({ type: "retry-dead-letters", id }), {
    type: "done",
    text: "1 dead letter is sent once more",
  });
  lab.run(1_000);
  assert.equal(lab.hooks.at(-1)?.id, id);
  assert.equal(lab.ask({ type: "drop-dead-letters" }).type, "done");
  assert.deepEqual(lettersOf(lab), []);
  assert.equal(lab.ask({ type: "drop-dead-letters", id }).type, "refused");
  assertNothingLeft(lab);
});

Deno.test("what waits for a webhook that is held goes out once it is on again, however long that was, and in its order", async () => {
  const events = ["call.started", "call.ended"];
  const { lab } = office([webhook("crm", { giveUpAfterH: 2, events })]);
  const reading = readingOf(webhooksOf(lab), webhook("crm", { events }));
  lab.hooksCome = AWAY;
  aCall(lab);
  await readOn(lab, reading);
  lab.run(HOUR_MS);
  lab.reconfigure({ webhooks: [webhook("crm", { giveUpAfterH: 2, events, state: "held" })] });
  const tried = lab.hooks.length;
  lab.run(48 * HOUR_MS);
  assert.ok(lab.hooks.length <= tried + 1, "what was under way is all that was tried");
  assert.deepEqual(viewsOf(lab).map(({ state, waiting, dead }) => [state, waiting, dead]), [["held", 2, 0]]);
  lab.hooksCome = { came: "sent" };
  const before = lab.hooks.length;
  lab.reconfigure({ webhooks: [webhook("crm", { giveUpAfterH: 2, events })] });
  lab.run(1_000);
  assert.deepEqual(typesOf(lab.hooks.slice(before)), ["call.started", "call.ended"]);
  assert.deepEqual([viewsOf(lab)[0]?.waiting, lettersOf(lab).length], [0, 0]);
  assertNothingLeft(lab);
});

Deno.test("what waits for a webhook that is off is thrown away, and its settings stay", async () => {
  const { lab } = office();
  const reading = readingOf(webhooksOf(lab), webhook("crm"));
  lab.hooksCome = AWAY;
  aCall(lab);
  await readOn(lab, reading);
  lab.run(1_000);
  assert.ok(viewsOf(lab)[0]!.waiting > 0);
  lab.reconfigure({ webhooks: [webhook("crm", { state: "off" })] });
  assert.deepEqual(viewsOf(lab).map(({ name, state, waiting, cursor }) => [name, state, waiting, cursor]), [
    ["crm", "off", 0, undefined],
  ]);
  lab.hooksCome = { came: "sent" };
  const before = lab.hooks.length;
  lab.reconfigure({ webhooks: [webhook("crm")] });
  lab.run(HOUR_MS);
  assert.equal(lab.hooks.length, before);
  assertNothingLeft(lab);
});

Deno.test("410 Gone is a dead letter at once, and holds up nothing", async () => {
  const { lab } = office();
  const reading = readingOf(webhooksOf(lab), webhook("crm"));
  lab.hookComes = ({ nth }) => nth === 2 ? { came: "never", why: "it says 410" } : { came: "sent" };
  aCall(lab);
  await readOn(lab, reading);
  lab.run(10_000);
  assert.deepEqual(lettersOf(lab).map(({ why }) => why), ["it says 410"]);
  assert.equal(lab.figures()["hooks_waiting"], 0);
  assertNothingLeft(lab);
});

Deno.test("a webhook that leaves the office is forgotten with all that waits for it; under its name a new one begins anew", async () => {
  const { lab } = office();
  const world = webhooksOf(lab);
  lab.hooksCome = AWAY;
  const reading = readingOf(world, webhook("crm"));
  aCall(lab);
  await readOn(lab, reading);
  lab.reconfigure({});
  lab.run(5_000);
  assert.equal(lab.figures()["hooks_waiting"], 0);
  aCall(lab);
  lab.hooksCome = { came: "sent" };
  lab.hooks.length = 0;
  lab.reconfigure({ webhooks: [webhook("crm")] });
  const anew = readingOf(world, webhook("crm"));
  await readOn(lab, anew);
  assert.equal(lab.hooks.length, 0, "what was before it is not its business");
  aCall(lab);
  await readOn(lab, anew);
  lab.run(10_000);
  const types = typesOf(lab.hooks);
  assert.deepEqual([types[0], types.includes("call.ended")], ["call.started", true]);
  assertNothingLeft(lab);
});

Deno.test("a webhook that left the office while the box was off is forgotten at its start, its dead letters too", async () => {
  const { lab } = office([webhook("crm", { giveUpAfterH: 1 })]);
  lab.hookComes = ({ nth }) => nth === 1 ? { came: "never", why: "it says 410" } : AWAY;
  const reading = readingOf(webhooksOf(lab), webhook("crm"));
  aCall(lab);
  await readOn(lab, reading);
  assert.deepEqual([lettersOf(lab).length, lab.figures()["hooks_waiting"]! > 0], [1, true]);
  const next = new Lab({ numbers: ["101"] });
  next.input({ type: "recalled", pages: JSON.parse(JSON.stringify(lab.kept)) });
  next.run(1_000);
  assert.deepEqual([next.hooks.length, next.figures()["hooks_waiting"], lettersOf(next).length], [0, 0, 0]);
  const forgotten = next.kept.filter(({ value }) => value === undefined).map(({ family }) => family);
  assert.deepEqual([...new Set(forgotten)].sort(), ["cursor", "dead-hook", "hook"]);
  assertNothingLeft(next);
});

Deno.test("who calls from inside and reaches nobody has missed nothing; what nobody wants moves the cursor all the same", async () => {
  const { lab, ana, bob } = office([webhook("crm", { events: ["call.missed"] })]);
  const reading = readingOf(webhooksOf(lab), webhook("crm", { events: ["call.missed"] }));
  for (let call = 0; call < 150; call++) {
    const { caller, called } = ringing(lab, ana, bob);
    caller.cancel();
    lab.run(100);
    assert.equal(called.count("CANCEL"), 1);
  }
  await readOn(lab, reading);
  assert.equal(lab.hooks.length, 0);
  assert.ok(viewsOf(lab)[0]!.cursor! > 500);
  assertNothingLeft(lab);
});

function viewsOf(lab: Lab) {
  const answer = lab.ask({ type: "webhooks" });
  return answer.type === "webhooks" ? answer.webhooks : [];
}

function lettersOf(lab: Lab) {
  const answer = lab.ask({ type: "dead-letters" });
  return answer.type === "dead-letters" ? answer.letters : [];
}
