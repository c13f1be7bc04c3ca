import {
  type Cell,
  type ColumnType,
  type Condition,
  type Question,
  READINGS,
  type SumQuestion,
  type SumShape,
  type TableShape,
} from "../../record/mod.ts";
import { tableOf } from "./call_numbers.ts";
import { endingSql } from "./kept_table.ts";
import { periodIn, piecesOf } from "./spans.ts";

export interface Sql {
  readonly sql: string;
  readonly values: readonly Cell[];
}

/** What rows have in place of texts. */
export interface Numbers {
  wordOf(text: string): number | undefined;
  callOf(call: string): number | undefined;
}

/** Where rows are: the table, and the reading that keeps it. */
export interface RowsPlace {
  readonly shape: TableShape;
  /** Of the calls that they are of: what is wanted as `call.trunk` is there. */
  readonly calls?: TableShape;
  readonly reading: string;
  readonly numbers: Numbers;
}

/** How columns begin that are those of the row's call. */
const OF_CALL = "call.";
/** No row has it: SQLite counts from 1. */
const NOBODY = 0;

/**
 * Names are those of the shape, so that nothing of the question but values reaches SQLite.
 *
 * @param wanted columns; all of them when left out
 */
export function rowsSql(
  question: Question,
  { shape, calls, reading, numbers }: RowsPlace,
  wanted: readonly string[] = ["call", ...Object.keys(shape.columns)],
): Sql {
  const { where, orderBy, descending, after, limit } = question;
  for (const column of [...where.map(({ column }) => column), ...orderBy, ...wanted]) {
    if (column !== "call" && typeOf(column, shape, calls) === undefined) throw unknown(shape.name, column);
  }
  const ofCalls = where.filter(({ column }) => isOfCall(column));
  for (const column of orderBy) {
    if (shape.columns[column] === "WORD") {
      throw new Error(`Cannot read table "${shape.name}": rows are not ordered by "${column}"`);
    }
  }
  const nameOf = (column: string) => column === "call" ? "c.call" : valueSql(column, shape, "t");
  const conditions = where.filter((condition) => !ofCalls.includes(condition))
    .map((condition) => conditionSql(condition, { shape, alias: "t", numbers }));
  for (const { column, ...of } of ofCalls) {
    const condition = { ...of, column: column.slice(OF_CALL.length) };
    conditions.push(conditionSql(condition, { shape: calls!, alias: "o", numbers }));
  }
  const [first] = orderBy;
  if (after !== undefined && first !== undefined) {
    const least = descending ? "<" : ">";
    // The first one alone besides: no index has the id of a call, but one has that.
    conditions.push({ sql: `${nameOf(first)} ${least}= ?`, value: after[0]! });
    conditions.push({
      sql: `(${orderBy.map(nameOf).join(", ")}) ${least} (${orderBy.map(() => "?").join(", ")})`,
      value: after,
    });
  }
  const order = orderBy.map((column) => `${nameOf(column)} ${descending ? "DESC" : "ASC"}`).join(", ");
  const columns = wanted.map((column) =>
    isOfCall(column) ? valueSql(column.slice(OF_CALL.length), calls!, "o") : `${nameOf(column)} AS ${column}`
  ).join(", ");
  const needsId = wanted.includes("call") || conditions.some(({ sql }) => sql.includes("c.call")) ||
    orderBy.includes("call");
  // SQLite keeps the order of a CROSS JOIN: what calls must be like is looked for first, and then their rows.
  const rows = ofCalls.length > 0
    ? `${calls?.name} o CROSS JOIN ${shape.name} t ON t.call = o.call`
    : `${shape.name} t${wanted.some(isOfCall) ? ` CROSS JOIN ${calls?.name} o ON o.call = t.call` : ""}`;
  const ids = needsId ? ` CROSS JOIN ${tableOf(reading)} c ON c.number = t.call` : "";
  const sql = `SELECT ${columns} FROM ${rows}${ids}${whereSql(conditions)}` +
    `${order === "" ? "" : ` ORDER BY ${order}`} LIMIT ?`;
  return { sql, values: [...conditions.flatMap(({ value }) => value), limit] };
}

