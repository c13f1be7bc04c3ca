/**
 * A program that reads the box over HTTP: its calls, and its record as it is written.
 *
 * @module
 */
import assert from "node:assert/strict";
import { wavOf } from "../lab/sound_files.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

/** An entry belongs on the list a second after the call has ended. */
const AT_ONCE_MS = 1_000;

onStage("whoever has a key sees a call within a second of its end, and hears of it while it runs", async (stage) => {
  const { box } = stage;
  const key = (await box.command("add-key", "wallboard", "--scopes", "calls:read,record:read")).trim();
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return await fetch(`http://${box.host.ip}:${box.webPort}/api/v1${path}`, { headers });
  };
  const stream = (await get("/events")).body!.pipeThrough(new TextDecoderStream()).getReader();
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [...talking, ...hangUp()]);
  await callee.done();
  let heard = "";
  while (!heard.includes("event: call.ended")) heard += (await stream.read()).value ?? "";
  const endedAt = performance.now();
  await stream.cancel();
  assert.deepEqual(
    [...heard.matchAll(/^event: (leg\.answered|bridge\.\w+|call\.\w+)$/gm)].map(([, type]) => type),
    ["call.started", "leg.answered", "leg.answered", "bridge.made", "bridge.broken", "call.ended"],
  );
  for (;;) {
    const { calls: [call] } = await (await get("/calls")).json();
    if (call !== undefined) {
      assert.deepEqual([call.from.number, call.reached.number, call.ended_by], ["101", "102", "caller"]);
      break;
    }
    assert.ok(performance.now() - endedAt < AT_ONCE_MS, "a second after its end the call is not on the list");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await box.command("remove-key", "wallboard");
  assert.equal((await (await get("/calls")).json()).status, 401);
});

onStage("a program does at a running box what people do at its desk", async (stage) => {
  const { box } = stage;
  const site = `http://${box.host.ip}:${box.webPort}`;
  const scopes =
    "voicemail:read,voicemail:write,lines:write,accounts:write,audit:read,health:read,traces:read,calls:read";
  const key = (await box.command("add-key", "helper", "--scopes", scopes)).trim();
  const ask = (method: string, path: string, body?: BodyInit, type = "application/json") =>
    fetch(`${site}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      ...body === undefined ? {} : { body },
    });
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [...talking, ...hangUp()]);
  await callee.done();
  const { phones } = await (await ask("GET", "/phones")).json();
  assert.deepEqual(phones.map(({ number }: { number: string }) => number), ["102"]);
  await box.untilRecorded("call.ended", 1);
  const [started] = box.recorded(["call.started"]);
  const { drawn, messages } = await (await ask("GET", `/traces/${started!.call}`)).json();
  assert.match(drawn, /INVITE 1 SDP/);
  assert.ok(messages.some(({ text }: { text: string }) => text.startsWith("INVITE sip:102")));
  // A greeting lasts two seconds at least.
  const tone = wavOf(Int16Array.from({ length: 40_000 }, (_, at) => 8_000 * Math.sin(at / 6)));
  const recorded = await ask("PUT", "/voicemail/102/greetings/own", tone, "audio/wav");
  assert.equal(recorded.status, 204, await recorded.text());
  const heard = await (await ask("GET", "/voicemail/102/greetings/own")).bytes();
  assert.ok(heard.length > 40_000, `${heard.length} octets`);
  const line = await ask("PATCH", "/extensions/102/line", '{"forward":{"busy":"103"}}');
  assert.equal(line.status, 200, await line.text());
  const made = await (await ask("POST", "/accounts", '{"name":"emil","full_name":"Emil","role":"admin"}')).json();
  const form = new URLSearchParams({ name: "emil", password: made.password });
  const headers = { origin: site, "sec-fetch-site": "same-origin" };
  const signedIn = await fetch(`${site}/sign-in`, { method: "POST", body: form, headers, redirect: "manual" });
  assert.deepEqual([signedIn.status, signedIn.headers.get("location")], [303, "/"]);
  await signedIn.body?.cancel();
  const { findings } = await (await ask("GET", "/health")).json();
  assert.ok(findings.some(({ about }: { about: string }) => about === "sip.udp"), JSON.stringify(findings));
  const { lines } = await (await ask("GET", "/audit?who=key%3Ahelper")).json();
  const actions: string[] = lines.map(({ action }: { action: string }) => action);
  assert.deepEqual(actions.filter((action) => action !== "resource.read"), [
    "account.added",
    "phone.changed",
    "voicemail.greeting-recorded",
  ]);
  assert.ok(actions.includes("resource.read"), "what was read is told at once");
}, { extension: 'voicemail: { pin: "4711" }' });

onStage(
  "at the machine itself an owner without a way in gets one, and the running box takes it once",
  async ({ box }) => {
    const site = `http://${box.host.ip}:${box.webPort}`;
    const post = async (fields: Readonly<Record<string, string>>) => {
      const headers = { origin: site, "sec-fetch-site": "same-origin" };
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${site}/claim`, { method: "POST", redirect: "manual", headers, body });
      await answer.body?.cancel();
      return [answer.status, answer.headers.get("location")];
    };
    await assert.rejects(box.command("owner", "ana"), /the box is nobody's yet/);
    const first = /\/claim\?code=([\w-]+)/.exec(box.log)![1]!;
    const claimed = await post({ code: first, fullName: "Ana", name: "ana", password: "correct horse battery" });
    assert.deepEqual(claimed, [303, "/"]);
    await assert.rejects(box.command("owner", "bob"), /Cannot reset owner "bob": owners are ana/);
    const reset = JSON.parse(await box.command("owner", "Ana", "--json"));
    assert.equal(reset.owner, "ana");
    assert.ok(reset.url.endsWith(`/claim?code=${reset.code}`), reset.url);
    const anew = { reset: "yes", code: reset.code, password: "battery staple horse" };
    assert.deepEqual(await post(anew), [303, "/me"]);
    assert.deepEqual(await post(anew), [422, null]);
  },
);
