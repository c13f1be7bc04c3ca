import assert from "node:assert/strict";
import { API_SCOPES } from "../../core/store/mod.ts";
import { sdp } from "../../tests/lab/hand_call.ts";
import { Lab } from "../../tests/lab/lab.ts";
import { assertNothingLeft } from "../../tests/lab/nothing_left.ts";
import { registered, talking } from "../../tests/lab/scene.ts";
import { liveNow } from "./live_now.ts";
import { CLOCK } from "./stage.ts";
import { dialable } from "../softphone/mod.ts";
import { program } from "../../tests/lab/program.ts";

const PARK = { slots: ["70"], returnAfterS: 60, ringForS: 20 };

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections: { park: PARK } });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

Deno.test("a program has an extension call a number, sees the call, steers it, and each is written down", async () => {
  const { lab, ana, bob, eve } = office();
  const { ask, audit } = await program(lab);
  const begun = await ask("POST", "/calls", { from: "101", to: "tel:102" });
  assert.equal(begun.status, 202);
  const { call } = begun.body;
  for (const phone of [ana, bob]) {
    lab.run(100);
    phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
  }
  const live = (await ask("GET", "/live")).body.calls;
  assert.deepEqual(live.map((each: { call: string; dialled: string }) => [each.call, each.dialled]), [[call, "102"]]);
  assert.deepEqual(live[0].legs.map(({ number, state }: { number: string; state: string }) => [number, state]), [
    ["101", "talking"],
    ["102", "talking"],
  ]);
  assert.equal(lab.media.heard.size, 2);
  const by = { by: "101" };
  for (const act of ["hold", "resume", "mute", "unmute", "record", "pause-recording", "resume-recording"]) {
    assert.equal((await ask("POST", `/calls/${call}/${act}`, by)).status, 204, act);
  }
  assert.equal((await ask("POST", `/calls/${call}/end-recording`, by)).status, 204);
  assert.equal((await ask("POST", `/calls/${call}/transfer`, { ...by, to: "103" })).status, 204);
  lab.run(100);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  const parked = await ask("POST", `/calls/${call}/park`, { by: "103" });
  assert.deepEqual([parked.status, parked.body], [200, { slot: "70" }]);
  lab.run(100);
  assert.equal((await ask("POST", `/calls/${call}/hang-up`)).status, 204);
  lab.run(100);
  const lines = await audit();
  assert.ok(lines.every(({ who }) => who === "key:crm"));
  assert.deepEqual(lines.map(({ action }) => action), [
    "call.dialled",
    "call.hold",
    "call.resume",
    "call.mute",
    "call.unmute",
    "call.record",
    "call.pause-recording",
    "call.resume-recording",
    "call.end-recording",
    "call.transfer",
    "call.park",
    "call.hang-up",
  ]);
  assert.deepEqual(lines[0]!.facts, { call, from: "101", to: "102" });
  assert.deepEqual(lines[9]!.facts, { call, by: "101", to: "103" });
  assert.deepEqual(lines[10]!.facts, { call, by: "103", slot: "70" });
  assertNothingLeft(lab);
});

Deno.test("a program takes one of three out of a call, the others talk on, and then ends it for both", async () => {
  const { lab, ana, bob, eve } = office();
  const { ask, audit } = await program(lab);
  const { caller, called } = talking(lab, ana, bob);
  const legs = async () => (await ask("GET", "/live")).body.calls[0].legs as { leg: string; number: string }[];
  const [{ call }] = (await ask("GET", "/live")).body.calls;
  assert.equal((await ask("POST", `/calls/${call}/announce`, { by: "102", to: "103" })).status, 204);
  lab.run(100);
  const third = eve.calls[0]!;
  third.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal((await ask("POST", `/calls/${call}/merge`, { by: "102" })).status, 204);
  lab.run(100);
  const goodbyes = () => [caller, called, third].map((each) => each.count("BYE"));
  const { leg } = (await legs()).find(({ number }) => number === "102")!;
  assert.equal((await ask("POST", `/calls/${call}/legs/${leg}/hang-up`)).status, 204);
  lab.run(100);
  assert.deepEqual([goodbyes(), lab.media.heard.size], [[0, 1, 0], 2]);
  const gone = await ask("POST", `/calls/${call}/legs/${leg}/hang-up`);
  assert.deepEqual([gone.status, gone.body.detail], [
    404,
    `Cannot hang up leg "${leg}": call "${call}" has no such leg`,
  ]);
  assert.equal((await ask("POST", `/calls/${call}/hang-up`)).status, 204);
  lab.run(100);
  assert.deepEqual(goodbyes(), [1, 1, 1]);
  assert.deepEqual((await audit()).slice(2).map(({ action, facts }) => [action, facts]), [
    ["call.hang-up", { call, leg }],
    ["call.hang-up", { call }],
  ]);
  assertNothingLeft(lab);
});

