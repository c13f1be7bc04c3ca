import assert from "node:assert/strict";
import { assertSameEnd } from "../lab/bad_weather.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { LabOptions } from "../lab/lab.ts";
import { filesOf, type MailOffice, mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said } from "../lab/scene.ts";

/** A step is taken every so many ms: time for all that follows from it. */
const STEP_MS = 6;
/** So long a pause lets a recording last. */
const SPEAK_MS = 4_000;

type Step = ((office: MailOffice) => void) | "speak";

const dials = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const acks: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const presses = (digit: string): Step => ({ ana }) =>
  void ana.calls[0]?.send("INFO", { body: `Signal=${digit}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
const keys = (digits: string): readonly Step[] => [...digits].map(presses);
const answers: Step = ({ dan }) => {
  const called = dan.calls.find(({ invite }) => dan.requests("INVITE").includes(invite));
  called?.respond(200, { sdp: sdp(["PCMA"]) });
};
/** The box speaks long enough to be cut short by a key some steps later. */
const slowly: Step = ({ lab }) => void (lab.media.listMs = 10_000);
const bobAnswers: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const bobTransfers: Step = ({ bob }) =>
  void bob.calls[0]?.send("REFER", { headers: [field("Refer-To", "<sip:*103@10.0.0.1>")] });

const STORIES: Readonly<Record<string, readonly Step[]>> = {
  "leaving a message": [dials("*102"), acks, "speak", ...keys("#243"), "speak", ...keys("#1")],
  "the operator in place of a message": [slowly, dials("*102"), acks, presses("0"), answers],
  "a transfer to a box": [dials("102"), bobAnswers, acks, bobTransfers, "speak", presses("#")],
  "hearing a message": [dials("*98102"), acks, ...keys("4711#1537796*#")],
  "passing a message on": [dials("*98102"), acks, ...keys("4711#18103#"), "speak", ...keys("#1103#*#")],
  "a list made and a message left to it": [dials("*98102"), acks, ...keys("4711#073103##*43#"), "speak", ...keys("#1")],
  "calling back": [dials("*98102"), acks, ...keys("4711#12"), answers],
  "a greeting and a PIN": [
    dials("*98102"),
    acks,
    ...keys("4711#01"),
    "speak",
    ...keys("#23"),
    "speak",
    ...keys("#158065#8065#"),
  ],
};

const CUTS: Readonly<Record<string, (office: MailOffice) => void>> = {
  "the caller hangs up": ({ ana }) => {
    const [call] = ana.calls;
    if (call === undefined) return;
    if (call.statuses().some((status) => status >= 200)) {
      call.ack();
      call.bye();
    } else call.cancel();
  },
  "the caller's phone loses power": ({ lab, ana }) => lab.unplug(ana.flow),
  "the desk ends all calls": ({ lab }) => void lab.ask({ type: "end-all" }),
  "the media engine dies": ({ lab }) => {
    lab.loseMedia();
    lab.renewMedia();
  },
};

/** What phones with a little sense do in the end: acknowledge, and let the media engine notice the silence. */
function settle({ lab, ana, bob, eve, dan }: MailOffice): void {
  for (const { calls } of [ana, bob, eve, dan]) {
    for (const call of calls) if (call.statuses().at(-1) === 200) call.ack();
  }
  for (let round = 0; round < 2; round++) {
    lab.run(40_000);
    for (const leg of [...lab.media.open.keys()]) {
      lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
    }
  }
}

/** The office, with one message in Bob's box, that Dan has left. */
function withMessage(options: LabOptions = {}): MailOffice {
  const office = mailOffice({}, {}, 4, options);
  const { lab, dan } = office;
  const call = dan.invite("*102", { sdp: sdp() });
  lab.run(100);
  call.ack();
  lab.run(SPEAK_MS);
  call.bye();
  lab.run(100);
  // Long enough to be cut short, short enough to be over before the next step.
  lab.media.listMs = 2;
  return office;
}

/** When each step is taken, and when all is over. */
function planOf(steps: readonly Step[]): { readonly at: readonly number[]; readonly end: number } {
  let now = 0;
  const at = steps.map((step) => {
    const place = now;
    now += step === "speak" ? SPEAK_MS : STEP_MS;
    return place;
  });
  return { at, end: now };
}

/** What each story comes to when nothing cuts it short: the last thing that was said. */
const LAST: Readonly<Record<string, RegExp>> = {
  "leaving a message": /^voicemail-sent$/,
  "the operator in place of a message": /^extension 102 is-unavailable/,
  "a transfer to a box": /^voicemail-to-send-press/,
  "hearing a message": /^voicemail-/,
  "passing a message on": /^voicemail-/,
  "a list made and a message left to it": /^voicemail-/,
  "calling back": /^connecting$/,
  "a greeting and a PIN": /^pin-changed$|^voicemail-own-greeting-press/,
};

Deno.test("the stories below come to their ends", () => {
  for (const [story, steps] of Object.entries(STORIES)) {
    const office = withMessage();
    const { at, end } = planOf(steps);
    steps.forEach((step, nth) => step !== "speak" && office.lab.after(at[nth]!, () => step(office)));
    office.lab.run(end + 3);
    assert.match(said(office.lab).at(-1)!, LAST[story]!, `${story}: ${said(office.lab).join("\n")}`);
  }
});

for (const [story, steps] of Object.entries(STORIES)) {
  Deno.test(`${story}: it comes to the same end where a tenth of all is lost, doubled and reordered`, () => {
    assertSameEnd((options, onto) => {
      const office = withMessage(options);
      for (const step of steps) {
        if (step === "speak") office.lab.run(SPEAK_MS);
        else onto(office.lab, () => step(office));
      }
      assert.match(said(office.lab).at(-1)!, LAST[story]!, said(office.lab).join("\n"));
      return { lab: office.lab, settle: () => settle(office) };
    });
  });
  const { at: starts, end } = planOf(steps);
  // Every moment but those in which somebody only speaks: of these a few.
  const moments = starts.flatMap((start, nth) =>
    steps[nth] === "speak"
      ? [start + 1, start + 1_000, start + SPEAK_MS - 1]
      : Array.from({ length: STEP_MS }, (_, ms) => start + ms)
  );
  for (const [cut, act] of Object.entries(CUTS)) {
    Deno.test(`${story}, and at each of its moments ${cut}: nothing is left`, () => {
      for (const moment of [...moments, end]) {
        const office = withMessage();
        const { lab } = office;
        steps.forEach((step, nth) => {
          if (step !== "speak") lab.after(starts[nth]!, () => step(office));
        });
        lab.run(moment);
        act(office);
        lab.run(end);
        settle(office);
        try {
          assertNothingLeft(lab);
          const kept = ["102", "103"].flatMap((box) => messagesIn(lab, box)).flatMap(({ files }) => files);
          const greetings = filesOf(lab).filter((path) => path.includes("/own-"));
          assert.deepEqual(filesOf(lab), [...new Set([...kept, ...greetings])].sort());
          assert.ok(greetings.length <= 1);
        } catch (error) {
          throw new Error(`Cut at ${moment} ms: ${(error as Error).message}`, { cause: error });
        }
      }
    });
  }
}
