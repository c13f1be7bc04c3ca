import assert from "node:assert/strict";
import { type Chance, SeededChance } from "../../core/base/mod.ts";
import { readOffice } from "../../core/config/mod.ts";
import { buildDirectory, CODE_NAMES, CODE_TABLE, type CodeName, type Directory } from "../../core/directory/mod.ts";
import { destinationOf } from "../../core/routing/mod.ts";

const ROUNDS = 1_500;
/** Digits behind codes, of which a plan promises those that mean something. */
const DIGITS: Partial<Record<CodeName, readonly string[]>> = {
  "speed-dial": ["00", "12", "99"],
  "speed-dial-set": ["07", "120722000111"],
  "wake-up": ["0730", "2315"],
};

/** An office with few and short numbers, and codes that are likely to be in their way. */
function drawOffice(chance: Chance): string {
  const draw = <T>(of: readonly T[]): T => of[chance.below(of.length)]!;
  const digits = (least: number, most: number) =>
    Array.from({ length: least + chance.below(most - least + 1) }, () => draw([..."0123456789"])).join("");
  const numbers = [...new Set(Array.from({ length: 4 }, () => digits(2, 4)))];
  const extensions = numbers.map((number) => {
    const voicemail = chance.below(2) === 0 ? ', voicemail: { pin: "4711" }' : "";
    const announces = chance.below(4) === 0 ? ", may_announce: true" : "";
    return `  - { number: "${number}", name: P, secret: s3cret-of-${number}${voicemail}${announces} }\n`;
  });
  const codes = Array.from({ length: chance.below(3) }, () => {
    const dial = draw(["*", "#", "", "*2", "*7", "1", "8"]) + digits(0, 2);
    return `  ${draw(CODE_NAMES)}: ${chance.below(5) === 0 || dial === "" ? "false" : `"${dial}"`}\n`;
  });
  const named = new Map(codes.map((code) => [code.split(":")[0]!, code]));
  const night = draw(["true", "false", '"1"', '"7"']);
  return `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
${extensions.join("")}codes:
${
    named.size === 0
      ? '  clock: "*60"\n'
      : [...named.values()].join("")
  }hours: [{ name: shop, times: [], open: hang-up busy, night: ${night} }]
queues: ${chance.below(2) === 0 ? "[]" : `[{ number: "${digits(3, 4)}", name: Q, members: [] }]`}
park: ${draw(["false", "{}", "{ slots: 700-704 }"])}
`;
}

/** Whatever the plan promises to those who dial, and where it says that this leads. */
function* promisesOf(directory: Directory): Generator<readonly [dialled: string, kind: string, id: string]> {
  const { codes, extensions, numbers, hours } = directory;
  for (const number of extensions.keys()) yield [number, "extension", number];
  for (const [number, { kind, id }] of numbers) yield [number, kind, id];
  const somebody = [...extensions.keys(), ...numbers.keys()];
  const mayAnnounce = [...extensions.values()].some((each) => each.mayAnnounce === true);
  for (const name of CODE_NAMES) {
    const [code, takes] = [codes[name], CODE_TABLE[name].takes];
    if (code === false || takes === "in a call") continue;
    if (takes === "nothing" || takes === "maybe a number") yield [code, name, ""];
    if (takes === "nothing") continue;
    const behind = takes === "an extension"
      ? [...extensions.values()].flatMap(({ number, mailbox }) => mailbox === undefined ? [] : [number])
      : name === "night"
      ? [...hours.values()].flatMap(({ night }) => night === false || night === "" ? [] : [night])
      : name.startsWith("announcement-")
      ? mayAnnounce ? ["1", "42", "999"] : []
      : name === "agent-pause"
      ? directory.queues.size > 0 ? ["1", "25"] : []
      : name === "open-door"
      ? []
      : DIGITS[name] ?? somebody;
    for (const rest of behind) yield [code + rest, name, rest];
  }
}

Deno.test("whatever an accepted plan promises is reached by dialling it, and every code of a call can be keyed in", () => {
  const chance = new SeededChance(11);
  let accepted = 0;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = drawOffice(chance);
    const judged = readOffice(text, { fileName: "office.yml", environment: {} });
    if (!judged.ok) {
      refused++;
      for (const { path, line } of judged.faults) assert.ok(path !== "" && line > 1, text);
      continue;
    }
    accepted++;
    const directory = buildDirectory(judged.value, { revision: 1, realm: "kontor" });
    for (const [dialled, kind, id] of promisesOf(directory)) {
      assert.deepEqual(destinationOf(dialled, directory), { kind, id }, `${dialled} in\n${text}`);
    }
    const keyed = CODE_NAMES.flatMap((name) => {
      const code = directory.codes[name];
      return code === false || CODE_TABLE[name].takes !== "in a call" ? [] : [code];
    });
    for (const [at, code] of keyed.entries()) {
      assert.ok(!keyed.some((other, place) => place !== at && other.startsWith(code)), `${code} in\n${text}`);
    }
  }
  assert.ok(accepted > ROUNDS / 5 && refused > ROUNDS / 5, `${accepted} plans were accepted, ${refused} refused`);
});