Deno.test("one of two who is taken out of a call leaves nobody in it", async () => {
  const { lab, ana, bob } = office();
  const { ask } = await program(lab);
  const { caller, called } = talking(lab, ana, bob);
  const [{ call, legs }] = (await ask("GET", "/live")).body.calls;
  const { leg } = legs.find(({ number }: { number: string }) => number === "101");
  assert.equal((await ask("POST", `/calls/${call}/legs/${leg}/hang-up`)).status, 204);
  lab.run(100);
  assert.deepEqual([caller.count("BYE"), called.count("BYE")], [1, 1]);
  assertNothingLeft(lab);
});

Deno.test("what cannot be done is refused in words that name the field and the value, and nothing is written down", async () => {
  const { lab, ana, bob } = office();
  const { ask, audit } = await program(lab);
  const { caller } = talking(lab, ana, bob);
  const [{ call }] = (await ask("GET", "/live")).body.calls;
  for (
    const [path, body, status, detail] of [
      ["/calls", { from: "199", to: "102" }, 400, 'Cannot call "102" from "199": "199" is no extension'],
      ["/calls", { from: "101" }, 400, /^Cannot read "to": /],
      ["/calls", { from: "101", to: "102", auto_answer: 1 }, 400, /^Cannot read "auto_answer": /],
      [`/calls/c0/hold`, {}, 404, 'Cannot hold call "c0": no such call runs'],
      [`/calls/c0/hang-up`, {}, 404, 'Cannot hang up call "c0": no such call runs'],
      [`/calls/${call}/hold`, {}, 400, /"by" must name one of "101", "102"/],
      [`/calls/${call}/hold`, { by: "103" }, 400, /"by" "103": nobody of the house/],
      [`/calls/${call}/resume`, { by: "101" }, 409, /has nobody on hold from the desk/],
      [`/calls/${call}/transfer`, { by: "101", to: "777" }, 400, /to "777": that number leads nowhere/],
      [`/calls/${call}/park`, { by: "101", slot: "99" }, 400, /in "99": there is no such slot/],
      [`/calls/${call}/fly`, {}, 404, /Cannot find/],
      ["/pages/650", { from: "101" }, 404, /there is no page "650"/],
    ] as const
  ) {
    const heard = await ask("POST", path, body);
    assert.equal(heard.status, status, `${path} ${JSON.stringify(body)}: ${heard.body.detail}`);
    if (typeof detail === "string") assert.equal(heard.body.detail, detail);
    else assert.match(heard.body.detail, detail);
  }
  assert.deepEqual(await audit(), []);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an address is enough to call, but a key never stands in it", async () => {
  const { lab, ana } = office();
  const { ask, key } = await program(lab, ["calls:dial"]);
  const heard = await ask("GET", "/dial?from=101&to=callto:102&auto_answer=true");
  assert.equal(heard.status, 202);
  lab.run(100);
  ana.calls[0]!.respond(486);
  lab.run(100);
  assert.equal((await ask("POST", "/dial?from=101&to=102")).status, 202);
  lab.run(100);
  ana.calls[1]!.respond(486);
  lab.run(100);
  const leaky = await ask("GET", `/dial?from=101&to=102&key=${key}`);
  assert.equal(leaky.status, 400);
  assert.doesNotMatch(leaky.body.detail, new RegExp(key));
  assert.match((await ask("GET", "/dial?from=101&to=+40722000111")).body.detail, /^Cannot call "\+40722000111"/);
  assert.equal((await ask("POST", "/calls/c1/hold", {})).status, 403);
  assert.equal(ana.calls.length, 2);
  assertNothingLeft(lab);
});

Deno.test("who can open an address and nothing else calls by a key as its password, and no browser does", async () => {
  const { lab, ana } = office();
  const { app, key } = await program(lab, ["calls:dial", "calls:read"]);
  const open = async (path: string, password: string, headers: Readonly<Record<string, string>> = {}) =>
    (await app.request(`/api/v1${path}`, {
      headers: { authorization: `Basic ${btoa(`crm:${password}`)}`, ...headers },
    })).status;
  assert.equal(await open("/dial?from=101&to=102", key), 202);
  lab.run(100);
  ana.calls[0]!.respond(486);
  lab.run(100);
  for (const led of [{ "sec-fetch-site": "cross-site" }, { origin: "https://elsewhere.example" }]) {
    assert.equal(await open("/dial?from=101&to=102", key, led), 401);
  }
  assert.equal(await open("/dial?from=101&to=102", "kontor_wrong"), 401);
  assert.equal(await open("/calls", key), 401, "all else wants a token");
  assert.equal(ana.calls.length, 1);
  assertNothingLeft(lab);
});

