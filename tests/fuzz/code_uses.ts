import type { CodeName } from "../../core/directory/mod.ts";
import type { CodeUser } from "./code_user.ts";

/** How a code is used by somebody who can, and what tells that it came to effect. */
export interface CodeUse {
  readonly does: (user: CodeUser) => void;
  /** One of {@link CodeUser.notes}. */
  readonly comesTo: RegExp;
}

const dials = (by: string, number: string, comesTo: RegExp): CodeUse => ({
  does: (user) => user.dials(by, number),
  comesTo,
});
const dialsAndKeys = (by: string, number: string, keys: string, comesTo: RegExp): CodeUse => ({
  does: (user) => {
    user.dials(by, number);
    user.keys(by, keys);
  },
  comesTo,
});
/** In a call of his. */
const keys = (pressed: string, comesTo: RegExp): CodeUse => ({
  does: (user) => {
    user.talks("107", "108");
    user.keys("107", pressed);
    user.answers("109");
  },
  comesTo,
});
/** While somebody is rung. */
const whileRung = (number: string, comesTo: RegExp): CodeUse => ({
  does: (user) => {
    user.dials("107", "108");
    user.rings("108");
    user.dials("109", number);
  },
  comesTo,
});
/** It rings where he wants it to. */
const calls = (by: string, number: string, to: string, comesTo: RegExp): CodeUse => ({
  does: (user) => {
    user.dials(by, number);
    user.answers(to);
  },
  comesTo,
});
/** Somebody has called before, and was called. */
const afterCall = (number: string, comesTo: RegExp): CodeUse => ({
  does: (user) => {
    user.dials("106", "107");
    user.refuses("107");
    user.dials("107", "106");
    user.refuses("106");
    user.dials("107", number);
  },
  comesTo,
});

/** One of each; where one needs what another leaves it comes behind it. */
const CODE_USES: Readonly<Record<CodeName, CodeUse>> = {
  "pick-up": whileRung("*8", /^leg\.moved$/),
  "pick-up-at": whileRung("**108", /^leg\.moved$/),
  "park": dials("107", "*70", /^park\.entered$/),
  "transfer-blind": keys("##109#", /^bridge\.broken$/),
  "transfer-attended": keys("*2109#", /^bridge\.broken$/),
  "three-way": {
    does: (user) => {
      user.talks("107", "108");
      user.keys("107", "*2109#");
      user.answers("109");
      user.keys("107", "*3");
    },
    comesTo: /^room\.entered$/,
  },
  "record": keys("*1", /^recording-started$/),
  "record-pause": keys("*1*4", /^recording\.paused$/),
  "intercom": calls("107", "*80108", "108", /^bridge\.made$/),
  "forward-always": dials("110", "*72111", /^forward-always-on$/),
  "forward-always-off": dials("110", "*73", /^forward-always-off$/),
  "forward-busy": dials("110", "*90111", /^forward-busy-on$/),
  "forward-busy-off": dials("110", "*91", /^forward-busy-off$/),
  "forward-no-answer": dials("110", "*52111", /^forward-no-answer-on$/),
  "forward-no-answer-off": dials("110", "*53", /^forward-no-answer-off$/),
  "do-not-disturb": dials("110", "*78", /^dnd-on$/),
  "do-not-disturb-off": dials("110", "*79", /^dnd-off$/),
  "do-not-disturb-over": dials("110", "*76", /^dnd-o/),
  "call-waiting": dials("110", "*71", /^call-waiting-o/),
  "last-caller": afterCall("*69", /^last-caller$/),
  "redial": afterCall("*66", /^to extension$/),
  "anonymous": calls("107", "*67108", "108", /^bridge\.made$/),
  "identified": calls("107", "*68108", "108", /^bridge\.made$/),
  "block": dials("110", "*30113", /^caller-blocked$/),
  "unblock": dials("110", "*31113", /^caller-unblocked$/),
  "block-last-caller": {
    does: (user) => {
      user.dials("111", "110");
      user.dials("110", "*32");
    },
    comesTo: /^caller-blocked$/,
  },
  "supervise": {
    does: (user) => {
      user.talks("107", "108");
      user.dials("105", "*33107");
      user.keys("105", "56");
    },
    comesTo: /^supervision\.changed$/,
  },
  "account": dialsAndKeys("107", "*490722000111", "99#", /^account\.given$/),
  "speed-dial-set": dials("107", "*7507108", /^speed-dial-set$/),
  "speed-dial": calls("107", "*007", "108", /^bridge\.made$/),
  "find-me": dials("105", "*21", /^follow-me-o/),
  "camp-on": {
    does: (user) => {
      user.dials("107", "108");
      user.refuses("108");
      user.dials("107", "*37");
    },
    comesTo: /^call-completion-on$/,
  },
  "agent": dials("103", "*458001", /^agent\.log/),
  "agent-pause": dials("103", "*467", /^agent\.(un)?pause$/),
  "agent-outbound": dials("103", "*47", /^agent\.outbound-o/),
  "wake-up": {
    does: (user) => {
      user.dials("107", `*62${user.soon()}`);
      user.hangUp();
      user.waits(120_000);
      user.answers("107");
    },
    comesTo: /^wake-up-call$/,
  },
  "night": dials("107", "*27", /^night-/),
  "desk-in": dialsAndKeys("109", "*11106", "4711#", /^desk\.changed$/),
  "desk-out": dials("109", "*12", /^desk\.changed$/),
  "open-door": {
    does: (user) => {
      user.dials("107", "*36104");
      user.answers("104");
      user.waits(2_000);
    },
    comesTo: /^door\.opened$/,
  },
  "directory": {
    does: (user) => {
      user.dials("107", "*411");
      user.keys("107", "2621");
    },
    comesTo: /^to extension$/,
  },
  "announcement-record": {
    does: (user) => {
      user.dials("105", "*777");
      user.waits(2_000);
      user.keys("105", "#1");
    },
    comesTo: /^announcement-saved$/,
  },
  "announcement-hear": dials("105", "*997", /^announcements\//),
  "clock": dials("107", "*60", /^time-is$/),
  "my-number": dials("107", "*65", /^your-extension$/),
  "voicemail-mine": dials("106", "*97", /^voicemail-.*-press$/),
  "voicemail-any": dialsAndKeys("107", "*98106", "4711#", /^voicemail-.*-press$/),
  "voicemail-to": {
    does: (user) => {
      user.dials("107", "*106");
      user.keys("107", "#");
      user.waits(3_000);
      user.keys("107", "#1");
    },
    comesTo: /^voicemail\.left$/,
  },
  "echo-test": dials("107", "*43", /^echo-test$/),
};

/** All codes by their names, in the order in which they are used. */
export const USES = Object.entries(CODE_USES) as readonly (readonly [CodeName, CodeUse])[];
