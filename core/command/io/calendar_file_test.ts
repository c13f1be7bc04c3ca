import assert from "node:assert/strict";
import { calendarsIn } from "./calendar_file.ts";

const DAY = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261201\nEND:VEVENT\nEND:VCALENDAR\n";

Deno.test("a calendar of the data folder is read; one that is not there, or is something else, is a fault", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-calendar-" });
  try {
    await Deno.mkdir(`${folder}/calendars`);
    await Deno.writeTextFile(`${folder}/calendars/holidays.ics`, DAY);
    const read = await calendarsIn(folder);
    const found = read("calendars/holidays.ics", "Europe/Bucharest");
    assert.deepEqual(found, {
      ok: true,
      value: [{ every: "once", from: "2026-12-01T00:00", until: "2026-12-02T00:00" }],
    });
    for (
      const [path, fault] of [["none.ics", /it is not in the data folder/], ["calendars", /it is no file/]] as const
    ) {
      const missing = read(path, "Europe/Bucharest");
      assert.ok(!missing.ok);
      assert.match(missing.fault.text, fault);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
