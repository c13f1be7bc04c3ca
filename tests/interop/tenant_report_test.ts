import assert from "node:assert/strict";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

const DAY_MS = 86_400_000;

/** Ten callers in a queue of another phone system, a day ago; every fifth gave up. */
function theirCalls(): string {
  const first = Math.floor((Date.now() - DAY_MS) / 1_000);
  return Array.from({ length: 10 }, (_, nth) => {
    const at = first + 10 * nth;
    const line = (after: number, rest: string) => `${at + after}|${at}.${nth}|600|${rest}\n`;
    const joined = line(0, `NONE|ENTERQUEUE||072200000${nth}|1`);
    if (nth % 5 === 0) return joined + line(25, "NONE|ABANDON|1|1|25");
    return joined + line(9, `PJSIP/201|CONNECT|9|${at}.9${nth}|5`) + line(99, "PJSIP/201|COMPLETECALLER|9|90|1");
  }).join("");
}

realTest(
  "a report of another phone system is made in the terminal and over REST, down to the rows of a call",
  [],
  async () => {
    const folder = await Deno.makeTempDir({ prefix: "kontor-theirs-" });
    const log = `${folder}/queue_log`;
    await Deno.writeTextFile(log, theirCalls());
    const office = `pbx:
  - { name: acme, kind: asterisk-files, queue_log: ${log}, extensions: ["201"] }
  - { name: away, kind: asterisk-files, queue_log: ${log}.none }
reports:
  saved:
    - { name: weekly, period: last-7-days, parts: [summary, queues], format: csv }
trunks: []
`;
    const box = await Box.start({ office });
    try {
      const file = `${folder}/weekly.csv`;
      await box.command("report", "weekly", "--tenant", "acme", "--to", file);
      assert.match(await Deno.readTextFile(file), /\r\n600,10,8,2,20\.0%/);
      await assert.rejects(box.command("report", "weekly", "--tenant", "away", "--to", `${folder}/no.csv`), (error) => {
        assert.match(String(error), /Cannot read the rows of tenant "away" from file .*queue_log.none: No such file/);
        return true;
      });
      const key = (await box.command("add-key", "reader", "--scopes", "reports:read,calls:read")).trim();
      const get = async (path: string) => {
        const headers = { authorization: `Bearer ${key}` };
        return await fetch(`http://${box.host.ip}:${box.webPort}${path}`, { headers });
      };
      const told = await (await get("/api/v1/reports/weekly?tenant=acme")).json();
      const queues = told.sections.find((section: { key: string }) => section.key === "queues");
      const { calls } = await (await get(queues.calls[0])).json();
      assert.equal(calls.length, 10);
      const rows = await (await get(calls[0].rows)).json();
      assert.deepEqual([rows.queue_log.length, rows.cdr], [3, []]);
      const away = await get("/api/v1/reports/weekly?tenant=away");
      assert.deepEqual([away.status, (await away.json()).title], [502, "Bad Gateway"]);
    } finally {
      await box.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
);
