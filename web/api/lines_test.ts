import assert from "node:assert/strict";
import { type LineOffice, lineOffice, useCode } from "../../tests/lab/line_scene.ts";
import { program } from "../../tests/lab/program.ts";

const LINE = "/extensions/102/line";

async function office(lines: LineOffice["lines"] = {}) {
  const { lab, bob } = lineOffice({ lines });
  return { lab, bob, ...await program(lab, ["lines:read", "lines:write"]) };
}

Deno.test("what a program sets for a phone is what its codes would have set", async () => {
  const { lab, bob, ask, audit } = await office();
  const before = (await ask("GET", LINE)).body;
  assert.deepEqual([before.number, before.forward.always, before.do_not_disturb], [
    "102",
    { to: null, usual: null },
    false,
  ]);
  const wish = {
    forward: { always: "103", busy: "1 0 1" },
    do_not_disturb: true,
    call_waiting: false,
    blocked: ["0722 000 111", "0733"],
    speed_dials: { "07": "101", "08": "103" },
    wake_up_at: "07:30",
    said: { presence: "away", note: "at lunch" },
  };
  const { status, body: set } = await ask("PATCH", LINE, wish);
  assert.equal(status, 200, JSON.stringify(set));
  assert.deepEqual([set.forward.always.to, set.forward.busy.to, set.do_not_disturb, set.call_waiting], [
    ...["103", "101", true, false],
  ]);
  assert.deepEqual(set.speed_dials, { "07": "101", "08": "103" });
  assert.equal(set.blocked.length, 2);
  assert.deepEqual(set.said, { presence: "away", note: "at lunch" });
  assert.match(set.wake_up_at, /:30:00/);
  useCode(lab, bob, "*73");
  assert.equal((await ask("GET", LINE)).body.forward.always.to, null, "by his code");
  const taken = (await ask("PATCH", LINE, {
    ...{ forward: { busy: null }, blocked: set.blocked.slice(1), speed_dials: { "07": null } },
    ...{ wake_up_at: null, said: null, do_not_disturb: false },
  })).body;
  assert.deepEqual([taken.forward.busy.to, taken.blocked, taken.speed_dials, taken.wake_up_at, taken.said], [
    ...[null, set.blocked.slice(1), { "08": "103" }, null, null],
  ]);
  assert.equal(taken.call_waiting, false, "what is left out stays");
  const [first] = await audit();
  assert.deepEqual([first?.action, first?.facts["number"]], ["phone.changed", "102"]);
});

Deno.test("a program says who gets through while somebody wants his rest, beside whom the office lets through", async () => {
  const { ask } = await office({ "102": { vips: ["103"], quiet: { times: [], except: ["104"] } } });
  const set = (await ask("PATCH", LINE, { vips: ["0722 000 111", "101"], exceptions: ["101"] })).body;
  assert.deepEqual([set.vips.usual, set.exceptions], [["103"], { own: ["101"], usual: ["104"] }]);
  assert.equal(set.vips.own.length, 2);
  const less = (await ask("PATCH", LINE, { vips: ["101"] })).body;
  assert.deepEqual([less.vips.own, less.exceptions.own], [["101"], ["101"]], "what is left out stays");
  assert.deepEqual((await ask("PATCH", LINE, { vips: [], exceptions: [] })).body.vips, { own: [], usual: ["103"] });
});

Deno.test("what cannot be set is refused by its name and value", async () => {
  const { ask, audit } = await office();
  const wrong: readonly (readonly [Record<string, unknown>, number, RegExp])[] = [
    [{ forward: { always: "nobody" } }, 409, /"nobody".*leads nowhere/],
    [{ blocked: ["Ion"] }, 409, /Cannot block "Ion"/],
    [{ vips: ["Ion"] }, 409, /Cannot let "Ion" through/],
    [{ exceptions: ["103"] }, 409, /Cannot except "103": "102" has no quiet hours/],
    [{ speed_dials: { "7": "101" } }, 409, /"7": expected two digits/],
    [{ find_me: true }, 409, /Cannot find "102" elsewhere/],
    [{ wake_up_at: "99:99" }, 409, /"9999"/],
    [{ forward: { sometimes: "103" } }, 400, /"forward/],
    [{ said: { presence: "asleep" } }, 400, /"said.presence"/],
    [{ do_not_disturb: "yes" }, 400, /"do_not_disturb"/],
    [{ forwarding: {} }, 400, /forwarding/],
  ];
  const before = (await ask("GET", LINE)).body;
  for (const [wish, status, text] of wrong) {
    const refused = await ask("PATCH", LINE, { call_waiting: false, said: { presence: "away" }, ...wish });
    assert.equal(refused.status, status, JSON.stringify([wish, refused.body]));
    assert.match(refused.body.detail, text);
  }
  assert.deepEqual((await ask("GET", LINE)).body, before, "what could be set was not, either");
  for (const method of ["GET", "PATCH"]) {
    const body = method === "GET" ? undefined : { call_waiting: true };
    const { status, body: told } = await ask(method, "/extensions/999/line", body);
    assert.deepEqual([status, /"999"/.test(told.detail)], [404, true]);
  }
  assert.deepEqual(await audit(), [], "nothing was done");
});
