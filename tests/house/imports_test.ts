import assert from "node:assert/strict";
import { faultOfImport, filesOfTheHouse, importsOf, isSource, readHouse, roomOf } from "./house.ts";

Deno.test("every import follows the table of the house", () => {
  const faults: string[] = [];
  for (const path of filesOfTheHouse().filter(isSource)) {
    for (const specifier of importsOf(readHouse(path))) {
      const fault = faultOfImport(path, specifier);
      if (fault !== undefined) faults.push(fault);
    }
  }
  assert.deepEqual(faults, []);
});

const FORBIDDEN: readonly (readonly [string, string, RegExp])[] = [
  ["core/sip/parse.ts", "../transaction/mod.ts", /core\/sip may not see core\/transaction/],
  ["core/transaction/client.ts", "../dialog/mod.ts", /may not see/],
  ["core/dialog/dialog.ts", "../call/mod.ts", /may not see/],
  ["core/call/ring.ts", "../sip/parse.ts", /the door of core\/sip is its mod.ts/],
  ["core/call/ring.ts", "../io/mod.ts", /only main.ts imports an io/],
  ["core/store/repository.ts", "./io/mod.ts", /only main.ts imports an io/],
  ["core/command/status.ts", "../../media/io/mod.ts", /only main.ts imports an io/],
  ["core/base/time.ts", "../../tests/lab/clock.ts", /no room may look there/],
  ["media/engine/relay.ts", "../../core/sip/mod.ts", /may not see core\/sip/],
  ["media/plane/plane.ts", "../engine/mod.ts", /may not see media\/engine/],
  ["features/voicemail/take.ts", "../queue/mod.ts", /may not see features\/queue/],
  ["features/voicemail/take.ts", "../../core/sip/mod.ts", /may not see core\/sip/],
  ["core/attic/old.ts", "../base/mod.ts", /has no row/],
  ["core/loose.ts", "./base/mod.ts", /only main.ts lies outside/],
  ["core/sip/parse.ts", "npm:yaml@2.9.1", /from npm only/],
  ["core/sip/parse.ts", "jsr:@std/assert", /from npm only/],
];
for (const [from, specifier, words] of FORBIDDEN) {
  Deno.test(`${from} may not import "${specifier}"`, () => assert.match(faultOfImport(from, specifier) ?? "", words));
}

const ALLOWED: readonly (readonly [string, string])[] = [
  ["core/sip/parse.ts", "../base/mod.ts"],
  ["core/sip/parse.ts", "./limits.ts"],
  ["core/sip/parse.ts", "node:crypto"],
  ["core/store/io/sqlite.ts", "../repository.ts"],
  ["core/command/demo.ts", "../io/mod.ts"],
  ["media/engine/relay.ts", "../rtp/mod.ts"],
  ["media/io/libc.ts", "../engine/mod.ts"],
  ["features/voicemail/take.ts", "../../core/script/mod.ts"],
  ["core/registrar/registrar_test.ts", "../transaction/mod.ts"],
  ["tests/scenarios/day_test.ts", "../../core/switchboard/mod.ts"],
  ["main.ts", "./core/io/mod.ts"],
];
for (const [from, specifier] of ALLOWED) {
  Deno.test(`${from} may import "${specifier}"`, () => assert.equal(faultOfImport(from, specifier), undefined));
}

Deno.test("importsOf() finds every form of import and nothing in comments", () => {
  const source = [
    `import one from "./one.ts";`,
    `import type { Two } from "./two.ts";`,
    `import {\n  three,\n  type Drei,\n} from "./three.ts";`,
    `export { four } from "./four.ts";`,
    `export * from "./five.ts";`,
    `import * as six from "./six.ts";`,
    `import "./seven.ts";`,
    `const eight = await import("./eight.ts");`,
    ` * import { nine } from "./nine.ts";`,
    `export const text = "from somewhere";`,
  ].join("\n");
  assert.deepEqual(
    importsOf(source),
    ["one", "two", "three", "four", "five", "six", "seven", "eight"].map((name) => `./${name}.ts`),
  );
});

Deno.test("roomOf() knows rooms, doors to the world and what lies outside", () => {
  const rooms = ["main.ts", "core/sip/parse.ts", "core/io/udp.ts", "core/store/io/sqlite.ts", ".ci/pack.ts"].map(
    roomOf,
  );
  assert.deepEqual(rooms, [undefined, "core/sip", "core/io", "core/store/io", undefined]);
});