Deno.test("numbers are dialled as they are written elsewhere", () => {
  assert.equal(dialable("tel:+40 (722) 000-111"), "+40722000111");
  assert.equal(dialable(" CALLTO:0722.000.111 "), "0722000111");
  assert.equal(dialable("*70"), "*70");
});

Deno.test("somebody speaks to a zone from a program", async () => {
  const zone = { number: "650", name: "Store", members: ["102"], duplex: false, emergency: false };
  const pages = [{ ...zone, multicast: [], mostS: 60 }];
  const lab = new Lab({ numbers: ["101", "102"], sections: { pages } });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  const { ask, audit } = await program(lab);
  assert.equal((await ask("POST", "/pages/650", { from: "101" })).status, 202);
  lab.run(100);
  ana!.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(bob!.calls.length, 1);
  ana!.calls[0]!.bye();
  lab.run(1_000);
  assert.deepEqual((await audit()).map(({ action }) => action), ["page.begun"]);
  assert.equal((await ask("POST", "/pages/102", { from: "101" })).status, 404);
  assertNothingLeft(lab);
});

Deno.test("somebody says how he is, is shown so, and takes it back", async () => {
  const { lab, ana, bob } = office();
  const { ask, audit } = await program(lab);
  const quiet = { number: "101", name: "Person 101", presence: "available", note: null, line: null };
  assert.deepEqual((await ask("GET", "/presence/101")).body, quiet);
  const away = await ask("PUT", "/presence/101", { presence: "away", note: "Back at three" });
  assert.deepEqual(away.body, { ...quiet, presence: "away", note: "Back at three" });
  assert.deepEqual((await ask("PUT", "/presence/101", { presence: null })).body, quiet);
  const { caller } = talking(lab, ana, bob);
  const talks = (await ask("GET", "/presence/101")).body;
  assert.deepEqual([talks.presence, talks.line], ["in-a-call", "talking"]);
  caller.bye();
  lab.run(100);
  assert.match((await ask("PUT", "/presence/101", { presence: "asleep" })).body.detail, /^Cannot read "presence": /);
  assert.equal((await ask("GET", "/presence/199")).status, 404);
  assert.equal((await ask("PUT", "/presence/199", { presence: "away" })).status, 404);
  assert.deepEqual((await audit()).map(({ facts }) => facts["presence"]), ["away", "nothing"]);
  assertNothingLeft(lab);
});

Deno.test("who listens to the office is sent the box's own stream, in the same words as who asks", async () => {
  const { lab, ana, bob } = office();
  const headers = { "content-type": "text/event-stream" };
  const live = () =>
    new Response(`data: ${JSON.stringify(liveNow({ ask: (command) => lab.ask(command), clock: CLOCK }))}\n\n`, {
      headers,
    });
  const { ask } = await program(lab, ["live:read"], { live });
  const { caller } = talking(lab, ana, bob);
  const stream = await ask("GET", "/live/events");
  assert.equal(stream.headers.get("content-type"), "text/event-stream");
  assert.deepEqual(JSON.parse(stream.body.slice("data: ".length)), (await ask("GET", "/live")).body);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("nothing of the interface is open to nobody, nor to a key that may do none of it", async () => {
  const { app, ask } = await program(undefined, []);
  const described = await (await app.request("/api/v1/openapi.json")).json();
  const paths = Object.entries(described.paths as Record<string, Record<string, { security?: unknown }>>);
  assert.ok(paths.length > 30);
  for (const [path, methods] of paths) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (path.endsWith("/token")) continue;
      const url = path.replaceAll(/\{\w+\}/g, "1");
      assert.ok(security !== undefined, `${method} ${path} says no scope`);
      const body = method === "get" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
      assert.equal(
        (await app.request(url, { method: method.toUpperCase(), ...body })).status,
        401,
        `${method} ${path}`,
      );
      const given = method === "get" ? undefined : {};
      assert.equal(
        (await ask(method.toUpperCase(), url.slice("/api/v1".length), given)).status,
        403,
        `${method} ${path}`,
      );
    }
  }
  assert.ok(API_SCOPES.length > 9);
});
