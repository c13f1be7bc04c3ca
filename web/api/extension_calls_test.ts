import assert from "node:assert/strict";
import { sdp } from "../../tests/lab/hand_call.ts";
import { Lab } from "../../tests/lab/lab.ts";
import { program } from "../../tests/lab/program.ts";
import { registered } from "../../tests/lab/scene.ts";

/** Three phones, and the interface over them. */
async function office() {
  const lab = new Lab({ numbers: ["101", "102", "103"] });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  const { ask, app, keys } = await program(lab);
  const answer = (phone: typeof ana) => {
    lab.run(100);
    phone!.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
  };
  const begin = async (from: string, to: string): Promise<string> => {
    return (await ask("POST", "/calls", { from, to })).body.call;
  };
  const callsOf = async (extension: string) => {
    const { status, body } = await ask("GET", `/extensions/${extension}/calls`);
    assert.equal(status, 200);
    return body.calls;
  };
  return { lab, ana, bob, eve, app, keys, ask, answer, begin, callsOf };
}

Deno.test("an extension's calls are told with his state and whom he is with, and nobody else's are among them", async () => {
  const { lab, ana, bob, answer, begin, callsOf, ask } = await office();
  assert.deepEqual(await callsOf("101"), []);
  const call = await begin("101", "102");
  answer(ana);
  bob!.calls.at(-1)!.respond(180);
  lab.run(100);
  const [ringing] = await callsOf("102");
  assert.deepEqual([ringing.call, ringing.state, ringing.with.map(({ number }: { number: string }) => number)], [
    ...[call, "ringing", ["101"]],
  ]);
  answer(bob);
  const [his] = await callsOf("101");
  const peer = his.legs.find(({ number }: { number: string }) => number === "102");
  assert.deepEqual([his.call, his.dialled, his.state, his.recording, his.legs.length], [
    ...[call, "102", "talking", null, 2],
  ]);
  assert.deepEqual(his.with, [{ leg: peer.leg, number: "102", name: peer.name, trunk: null }]);
  assert.deepEqual(his.legs, (await ask("GET", "/live")).body.calls[0].legs, "as the live view has it");
  assert.deepEqual(await callsOf("103"), []);
  assert.equal((await ask("POST", `/calls/${call}/hold`, { by: "101" })).status, 204);
  lab.run(100);
  assert.deepEqual([(await callsOf("101"))[0].state, (await callsOf("102"))[0].state], ["held", "talking"]);
});

Deno.test("a key for 101 alone finds the call that it steers, and sees nobody else's", async () => {
  const { ana, bob, answer, begin, app, keys } = await office();
  const made = await keys.add("door", ["calls:read", "calls:steer"], "ana", ["101"]);
  assert.ok(made.ok);
  await begin("101", "102");
  answer(ana);
  answer(bob);
  const send = (method: string, path: string) =>
    app.request(`/api/v1${path}`, { method, headers: { authorization: `Bearer ${made.value}` } });
  const { calls: [his] } = await (await send("GET", "/extensions/101/calls")).json();
  const refused = await send("GET", "/extensions/102/calls");
  assert.deepEqual([refused.status, (await refused.json()).detail], [
    ...[403, 'Cannot answer: key "door" may not act for "102", only for 101'],
  ]);
  assert.equal((await send("POST", `/calls/${his.call}/hang-up`)).status, 204);
  assert.deepEqual((await (await send("GET", "/extensions/101/calls")).json()).calls, []);
});

Deno.test("an extension that is not there is a 404 that names it", async () => {
  const { ask } = await office();
  const { status, body } = await ask("GET", "/extensions/999/calls");
  assert.deepEqual([status, body.detail], [404, 'Cannot tell the calls of "999": there is no such extension']);
});
