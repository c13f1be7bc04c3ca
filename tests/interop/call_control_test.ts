/**
 * A program steers the calls of real phones over HTTP.
 *
 * @module
 */
import assert from "node:assert/strict";
import { toneWav } from "./tone.ts";
import type { Box } from "./box.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

const MUSIC_HZ = 1300;

/** A program with a key for this. */
async function programOf(box: Box, scopes: string) {
  const key = (await box.command("add-key", "crm", "--scopes", scopes)).trim();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return async (method: string, path: string, body?: unknown) => {
    const url = `http://${box.host.ip}:${box.webPort}/api/v1${path}`;
    const response = await fetch(url, { method, headers, ...body === undefined ? {} : { body: JSON.stringify(body) } });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}

withPhones(
  "a program has a baresip call another, who hears music on hold, nothing of who is muted, and is parked",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    const ask = await programOf(box, "calls:dial,calls:steer,live:read");
    const { call } = await ask("POST", "/calls", { from: "101", to: "102", auto_answer: true });
    await ana.hears(660, 0.3);
    await bob.hears(440, 0.3);
    const [shown] = (await ask("GET", "/live")).calls;
    assert.deepEqual([shown.call, shown.legs.length], [call, 2]);
    await ask("POST", `/calls/${call}/hold`, { by: "101" });
    await bob.hears(MUSIC_HZ, 0.3);
    await ask("POST", `/calls/${call}/resume`, { by: "101" });
    await bob.hears(440, 0.3);
    await ask("POST", `/calls/${call}/mute`, { by: "101" });
    await ana.hears(660, 0.3);
    await ask("POST", `/calls/${call}/unmute`, { by: "101" });
    await bob.hears(440, 0.3);
    assert.match((await ask("POST", `/calls/${call}/park`, { by: "101" })).slot, /^\d+$/);
    await bob.hears(MUSIC_HZ, 0.3);
    await ask("POST", `/calls/${call}/hang-up`);
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones(
  "what rings at a baresip is sent to another from the desk, whose owner the caller hears; the first one is still at once",
  (box) => [
    { ...box.account("101", "udp"), hz: 440 },
    { ...box.account("102", "udp"), hz: 660, answers: "manual" },
    { ...box.account("103", "udp"), hz: 880 },
  ],
  async (box, phones) => {
    const [ana, bob, eve] = three(phones);
    const ask = await programOf(box, "calls:steer,live:read,calls:read");
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    const [{ call }] = (await ask("GET", "/live")).calls;
    await ask("POST", `/calls/${call}/deflect`, { by: "102", to: "103" });
    await bob.until("CALL_CLOSED");
    await eve.until("CALL_ESTABLISHED");
    await ana.hears(880, 0.3);
    await eve.hears(440, 0.3);
    await ana.hangUp();
    await box.untilIdle();
    const { events } = await ask("GET", `/calls/${call}/events`);
    const said = events.filter(({ type }: { type: string }) => type === "leg.deflected");
    assert.deepEqual(said.map(({ target }: { target: string }) => target), ["103"]);
  },
);