/** Of a column of a table, or of the row's call; undefined: there is none. */
export function typeOf(column: string, { columns }: TableShape, calls?: TableShape): ColumnType | undefined {
  const [of, name] = isOfCall(column) ? [calls?.columns ?? {}, column.slice(OF_CALL.length)] : [columns, column];
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

/** What a column says, from what stands in it. @param alias of the table */
function valueSql(column: string, { columns, since }: TableShape, alias: string): string {
  const stored = `${alias}.${column}`;
  switch (columns[column]) {
    case "AFTER":
      return `(${alias}.${since} + ${stored})`;
    case "HUNDREDTHS":
      return `(${stored} / 100.0)`;
    default:
      return stored;
  }
}

function isOfCall(column: string): boolean {
  return column.startsWith(OF_CALL);
}

export function sumsSqlOf({ table, where, by }: SumQuestion, shape: SumShape): Sql {
  for (const column of [...where.map(({ column }) => column), ...by]) {
    if (!Object.hasOwn(shape.keys, column)) throw unknown(table, column);
  }
  const [time = ""] = Object.keys(shape.keys);
  const period = shape.isLong === true && !by.includes(time) ? periodIn(where, time) : undefined;
  const pieces = (period === undefined ? [] : piecesOf(period.from, period.to)).map(({ ending, from, to }) => ({
    ending,
    where: [
      { column: time, is: ">=", value: from } as const,
      { column: time, is: "<", value: to } as const,
      ...where.filter(({ column }) => column !== time),
    ],
  }));
  const told = ["count", ...shape.sums];
  const isWord = (column: string) => shape.keys[column] === "WORD";
  const from = (pieces.length > 0 ? pieces : [{ ending: "", where }]).map(({ ending, where }) => ({
    sql: `SELECT ${[...by, ...told].join(", ")} FROM ${table}${ending}${
      whereSql(where.map(({ column, is }) => ({ sql: isWord(column) ? wordsSql(column, is) : `${column} ${is} ?` })))
    }`,
    values: where.map(({ value }) => value),
  }));
  const sums = told.map((sum) => `sum(${sum}) AS ${sum}`).join(", ");
  const columns = by.map((column) =>
    isWord(column) ? `(SELECT text FROM word WHERE number = p.${column}) AS ${column}, ` : `p.${column} AS ${column}, `
  ).join("");
  const grouped = by.length === 0
    ? " HAVING count(*) > 0"
    : ` GROUP BY ${by.map((column) => `p.${column}`).join(", ")} ORDER BY ${by.join(", ")}`;
  return {
    sql: `SELECT ${columns}${sums} FROM (${from.map(({ sql }) => sql).join(" UNION ALL ")}) p${grouped}`,
    values: from.flatMap(({ values }) => values),
  };
}

interface ConditionSql {
  readonly sql: string;
  readonly value: string | number | readonly (string | number)[];
}

function conditionSql({ column, is, value }: Condition, { shape, alias, numbers }: {
  readonly shape: TableShape;
  readonly alias: string;
  readonly numbers: Numbers;
}): ConditionSql {
  const isWord = shape.columns[column] === "WORD";
  if (isWord && is !== "=") return { sql: wordsSql(`${alias}.${column}`, is), value };
  if (is === "=" && shape.endings?.includes(column) === true) {
    const stored = `${alias}.${column}`;
    return { sql: `${endingSql(stored)} = ${endingSql("?")} AND ${stored} = ?`, value: [value, value] };
  }
  if (is !== "=" || (!isWord && column !== "call")) {
    return { sql: `${column === "call" ? "c.call" : valueSql(column, shape, alias)} ${is} ?`, value };
  }
  const number = isWord ? numbers.wordOf(String(value)) : numbers.callOf(String(value));
  return { sql: `${alias}.${column} = ?`, value: number ?? NOBODY };
}

/** A condition on the row of a call, which stands there as `o`. */
export function callSql(condition: Condition, words: { find(text: string): number | undefined }): Sql {
  const shape = READINGS.flatMap(({ tables }) => tables).find(({ name }) => name === "call")!;
  if (typeOf(condition.column, shape) === undefined) throw unknown(shape.name, condition.column);
  const numbers: Numbers = { wordOf: (text) => words.find(text), callOf: () => undefined };
  const { sql, value } = conditionSql(condition, { shape, alias: "o", numbers });
  return { sql, values: typeof value === "object" ? value : [value] };
}

/** Words stand in the order of their texts only where these are. */
function wordsSql(column: string, is: Condition["is"]): string {
  return `${column} IN (SELECT number FROM word WHERE text ${is} ?)`;
}

function whereSql(conditions: readonly { readonly sql: string }[]): string {
  return conditions.length === 0 ? "" : ` WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
}

function unknown(table: string, column: string): Error {
  return new Error(`Cannot read table "${table}": it has no column "${column}"`);
}
