import type { Spoken } from "../directory/mod.ts";
import { describeNode } from "./node.ts";
import { made, oneOrMore, type Shape, text, whole } from "./shape.ts";

const MOST_PARTS = 50;
const LONGEST_SILENCE_MS = 10_000;

/** No part of it may begin with a dot: it never leads out of its folder. */
const FILE = /^(?:[^/\\.\p{Cc}][^/\\\p{Cc}]*\/)*[^/\\.\p{Cc}][^/\\\p{Cc}]*\.(?:wav|ogg|opus)$/u;
const PROMPT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const fileName = text({
  what: 'the path of a WAV or Ogg Opus file inside the folder "prompts", as in closed.wav',
  schema: { maxLength: 200 },
  judge: (given) => FILE.test(given) && given.length <= 200 ? undefined : true,
});

const promptName = text({
  what: "the name of a sentence of the box, as in hours-closed",
  schema: { pattern: PROMPT.source },
  judge: (given) => PROMPT.test(given) ? undefined : true,
});

/** Whether there is a sentence of that name is known where the words are: see `checkPrompts`. */
const referredPrompt: Shape<string> = {
  schema: promptName.schema,
  read(node, path, judge) {
    const name = promptName.read(node, path, judge);
    if (name !== undefined) judge.refer({ kind: "prompt", id: name, from: node.from, path });
    return name;
  },
};

const digitText = text({
  what: "digits to be read out",
  schema: { pattern: "^[0-9*#+]{1,32}$" },
  judge: (given) => /^[0-9*#+]{1,32}$/.test(given) ? undefined : true,
});

const announcementNumber = text({
  what: "the number of an announcement recorded from a phone, 1 to 999",
  schema: { pattern: "^[1-9][0-9]{0,2}$" },
  judge: (given) => /^[1-9][0-9]{0,2}$/.test(given) ? undefined : true,
});

const PARTS: Readonly<Record<string, Shape<Spoken>>> = {
  prompt: made(referredPrompt, (name) => ({ type: "prompt", name })),
  file: made(fileName, (path) => ({ type: "recording", path })),
  recorded: made(announcementNumber, (number) => ({ type: "recorded", number })),
  digits: made(digitText, (digits) => ({ type: "digits", digits })),
  silence: made(
    whole({ from: 1, to: LONGEST_SILENCE_MS, unit: "milliseconds" }),
    (ms) => ({ type: "silence", ms }),
  ),
};
const KEYS = Object.keys(PARTS).join(", ");

/** `hours-closed`, `closed.wav`, `{ recorded: "7" }`, `{ digits: "0721" }`, `{ silence: 500 }`. */
const part: Shape<Spoken> = {
  schema: {
    anyOf: [
      { type: "string", description: "A sentence of the box by its name, or a file: hours-closed, closed.wav" },
      {
        type: "object",
        properties: Object.fromEntries(Object.entries(PARTS).map(([key, { schema }]) => [key, schema])),
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
      },
    ],
  },
  read(node, path, judge) {
    if (node.kind === "map") {
      const [only, ...more] = node.entries;
      const shape = only === undefined ? undefined : PARTS[only[0]];
      if (shape === undefined || more.length > 0) {
        return judge.say(node.from, path, `is to have one of these keys: ${KEYS}`);
      }
      return only![1].value && shape.read(only![1].value, `${path}.${only![0]}`, judge);
    }
    if (node.kind === "scalar" && typeof node.value === "string" && !node.kept) {
      return (/\.[A-Za-z0-9]+$/.test(node.value) ? PARTS["file"]! : PARTS["prompt"]!).read(node, path, judge);
    }
    return judge.say(node.from, path, `${describeNode(node)} is nothing to be said: a name, a file, or one of ${KEYS}`);
  },
};

/** What callers are told: one part, or several in their order. */
export const spoken: Shape<readonly Spoken[]> = oneOrMore(part, MOST_PARTS);
