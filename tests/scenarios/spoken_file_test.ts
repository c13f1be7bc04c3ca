import assert from "node:assert/strict";
import { field } from "../lab/hand_call.ts";
import type { Lab } from "../lab/lab.ts";
import { keyIn, lineOffice } from "../lab/line_scene.ts";
import { mailOffice } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { assertFilesFollow } from "../lab/power_cut.ts";
import { connected } from "../lab/scene.ts";
import { FIRST, office as trunkOffice, SECTIONS } from "../lab/trunk_scene.ts";

/** Between two moments at which the power may go. */
const STEP_MS = 300;

/** A box in which somebody is asked to speak, and what he then keys in and when, in ms from then on. */
interface Story {
  readonly make: () => { readonly lab: Lab; readonly key: (digits: string) => void };
  readonly keys: readonly (readonly [afterMs: number, digits: string])[];
}

const mailStory = (keys: Story["keys"], message = false): Story => ({
  make: () => {
    const { lab, ana, dan } = mailOffice();
    if (message) {
      const left = connected(lab, dan, "*102");
      lab.run(5_000);
      left.bye();
      lab.run(500);
    }
    const call = connected(lab, ana, "*98102");
    return { lab, key: (digits) => keyIn(lab, call, digits) };
  },
  keys,
});

const STORIES: Readonly<Record<string, Story>> = {
  "a caller says his name for whoever screens calls": {
    make: () => {
      const office = trunkOffice(SECTIONS, { lines: { "101": { screening: "all" } } });
      const { lab, first } = office;
      const from = field("From", `<sip:+40722000111@${FIRST}>;tag=x`);
      const call = first.call("+40211234567", "+40722000111", { headers: [from] });
      lab.run(200);
      call.ack();
      return { lab, key: (digits) => keyIn(lab, call, digits) };
    },
    keys: [[2_500, "#"]],
  },
  "somebody speaks a greeting, and speaks it again": mailStory([
    [0, "4711#01"],
    [4_000, "#23"],
    [8_000, "#1"],
    [10_000, "1"],
    [13_000, "#1"],
  ]),
  "a message is passed on with a comment": mailStory([[0, "4711#18103#"], [4_000, "#1103#"], [7_000, "*#"]], true),
  "an announcement is recorded": {
    make: () => {
      const { lab, ana } = lineOffice({ lines: { "101": { mayAnnounce: true } } });
      const call = connected(lab, ana, "*777");
      return { lab, key: (digits) => keyIn(lab, call, digits) };
    },
    keys: [[4_000, "#"], [5_000, "3"], [9_000, "#1"]],
  },
};

for (const [name, { make, keys }] of Object.entries(STORIES)) {
  Deno.test(`${name}, and at each moment the power goes: the next box has the files that it knows, and no others`, () => {
    const { lab, key } = make();
    let most = 0;
    for (let ms = 0; ms <= 15_000; ms += STEP_MS) {
      for (const [afterMs, digits] of keys) if (afterMs >= ms && afterMs < ms + STEP_MS) key(digits);
      lab.run(STEP_MS);
      most = Math.max(most, lab.media.recorded.size);
      assertFilesFollow(lab, mailOffice().lab);
    }
    assert.equal(most, 1, "somebody was recorded");
  });
}

Deno.test("a name that was being said when the power went is dropped, and the record says so", () => {
  const { lab } = STORIES["a caller says his name for whoever screens calls"]!.make();
  lab.run(1_000);
  const [path] = lab.media.files.keys();
  assert.match(path!, /^screening\//);
  const next = lineOffice({}).lab;
  next.media.files.set(path!, 1_000);
  next.input({ type: "recalled", pages: lab.kept });
  next.run(100);
  assert.equal(next.media.files.size, 0);
  const dropped = next.events.find(({ type }) => type === "recording.dropped");
  assert.ok(dropped?.type === "recording.dropped");
  assert.equal(dropped.path, path);
  assertNothingLeft(next);
});
