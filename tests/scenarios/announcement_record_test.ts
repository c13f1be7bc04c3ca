import assert from "node:assert/strict";
import type { Menu, Spoken } from "../../core/directory/mod.ts";
import { playInBadWeather } from "../lab/bad_weather.ts";
import { sdp } from "../lab/hand_call.ts";
import { keyIn, lineOffice, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said } from "../lab/scene.ts";
import { acks, dials, presses } from "../lab/steps.ts";

const SEVEN: Spoken = { type: "recorded", number: "7" };
const MENU: Menu = {
  name: "main",
  number: "651",
  says: [{ type: "prompt", name: "welcome" }, SEVEN],
  keys: { "1": { to: { kind: "extension", id: "102" } } },
  direct: false,
  firstS: 6,
  nextS: 3,
  tries: 1,
};

/** Ana may record announcements; 7 is heard at 650 and in the menu at 651. */
function office() {
  return lineOffice({
    lines: { "101": { mayAnnounce: true } },
    sections: { announcements: [{ name: "news", number: "650", says: [SEVEN], times: 1 }], menus: [MENU] },
  });
}

type Office = ReturnType<typeof office>;

/** Ana records it for so many seconds, and presses keys. */
function recordSeven({ lab, ana }: Office, seconds: number, keys: string): void {
  const call = connected(lab, ana, "*777");
  assert.deepEqual(said(lab).slice(-2), ["announcement-record", "beep"]);
  lab.run(1_000 * seconds);
  keyIn(lab, call, keys);
  lab.run(1_000);
  if (call.count("BYE") === 0) call.bye();
  lab.run(1_000);
}

const filesOf = ({ lab }: Office): readonly string[] => [...lab.media.files.keys()];

Deno.test("an announcement is recorded from a phone, heard there, and by callers in its place", () => {
  const us = office();
  const { lab, ana, bob } = us;
  recordSeven(us, 5, "#21");
  assert.equal(said(lab).at(-1), "announcement-saved");
  const [file] = filesOf(us);
  assert.match(file!, /^announcements\/7-.*\.opus$/);
  assert.ok(said(lab).slice(0, -1).includes(file!), "he has listened to it");
  assert.equal(useCode(lab, ana, "*997"), file);
  assert.equal(useCode(lab, bob, "650"), file);
  const call = connected(lab, bob, "651");
  assert.equal(said(lab).at(-1), `welcome ${file}`);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("what is recorded again takes the place of what there was, whose file is gone; what is not kept changes nothing", () => {
  const us = office();
  const { lab, ana } = us;
  recordSeven(us, 5, "#1");
  const [first] = filesOf(us);
  recordSeven(us, 5, "#");
  assert.deepEqual(filesOf(us), [first], "he hung up before he kept it");
  const short = connected(lab, ana, "*777");
  keyIn(lab, short, "#");
  lab.run(1_000);
  assert.equal(said(lab).at(-1), "announcement-none");
  assert.deepEqual(filesOf(us), [first], "it was too short");
  recordSeven(us, 5, "#3");
  assert.deepEqual(filesOf(us), [first], "he began again, and hung up");
  recordSeven(us, 5, "#1");
  const [second, ...more] = filesOf(us);
  assert.deepEqual(more, []);
  assert.notEqual(second, first);
  assert.equal(useCode(lab, ana, "*997"), second);
  assertNothingLeft(lab);
});

Deno.test("nobody records or hears one who may not, and there are 999 of them", () => {
  const us = office();
  const { lab, ana, bob } = us;
  for (const code of ["*777", "*997"]) {
    const call = connected(lab, bob, code);
    assert.equal(said(lab).at(-1), "not-available-here", code);
    call.bye();
    lab.run(100);
  }
  for (const code of ["*770", "*771000", "*99012"]) {
    const call = connected(lab, ana, code);
    assert.equal(said(lab).at(-1), "invalid-number", code);
    call.bye();
    lab.run(100);
  }
  assert.equal(useCode(lab, ana, "*997"), "announcement-none");
  assert.deepEqual(filesOf(us), []);
  assertNothingLeft(lab);
});

Deno.test("where nothing was recorded callers hear the rest, or go on at once", () => {
  const { lab, bob } = office();
  assert.equal(useCode(lab, bob, "650"), "silence");
  const call = connected(lab, bob, "651");
  assert.equal(said(lab).at(-1), "welcome");
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

playInBadWeather({
  "an announcement is recorded, heard there, kept, and heard by its code": [
    dials("ana", "*777"),
    acks("ana"),
    presses("ana", "#"),
    presses("ana", "2"),
    presses("ana", "1"),
    dials("ana", "*997"),
    acks("ana"),
  ],
  "an announcement is recorded again, and both times somebody begins anew": [
    dials("ana", "*777"),
    acks("ana"),
    presses("ana", "#"),
    presses("ana", "3"),
    presses("ana", "#"),
    presses("ana", "1"),
    dials("ana", "*777"),
    acks("ana"),
    presses("ana", "#"),
    presses("ana", "3"),
    presses("ana", "#"),
    presses("ana", "1"),
  ],
}, { lines: { "101": { mayAnnounce: true } } });

const CUTS: Readonly<Record<string, (us: Office) => void>> = {
  "he hangs up": ({ ana }) => {
    const call = ana.calls.at(-1)!;
    if (call.statuses().at(-1) === 200) call.ack();
    call.bye();
  },
  "his phone loses power": ({ lab, ana }) => lab.unplug(ana.flow),
  "the desk ends all calls": ({ lab }) => void lab.ask({ type: "end-all" }),
  "the media engine dies": ({ lab }) => {
    lab.loseMedia();
    lab.renewMedia();
  },
};

for (const [cut, act] of Object.entries(CUTS)) {
  Deno.test(`an announcement is recorded a second time, and at each moment ${cut}: one file is left, and it is the one in use`, () => {
    const KEYS = [[4_000, "#"], [4_030, "3"], [8_000, "#"], [8_030, "2"], [8_060, "1"]] as const;
    for (const moment of [3, 10, 2_000, 3_999, 4_003, 4_020, 4_033, 4_050, 6_000, 8_003, 8_033, 8_045, 8_063, 8_100]) {
      const us = office();
      const { lab, ana } = us;
      recordSeven(us, 5, "#1");
      lab.media.listMs = 5;
      lab.after(1, () => void ana.invite("*777", { sdp: sdp() }));
      lab.after(moment, () => act(us));
      for (const [at, key] of KEYS) {
        lab.after(at, () => ana.calls.at(-1)?.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" }));
      }
      lab.run(9_000);
      for (const call of ana.calls) if (call.statuses().at(-1) === 200) call.ack();
      lab.run(40_000);
      for (const leg of [...lab.media.open.keys()]) {
        lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
      }
      lab.run(40_000);
      assertNothingLeft(lab);
      const inUse = lab.kept.findLast(({ family }) => family === "announcement")!.value;
      assert.deepEqual(filesOf(us), [inUse], `cut at ${moment} ms`);
    }
  });
}
