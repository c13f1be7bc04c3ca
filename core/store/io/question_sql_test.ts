import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { CALLS, type Question } from "../../record/mod.ts";
import { tableOf } from "./call_numbers.ts";
import { shapeSql } from "./kept_table.ts";
import { rowsSql } from "./question_sql.ts";

const SHAPE = CALLS.tables.find(({ name }) => name === "call")!;
const LIST = { table: "call", orderBy: ["started_at", "call"], descending: true, limit: 50 } as const;
const NUMBERS = { wordOf: () => 1, callOf: () => 1 };

function planOf(question: Question): string {
  using db = new DatabaseSync(":memory:");
  const ids = tableOf("calls");
  db.exec(`CREATE TABLE ${ids} (number INTEGER PRIMARY KEY, call TEXT NOT NULL UNIQUE) STRICT; ${shapeSql(SHAPE)}`);
  const { sql, values } = rowsSql(question, { shape: SHAPE, reading: "calls", numbers: NUMBERS });
  return db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((row) => row["detail"]).join("; ");
}

for (const column of ["from_number", "reached_number", "dialled", "account"]) {
  Deno.test(`no search by "${column}" walks through all calls, nor puts what it finds in order`, () => {
    for (const after of [undefined, [1_000, "c1"]]) {
      const plan = planOf({
        ...LIST,
        where: [{ column, is: "=", value: "+40722000222" }],
        ...after === undefined ? {} : { after },
      });
      assert.match(plan, /SEARCH t USING INDEX call_(1|2|dialled|account) /, plan);
      assert.doesNotMatch(plan, /SCAN/, plan);
    }
  });
}
