import type { AuditLog, AuditQuestion } from "../../core/store/mod.ts";
import type { Column } from "../../features/reports/mod.ts";
import { actionOf, factsOf, type Words } from "../words/mod.ts";
import type { Table, TableRows } from "./csv_answer.ts";

/** So many are read at once: the box holds no more of the audit than that. */
const PIECE = 500;
type Said = Pick<Words, "audit" | "language" | "me">;

/** What is looked for in the audit, newest first: an act by its name, and in the reader's words. */
export function auditTable(
  audit: Pick<AuditLog, "lines">,
  words: Said,
  question: Omit<AuditQuestion, "limit">,
): Table {
  const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
  const columns = [
    column("sequence", words.audit.number, "count"),
    column("when", words.audit.when, "instant"),
    column("who", words.audit.who),
    column("action", words.audit.action),
    column("does", words.audit.inWords),
    column("facts", words.audit.facts),
    column("address", words.audit.address),
  ];
  return { key: "audit", columns, pieces: piecesOf(audit, words, question) };
}

async function* piecesOf(
  audit: Pick<AuditLog, "lines">,
  words: Said,
  wanted: Omit<AuditQuestion, "limit">,
): AsyncGenerator<TableRows> {
  for (let question = wanted;;) {
    const lines = await audit.lines({ ...question, limit: PIECE });
    yield lines.map((line) => [
      line.sequence,
      line.at,
      line.who,
      line.action,
      actionOf(line.action, words.language),
      factsOf(line, words),
      line.address,
    ]);
    const last = lines.at(-1);
    if (last === undefined || lines.length < PIECE) return;
    question = { ...question, before: last.sequence };
  }
}
