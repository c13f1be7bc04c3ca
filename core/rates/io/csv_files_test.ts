import assert from "node:assert/strict";
import { csvFilesIn } from "./csv_files.ts";

Deno.test("a CSV file of the data folder is read row by row, whatever stands between its columns", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-csv-" });
  try {
    await Deno.writeTextFile(`${folder}/a.csv`, '\uFEFFNumber;Name\r\n0722000111;"Pop; Maria"\r\n');
    await Deno.writeTextFile(`${folder}/bad.csv`, 'number,name\n0722,"Maria\n');
    const read = await csvFilesIn(folder);
    assert.deepEqual(read("a.csv"), {
      ok: true,
      value: [{ record: { number: "0722000111", name: "Pop; Maria" }, line: 2 }],
    });
    for (
      const [path, why] of [["none.csv", /not in the data folder/], [".", /no file/], [
        "bad.csv",
        /cannot be read/,
      ]] as const
    ) {
      const refused = read(path);
      assert.match(refused.ok ? "" : refused.fault.text, why);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
