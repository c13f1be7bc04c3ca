import { deepEqual } from "node:assert/strict";
import { reportsMade } from "./report_files.ts";

Deno.test("when a report was last made is told by its files", async () => {
  const data = await Deno.makeTempDir();
  try {
    deepEqual([...await reportsMade(data)], []);
    await Deno.mkdir(`${data}/reports`);
    for (const name of ["weekly.1000.pdf", "weekly.3000.pdf", "weekly.asked.2000.csv", "q.1.5.xlsx", "x.pdf.new"]) {
      await Deno.writeTextFile(`${data}/reports/${name}`, "");
    }
    deepEqual(new Map(await reportsMade(data)), new Map([["weekly", 3_000], ["q.1", 5]]));
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
