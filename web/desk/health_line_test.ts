import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, TrunkView } from "../../core/switchboard/mod.ts";
import type { Examined, ExaminedThing } from "../page/mod.ts";
import { deskStage } from "./stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const trunk = (state: TrunkView["state"]): TrunkView => ({
  ...{ name: "digi", kind: "register", state, forMs: 0, address: "sip.example", calls: 0, channels: 4 },
  ...state === "down" ? { why: "it does not answer" as const } : {},
});
const machineWith = (...findings: readonly ExaminedThing[]): Examined => ({
  findings: { en: findings, ro: findings },
  disk: { freeBytes: 2e9, totalBytes: 8e9 },
  memoryBytes: 1,
  runtime: "",
});
const FULL: ExaminedThing = { about: "disk", verdict: "bad", text: "No room" };
const CLOCK: ExaminedThing = { about: "clock", verdict: "warn", text: "The clock is late" };

async function lineOf(
  { state = "up", machine }: { readonly state?: TrunkView["state"]; readonly machine?: Examined },
  who: "owner" | "supervisor" = "owner",
  language = "en",
) {
  const ask = ({ type }: DeskCommand): DeskAnswer | undefined =>
    type === "trunks" ? { type, trunks: [trunk(state)] } : undefined;
  const examined = machine === undefined ? undefined : { machine, at: AT };
  const stage = await deskStage({ [who]: who }, { ask, examined: () => examined });
  const browser = await stage.signedIn(who);
  return {
    page: await (await browser.get("/")).text(),
    answer: await browser.get("/live/health", { "accept-language": language }),
  };
}

const CASES: readonly (readonly [what: string, Parameters<typeof lineOf>[0], verdict: string, text: RegExp])[] = [
  ["nobody has looked yet", {}, "unknown", /The machine has not been examined since the start/],
  ["nothing was found to be wrong", { machine: machineWith() }, "ok", /Everything is well/],
  ["a line outside is down", { state: "down" }, "bad", /digi: down, it does not answer/],
  ["the doctor found something last", { machine: machineWith(CLOCK) }, "warn", /The clock is late/],
  ["the disk is full and the clock late", { machine: machineWith(CLOCK, FULL) }, "bad", /No room/],
];
for (const [what, scene, verdict, text] of CASES) {
  Deno.test(`where ${what} Now says so in a line: ${verdict}`, async () => {
    const { page, answer } = await lineOf(scene);
    assert.match(page, new RegExp(`data-health="${verdict}"`));
    const line = await answer.json();
    assert.equal(line.verdict, verdict);
    assert.match(line.text, text);
    const notes = scene.machine !== undefined ? [/^Examined /, /free on the disk$/] : [/has not been examined/];
    assert.equal(line.notes.length, verdict === "unknown" ? 0 : notes.length, "with the disk where it is known");
    for (const [nth, note] of line.notes.entries()) assert.match(note, notes[nth]!);
  });
}

Deno.test("why a line outside is down is told in the reader's language", async () => {
  const { answer } = await lineOf({ state: "down" }, "owner", "ro");
  assert.equal((await answer.json()).text, "digi: căzută, nu răspunde");
});

Deno.test("how the box is, is told to nobody who may not see its health", async () => {
  const { page, answer } = await lineOf({ state: "down" }, "supervisor");
  assert.doesNotMatch(page, /data-health/);
  assert.equal(answer.status, 403);
  await answer.body?.cancel();
});
