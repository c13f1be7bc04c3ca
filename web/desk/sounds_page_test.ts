import assert from "node:assert/strict";
import type { DeskCommand } from "../../core/switchboard/mod.ts";
import type { SoundDoor } from "../sound/mod.ts";
import { deskStage } from "./stage.ts";

const WAV = new Uint8Array(2_044).fill(7);

/** An office with announcement 7, a piece of music, and a box that notes what it is told. */
async function office() {
  const told: DeskCommand[] = [];
  const erased: string[] = [];
  const sounds: SoundDoor = {
    measure: () => Promise.resolve({ bytes: WAV.length, sides: 1, durationMs: 60 }),
    read: (_, at, length) => Promise.resolve(WAV.slice(at, at + length)),
    outline: () => Promise.resolve([]),
    keep: ({ sound }) => Promise.resolve(sound.length < 10 ? { refused: "too-long" } : { durationMs: 3_000 }),
    list: (folder) => Promise.resolve(folder === "music" ? [{ path: "music/jazz/a<b.opus", bytes: 1 }] : []),
    erase: (path) => Promise.resolve(void erased.push(path)),
  };
  const stage = await deskStage({ owner: "owner", admin: "admin", bob: "employee", auditor: "auditor" }, {
    sounds,
    ask: (command) => {
      if (command.type === "announcements") return { type: "announcements", recorded: { "7": "announcements/7.opus" } };
      if (command.type !== "record-announcement") return undefined;
      told.push(command);
      return { type: "done", text: "" };
    },
  });
  return { ...stage, told, erased };
}

Deno.test("whoever may change the office sees the owner's sounds and hears them; nobody else does", async () => {
  const stage = await office();
  const admin = await stage.signedIn("admin");
  const text = await (await admin.get("/settings/sounds")).text();
  assert.match(text, /Announcement 7/);
  assert.match(text, /a&lt;b/);
  assert.match(text, /The box says all of it in its own voice/);
  const heard = await admin.get("/settings/sounds/music/hear?id=jazz%3Aa%3Cb");
  assert.deepEqual([heard.status, (await heard.bytes()).length], [200, WAV.length]);
  assert.equal((await admin.get("/settings/sounds/music/hear?id=../../secret")).status, 404);
  for (const name of ["bob", "auditor"]) {
    const browser = await stage.signedIn(name);
    assert.equal((await browser.get("/settings/sounds")).status, 403, name);
    assert.equal((await browser.post("/settings/sounds/announcement/forget", { id: "7" })).status, 403, name);
  }
  assert.deepEqual(stage.told, []);
});

Deno.test("a sound is deleted once, by its name, and the audit says by whom", async () => {
  const stage = await office();
  const owner = await stage.signedIn("owner");
  assert.equal((await owner.post("/settings/sounds/announcement/forget", { id: "7" })).status, 200);
  assert.equal((await owner.post("/settings/sounds/music/forget", { id: "jazz:a<b" })).status, 200);
  assert.equal((await owner.post("/settings/sounds/music/forget", { id: "nothing" })).status, 404);
  assert.equal((await owner.post("/settings/sounds/noise/forget", { id: "7" })).status, 404);
  assert.deepEqual([stage.told, stage.erased], [[{ type: "record-announcement", number: "7" }], [
    "music/jazz/a<b.opus",
  ]]);
  const lines = await stage.store.audit.lines({ action: "sound.forgotten", limit: 9 });
  assert.deepEqual(lines.map(({ who, facts }) => [who, facts]), [
    ["owner", { kind: "music", sound: "jazz:a<b" }],
    ["owner", { kind: "announcement", sound: "7" }],
  ]);
});

Deno.test("what cannot be kept is refused in words that say why", async () => {
  const stage = await office();
  const owner = await stage.signedIn("owner");
  for (
    const [kind, fields, words] of [
      ["announcement", { announcement: "1000" }, /a number from 1 to 999/],
      ["prompt", { of: "en", prompt: "nothing" }, /no such sentence/],
      ["music", { of: "", music: "../x" }, /letters, digits, spaces and hyphens/],
      ["music", { of: "", music: "waltz" }, /send WAV or Ogg Opus/],
    ] as const
  ) {
    const answer = await owner.post(`/settings/sounds/${kind}`, fields);
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), words);
  }
  assert.equal((await owner.post("/settings/sounds/noise", {})).status, 404);
});
