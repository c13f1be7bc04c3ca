/**
 * Somebody calls from outside, a real phone rings, nobody answers: he is on the list a second later, and off it once he is
 * called back.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { callAndGiveUp, CALLER, NUMBER, PROVIDER } from "./gives_up.ts";
import { answer, answerInside, audio, expect, goTo, mark, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

/** An entry belongs on the list a second after its call has ended. */
const AT_ONCE_MS = 1_000;

/** It takes the one call that the office makes; before that it is asked for a sign of life. */
const takes: Steps = [
  mark("again"),
  '<recv request="OPTIONS" optional="true" next="alive"/>',
  expect("INVITE"),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
  expect("BYE"),
  answerInside("200 OK"),
  goTo("end"),
  mark("alive"),
  answer("200 OK"),
  mark("end"),
];

interface Entry {
  readonly id: string;
  readonly caller: string;
  readonly state: string;
  readonly cleared_by: string | null;
  readonly cleared_by_extension: string | null;
  readonly rang: readonly string[];
}

realTest("a caller whom nobody answers is on the list within a second, until he is called back", [
  "sipp",
  "baresip",
], async () => {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const office =
    `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${port} }]\n` +
    `routes: [{ match: "0.", trunks: [provider] }]\nnumbers: [{ number: "${NUMBER}", to: "101" }]\n`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  const key = (await box.command("add-key", "desk", "--scopes", "missed:read,missed:write,record:read")).trim();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://${box.host.ip}:${box.webPort}/api/v1${path}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
  const entries = async (): Promise<readonly Entry[]> => (await (await get("/missed")).json()).entries;
  const until = async (isSo: (entry: Entry | undefined) => boolean, withinMs: number): Promise<void> => {
    const since = performance.now();
    for (let [entry] = await entries(); !isSo(entry); [entry] = await entries()) {
      assert.ok(performance.now() - since < withinMs, `after ${withinMs} ms it is ${JSON.stringify(entry)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
  const ana = opened.adopt(await Baresip.start(account), (phone) => phone.stop());
  const stream = (await get("/missed/events")).body!.pipeThrough(new TextDecoderStream()).getReader();
  const record = (await get("/events")).body!.pipeThrough(new TextDecoderStream()).getReader();

  const called = callAndGiveUp(box, port);
  let heard = "";
  while (!heard.includes("event: call.ended")) heard += (await record.read()).value ?? "";
  await until((entry) => entry?.state === "open", AT_ONCE_MS);
  await record.cancel();
  const [entry] = await entries();
  assert.deepEqual([entry?.caller, entry?.rang], [CALLER, ["101"]]);
  const result = await called;
  assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
  assert.match(await box.command("missed"), /\+40745123456 +\+40211234567 +1 /);

  const sipp = await Sipp.start({ scenario: scenario("takes", takes), host: PROVIDER, port, calls: 2, withinS: 40 });
  opened.adopt(sipp, async (sipp) => void await sipp.stop());
  await box.untilFigure("trunks_up", 1);
  await ana.dial(box.uri("0745123456"));
  await ana.until("CALL_ESTABLISHED");
  await until((entry) => entry?.cleared_by === "returned", AT_ONCE_MS);
  await ana.hangUp();
  assert.equal((await entries())[0]?.cleared_by_extension, "101");
  let told = "";
  while (!told.includes("event: cleared")) told += (await stream.read()).value ?? "";
  assert.deepEqual([...told.matchAll(/^event: (.*)$/gm)].map(([, type]) => type), ["created", "cleared"]);
  await stream.cancel();
  assert.match(await box.command("missed"), /^Nobody is waiting/);
  await box.untilEmpty();
});
