import assert from "node:assert/strict";
import { filesOfTheHouse, importsOf, isSource, isTest, readHouse, roomOf, TOP } from "./house.ts";
import { EMPTY_NAMES, LONG_FILES, MAY_IMPORT, TOP_LEVEL } from "./import_table.ts";

const MOST_LINES = 400;
const FILES: readonly string[] = filesOfTheHouse();
const SOURCES: readonly string[] = FILES.filter(isSource);
const ROOMS: readonly string[] = [
  ...new Set(SOURCES.filter((path) => !path.startsWith("tests/")).map(roomOf).filter((room) => room !== undefined)),
];

const linesOf = (path: string): number => readHouse(path).split("\n").length - 1;

Deno.test(`no file is longer than ${MOST_LINES} lines, but for those with a reason`, () => {
  const long = SOURCES.filter((path) => !Object.hasOwn(LONG_FILES, path) && linesOf(path) > MOST_LINES);
  assert.deepEqual(long.map((path) => `${path}: ${linesOf(path)} lines`), []);
});

Deno.test("every exception from the length of files is still needed", () => {
  const gone = Object.keys(LONG_FILES).filter((path) => !SOURCES.includes(path) || linesOf(path) <= MOST_LINES);
  assert.deepEqual(gone, []);
});

Deno.test("the top level holds what it may hold and nothing else", () => {
  const tops = new Set(FILES.map((path) => path.split("/")[0] ?? path));
  assert.deepEqual([...tops].filter((name) => !TOP_LEVEL.includes(name)), []);
});

Deno.test("a file's name says what the file knows", () => {
  const empty = SOURCES.filter((path) => {
    const words = (path.split("/").at(-1) ?? "").replace(/(_test)?\.tsx?$/, "").split(/[_.-]/);
    return words.some((word) => EMPTY_NAMES.includes(word));
  });
  assert.deepEqual(empty, []);
});

for (const room of ROOMS) {
  Deno.test(`${room} has one door, with a sentence above it`, () => {
    const door = `${room}/mod.ts`;
    if (!SOURCES.includes(door)) {
      // What nobody opens needs no door: a worker's entry is reached by its URL, tests alone are reached by nobody.
      const opened = SOURCES.filter((path) => path.startsWith(`${room}/`) && !isTest(path)).length > 0;
      assert.ok(!opened || isOnlyStartedByUrl(room), `${room} has no mod.ts`);
      return;
    }
    const text = readHouse(door);
    assert.match(
      text,
      /^\/\*\*[\s\S]*?@module\s*\n \*\//,
      `${door} does not begin with a docstring that has "@module"`,
    );
    assert.doesNotMatch(text, /^export \*/m, `${door} exports everything`);
    assert.match(text, /^export /m, `${door} exports nothing`);
  });
}

function isOnlyStartedByUrl(room: string): boolean {
  return !SOURCES.some((path) =>
    roomOf(path) !== room &&
    importsOf(readHouse(path)).some((to) =>
      to.startsWith(".") && roomOf(new URL(to, `file:///${path}`).pathname.slice(1)) === room
    )
  );
}

Deno.test("every row of the import table speaks of rooms that exist or are drawn in the architecture", () => {
  const plan = Deno.readTextFileSync(new URL(".github/ARCHITECTURE.md", TOP));
  const strangers = Object.keys(MAY_IMPORT).filter((room) => {
    const word = room.split("/")[1] ?? "";
    return word !== "*" && !ROOMS.includes(room) && !plan.includes(`${word}/`);
  });
  assert.deepEqual(strangers, []);
});

Deno.test("the architecture names every room of core", () => {
  const plan = Deno.readTextFileSync(new URL(".github/ARCHITECTURE.md", TOP));
  const unnamed = ROOMS.filter((room) => /^core\/\w+$/.test(room) && !plan.includes(`${room.slice(5)}/`));
  assert.deepEqual(unnamed, []);
});
