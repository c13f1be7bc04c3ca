import assert from "node:assert/strict";
import type { LogLine } from "../../../core/base/mod.ts";
import type { Pbx } from "../../../core/directory/mod.ts";
import type { Change } from "../engine.ts";
import { ForeignDesk } from "./foreign_desk.ts";

const OFFICE = { country: "RO", timeZone: "Europe/Bucharest" };

function files(name: string, queueLog: string): Pbx {
  return {
    name,
    kind: "asterisk-files",
    queueLog,
    everyS: 3_600,
    historyDays: 1,
    extensions: ["101"],
    trunkChannels: [],
    outboundPrefixes: [],
    queues: [{ id: "800", name: "Sales" }],
    groups: [],
    menus: [],
    members: [],
  };
}

Deno.test("two tenants' queue logs are read in a worker, and nothing crosses", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-foreign-" });
  const told = new Map<string, Change>();
  const lines: LogLine[] = [];
  const both = Promise.withResolvers<void>();
  const enough = () => told.size === 2 && lines.length === 1 ? both.resolve() : undefined;
  const desk = new ForeignDesk({
    log: {
      write: (line) => {
        lines.push(line);
        enough();
      },
    },
    onChange: (tenant, change) => {
      // Of an empty stretch of the past there is nothing to tell.
      if (change.entries.length > 0) told.set(tenant, change);
      enough();
    },
  });
  try {
    const epoch = Math.floor(Date.now() / 1_000) - 600;
    const call = (by: string) =>
      `${epoch}|${epoch}.1|800|NONE|ENTERQUEUE||${by}|1\n${epoch + 30}|${epoch}.1|800|NONE|ABANDON|1|1|30\n`;
    await Deno.writeTextFile(`${folder}/acme`, call("0745123456"));
    await Deno.writeTextFile(`${folder}/blue`, call("0722000111"));
    const all = [files("acme", `${folder}/acme`), files("blue", `${folder}/blue`), files("lost", `${folder}/lost`)];
    desk.follow(all, OFFICE);
    desk.follow(all, OFFICE);
    await both.promise;
    const found = [...told].map((
      [tenant, { entries }],
    ) => [tenant, entries.map((entry) => [entry.tenant, entry.callerKey])]);
    assert.deepEqual(found.toSorted(), [["acme", [["acme", "+40745123456"]]], ["blue", [["blue", "+40722000111"]]]]);
    assert.deepEqual(desk.figures()['missed_entries_open{tenant="acme"}'], 1);
    assert.match(lines[0]?.text ?? "", /^Cannot read the rows of tenant "lost" from file .*: No such file/);
  } finally {
    await desk.stop();
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a reader that has grown old is replaced by one that reads everything anew", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-foreign-" });
  const seen: number[] = [];
  const twice = Promise.withResolvers<void>();
  const desk = new ForeignDesk({
    log: { write: () => {} },
    onChange: (_, { entries }) => {
      if (entries.length > 0) seen.push(entries.length);
      if (seen.length === 2) twice.resolve();
    },
    renewMs: 2_000,
  });
  try {
    const epoch = Math.floor(Date.now() / 1_000) - 600;
    const text = `${epoch}|${epoch}.1|800|NONE|ENTERQUEUE||0745123456|1\n${epoch}|${epoch}.1|800|NONE|ABANDON|1|1|30\n`;
    await Deno.writeTextFile(`${folder}/log`, text);
    desk.follow([files("acme", `${folder}/log`)], OFFICE);
    await twice.promise;
    assert.deepEqual(seen, [1, 1]);
  } finally {
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
