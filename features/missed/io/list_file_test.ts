import assert from "node:assert/strict";
import type { LogLine } from "../../../core/base/mod.ts";
import { DEFAULT_HISTORY, DEFAULT_MISSED } from "../../../core/directory/mod.ts";
import { ForeignDesk } from "./foreign_desk.ts";
import { leftLists, listFile } from "./list_file.ts";

async function folderWith(...files: readonly string[]): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-lists-" });
  for (const file of files) await Deno.writeTextFile(`${folder}/${file}`, "");
  return folder;
}

Deno.test("lists of phone systems that nobody follows are found, and the box's own is none of them", async () => {
  const folder = await folderWith(
    "missed.db",
    "missed-acme.db",
    "missed-acme.db-wal",
    listFile("blue sky"),
    "record.db",
  );
  try {
    assert.equal(listFile("blue sky"), "missed-blue%20sky.db");
    assert.deepEqual(await leftLists(folder, []), ["missed-acme.db", "missed-blue%20sky.db"]);
    assert.deepEqual(await leftLists(folder, ["blue sky"]), ["missed-acme.db"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a list that the office names no more is told of once, and stays", async () => {
  const folder = await folderWith("missed-acme.db");
  const lines: LogLine[] = [];
  const desk = new ForeignDesk({ log: { write: (line) => lines.push(line) }, folder });
  const office = { country: "RO", timeZone: "Europe/Bucharest", missed: DEFAULT_MISSED, history: DEFAULT_HISTORY };
  try {
    desk.follow([], office);
    desk.follow([], office);
    await desk.stop();
    assert.deepEqual(lines.map(({ level, facts }) => [level, facts]), [["warn", { folder, files: "missed-acme.db" }]]);
    assert.equal((await Deno.stat(`${folder}/missed-acme.db`)).isFile, true);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a folder that cannot be read is said, and keeps nobody from what comes after", async () => {
  const lines: LogLine[] = [];
  const desk = new ForeignDesk({ log: { write: (line) => lines.push(line) }, folder: "/dev/null/data" });
  desk.follow([], { country: "RO", timeZone: "Europe/Bucharest", missed: DEFAULT_MISSED, history: DEFAULT_HISTORY });
  await desk.stop();
  assert.deepEqual(lines.map(({ level }) => level), ["error"]);
});
