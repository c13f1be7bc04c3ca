import assert from "node:assert/strict";
import type { Pbx } from "../../core/directory/mod.ts";
import { DEFAULT_POLICY } from "../../features/missed/policy.ts";
import { readScenario } from "../../features/missed/replay/mod.ts";
import { SCENARIO_DEFAULTS } from "../../features/missed/replay/defaults.ts";
import { FREEPBX, insert, makeTenant, rowsOf, VITALPBX } from "./asterisk_tables.ts";
import { withMariaDb } from "./database.ts";
import { HERE, newFolder, removeFolder } from "./place.ts";
import { withReports } from "./tenant_reports.ts";
import { realTest } from "./tool.ts";

const FROM = Date.UTC(2026, 2, 2, 8);
const T0 = FROM / 1_000;
const PERIOD = { from: FROM, to: FROM + 3_600_000 };
const LINES: readonly string[] = [
  `${T0}|NONE|800|PJSIP/101|ADDMEMBER|`,
  `${T0 + 10}|REALTIME|800|PJSIP/102|ADDMEMBER|PAUSED`,
  `${T0 + 60}|${T0 + 60}.1|800|NONE|ENTERQUEUE||0745123456|1`,
  `${T0 + 72}|${T0 + 60}.1|800|PJSIP/101|CONNECT|12|${T0 + 61}.2|8`,
  `${T0 + 100}|NONE|NONE|PJSIP/102|UNPAUSEALL|`,
  `${T0 + 192}|${T0 + 60}.1|800|PJSIP/101|COMPLETEAGENT|12|120|1`,
  `${T0 + 300}|NONE|800|PJSIP/101|PAUSE|Lunch`,
  `${T0 + 300}|NONE|NONE|PJSIP/101|PAUSEALL|Lunch`,
  `${T0 + 900}|NONE|800|PJSIP/101|UNPAUSE|`,
  `${T0 + 900}|NONE|NONE|PJSIP/101|UNPAUSEALL|`,
  `${T0 + 1000}|${T0 + 1000}.3|800|NONE|ENTERQUEUE||0745123457|1`,
  `${T0 + 1015}|${T0 + 1000}.3|800|PJSIP/102|RINGNOANSWER|15000`,
  `${T0 + 1020}|${T0 + 1000}.3|800|NONE|ABANDON|1|1|20`,
  `${T0 + 1800}|NONE|800|PJSIP/101|REMOVEMEMBER|`,
];

const NAMED: Omit<Pbx, "name" | "kind"> = {
  ...{ tls: "off", country: "RO", timeZone: DEFAULT_POLICY.timeZone, everyS: 300, historyDays: 7 },
  ...{ extensions: ["101", "102"], trunkChannels: ["PJSIP/trunk-"], outboundPrefixes: [], members: [] },
  ...{ queues: [{ id: "800", name: "Sales" }], groups: [], menus: [], missed: {} },
};

realTest(
  "what agents did stands in lines of no call: a report reads them from MariaDB as from the log itself",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const folder = await newFolder("agents");
      const log = `${folder}/queue_log`;
      await Deno.writeTextFile(log, LINES.map((line) => `${line}\n`).join(""));
      const rows = { cdr: [], cel: [], queue_log: LINES.map((line) => ({ line })) };
      const story = readScenario({ id: "agents", rows, expect: { at: "2026-03-03T00:00:00Z" } }, SCENARIO_DEFAULTS, 0);
      const tables: Pbx[] = [];
      for (const [kind, dialect] of [["freepbx", FREEPBX], ["vitalpbx", VITALPBX]] as const) {
        const { user, password, database } = await makeTenant(admin, kind, dialect);
        for (const row of rowsOf(kind, story, dialect)) await insert(admin, row);
        const login = { host: HERE, port: server.port, user, secret: password, database };
        tables.push({ ...NAMED, ...login, name: kind, kind, queueTable: dialect.queueTable });
      }
      const files: Pbx = { ...NAMED, name: "files", kind: "asterisk-files", queueLog: log };
      try {
        await withReports([...tables, files], "RO", async ({ agents }) => {
          const ofFile = await agents("files", PERIOD);
          assert.deepEqual(ofFile, [
            ["101", null, 1, 1, 0, 8, 120, 120, 0, 1800, 600, "Lunch: 0:10", 0.1],
            ["102", null, 1, 0, 1, null, 0, null, 0, 3590, 90, "-: 0:02", 0],
          ]);
          for (const { name } of tables) assert.deepEqual(await agents(name, PERIOD), ofFile, name);
        });
      } finally {
        await removeFolder(folder);
      }
    }),
);
