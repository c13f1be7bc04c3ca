import assert from "node:assert/strict";
import { noteOf } from "../../core/crm/mod.ts";
import type { Sections } from "../../core/directory/mod.ts";
import { type CallJudge, CALLS } from "../../core/record/mod.ts";
import { BOX } from "../lab/mailboxes.ts";
import { CALLER, DID, MissedScene } from "../lab/missed.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { FIRST, trunk } from "../lab/trunk_scene.ts";
import { judgeOf, readingOf, readOn, webhook, webhooksOf } from "../lab/webhooks.ts";

const WANTED = webhook("crm", { events: ["call.ended", "call.missed"] });

/** One call, and what a webhook is told at its end, what the list of calls has, what a customer database is told. */
function call(
  name: string,
  play: (scene: MissedScene) => void,
  expected: { readonly told: readonly string[]; readonly note: string },
  { judge = judgeOf(), sections = {} }: {
    readonly judge?: CallJudge;
    readonly sections?: Partial<Sections>;
  } = {},
): void {
  Deno.test(name, async () => {
    const scene = new MissedScene({ webhooks: [WANTED], ...sections }, { mailboxes: { "101": BOX, "105": BOX } });
    const { lab } = scene;
    const reading = readingOf(webhooksOf(lab, [], judge), WANTED);
    play(scene);
    await readOn(lab, reading);
    const told = lab.hooks.map(({ body }) => JSON.parse(body));
    assert.deepEqual(told.map(({ type, data }) => `${type} ${data.summary.outcome}`), expected.told);
    const [story = []] = scene.stories();
    const judgement = judge.judgementOf(story, judge.ignored);
    const row = CALLS.rowsOf(story, judgement)["call"]?.[0];
    assert.equal(told.at(-1)?.data.summary.outcome, row?.["outcome"], "the list of calls says the same");
    assert.equal(noteOf(story, { country: "RO", judgement })?.outcome, expected.note);
    assertNothingLeft(lab);
  });
}

const rings = (scene: MissedScene) => scene.misses();
const ENDED_VOID = { told: ["call.ended void"], note: "none" };
const ENDED_UNREACHED = { told: ["call.ended unreached"], note: "none" };

call("a phone rings in vain: the caller is missed", rings, {
  told: ["call.ended abandoned", "call.missed abandoned"],
  note: "missed",
});
call("he leaves a message, and is not missed", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 60_000);
  scene.gone(caller);
}, { told: ["call.ended message"], note: "message" });
call("he hangs up at the tone: what he left turns out to be no message, and he is missed", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 15_000);
  while (scene.lab.media.recorded.size === 0) scene.lab.run(100);
  caller.ack();
  scene.gone(caller);
}, { told: ["call.ended message", "call.missed lost"], note: "missed" });
call(
  "he leaves a message in an office that counts him all the same",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 60_000);
    scene.gone(caller);
  },
  { told: ["call.ended lost", "call.missed lost"], note: "missed" },
  { judge: judgeOf({ voicemail: true }) },
);
call("somebody takes the call", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 3_000);
  scene.answers("101", caller);
  scene.gone(caller);
}, { told: ["call.ended answered"], note: "answered" });
call("who tests the line", rings, ENDED_VOID, { judge: judgeOf({ probeNumbers: [CALLER] }) });
call("whom the office ignores", rings, ENDED_VOID, { judge: judgeOf({}, [CALLER]) });
call("the only phone is busy", (scene) => {
  const caller = scene.comes(DID.bob);
  scene.rung("102").respond(486);
  scene.lab.run(1_000);
  if (caller.statuses().at(-1) === 200) scene.gone(caller);
}, ENDED_UNREACHED);
call(
  "a fax that a machine takes",
  (scene) => {
    const caller = scene.comes(DID.menu);
    const [leg] = scene.lab.media.open.keys();
    scene.lab.input({ type: "media", event: { type: "fax", leg: leg!, tone: "cng" } });
    scene.lab.run(100);
    scene.answers("103", caller);
    scene.gone(caller);
  },
  ENDED_VOID,
  { sections: { trunks: [trunk("first", FIRST, { faxTo: { kind: "dial", id: "103" } })] } },
);
call("he leaves the menu", (scene) => {
  const caller = scene.comes(DID.menu);
  scene.lab.run(1_000);
  scene.gone(caller);
}, ENDED_UNREACHED);
