import assert from "node:assert/strict";
import { sdp } from "../../tests/lab/hand_call.ts";
import { Lab } from "../../tests/lab/lab.ts";
import { program } from "../../tests/lab/program.ts";
import { registered } from "../../tests/lab/scene.ts";

/** Three phones, and a program whose key is good for 101 alone. */
async function limited() {
  const lab = new Lab({ numbers: ["101", "102", "103"] });
  const phones = ["101", "102", "103"].map((number) => registered(lab, number));
  const { app, ask: freely, keys } = await program(lab);
  const made = await keys.add("door", ["calls:dial", "calls:steer", "presence:write", "pages:write"], "ana", ["101"]);
  assert.ok(made.ok);
  const send = async (method: string, path: string, body: unknown, key: string = made.value) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const response = await app.request(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { lab, phones, app, freely, key: made.value, send };
}

const ONLY = 'Cannot answer: key "door" may not act for "102", only for 101';
const WISHES: readonly (readonly [method: string, path: string, of: (number: string) => unknown])[] = [
  ["POST", "/calls", (from) => ({ from, to: "103" })],
  ["POST", "/pages/600", (from) => ({ from })],
];
for (const [method, path, of] of WISHES) {
  Deno.test(`a key for 101 alone asks ${path} for nobody else`, async () => {
    const { send } = await limited();
    const refused = await send(method, path, of("102"));
    assert.deepEqual([refused.status, refused.body.detail], [403, ONLY]);
    assert.notEqual((await send(method, path, of("101"))).status, 403);
  });
}

Deno.test("a key for 101 alone says how 101 is, and dials by a plain address for it", async () => {
  const { send, app, key } = await limited();
  assert.equal((await send("PUT", "/presence/101", { presence: "away" })).status, 200);
  assert.equal((await send("PUT", "/presence/102", { presence: "away" })).status, 403);
  const headers = { authorization: `Bearer ${key}` };
  const dial = (from: string) => app.request(`/api/v1/dial?from=${from}&to=103`, { headers });
  assert.deepEqual([(await dial("102")).status, (await dial("101")).status], [403, 202]);
});

Deno.test("a key for 101 alone steers the calls of 101 as 101, and no others", async () => {
  const { lab, phones: [ana, bob, eve], freely, send } = await limited();
  const begin = async (from: string, to: string, ends: readonly typeof ana[]) => {
    const { body } = await freely("POST", "/calls", { from, to });
    for (const phone of ends) {
      lab.run(100);
      phone!.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(100);
    }
    return body.call as string;
  };
  const his = await begin("101", "102", [ana, bob]);
  assert.equal((await send("POST", `/calls/${his}/hold`, { by: "102" })).status, 403);
  assert.equal((await send("POST", `/calls/${his}/hold`, {})).status, 204, "as 101, without a word of it");
  assert.equal((await send("POST", `/calls/${his}/resume`, { by: "101" })).status, 204);
  assert.equal((await send("POST", `/calls/${his}/hang-up`, undefined)).status, 204);
  lab.run(1_000);
  const theirs = await begin("102", "103", [bob, eve]);
  const refused = await send("POST", `/calls/${theirs}/hang-up`, undefined);
  assert.deepEqual([refused.status, refused.body.detail], [
    403,
    'Cannot answer: key "door" may not act for everybody, only for 101',
  ]);
});

Deno.test("a token is as limited as the key that it was given for", async () => {
  const { app, key, send } = await limited();
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: "door", client_secret: key });
  const { access_token: token } = await (await app.request("/api/v1/token", { method: "POST", body })).json();
  assert.equal((await send("POST", "/calls", { from: "102", to: "103" }, token)).status, 403);
  assert.equal((await send("POST", "/calls", { from: "101", to: "103" }, token)).status, 202);
});
