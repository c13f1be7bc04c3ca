import {
  type Row,
  type RowsByTable,
  type SumQuestion,
  type SumShape,
  TRAFFIC,
  trafficOf,
} from "../../core/record/mod.ts";
import type { SumReader } from "./sums.ts";

/** The calls that began in the part of an hour with which a period ends. */
export interface PartHour {
  /** The hour's first instant. */
  readonly from: number;
  /** The rows of the calls, and of who was called and who waited in them. */
  readonly rows: RowsByTable;
}

/** The sums of whole hours as they are kept, and what the calls of the part of one add to them. */
export class PartHourSums implements SumReader {
  readonly #reader: SumReader;
  readonly #from: number;
  readonly #added: RowsByTable;

  constructor(reader: SumReader, { from, rows }: PartHour) {
    this.#reader = reader;
    this.#from = from;
    this.#added = addedBy(rows);
  }

  firstContacts: SumReader["firstContacts"] = (question) => this.#reader.firstContacts(question);

  async sums(question: SumQuestion): Promise<readonly Row[]> {
    const { table, where } = question;
    const [time] = Object.keys(shapeOf(table).keys);
    const [when, what] = [where.filter(({ column }) => column === time), where.filter(({ column }) => column !== time)];
    const whole = when.map((each) => each.is === "<" ? { ...each, value: this.#from } : each);
    const kept = await this.#reader.sums({ ...question, where: [...whole, ...what] });
    const added = (this.#added[table] ?? []).filter((row) => what.every((condition) => fits(row, condition)));
    return added.length === 0 ? kept : addUp([...kept, ...added.map((row) => ({ ...row, count: 1 }))], question);
  }
}

function shapeOf(table: string): SumShape {
  const shape = TRAFFIC.find(({ name }) => name === table);
  if (shape === undefined) throw new Error(`Cannot add up table "${table}": it is no table of sums`);
  return shape;
}

function addedBy({ call: calls = [], seat: seats = [], queue_visit: visits = [] }: RowsByTable): RowsByTable {
  const [seatsOf, visitsOf] = [seats, visits].map((rows) => Map.groupBy(rows, (row) => row["call"]));
  const each = calls.map((call) =>
    trafficOf({
      call: [call],
      seat: seatsOf!.get(call["call"]!) ?? [],
      queue_visit: visitsOf!.get(call["call"]!) ?? [],
    })
  );
  return Object.fromEntries(TRAFFIC.map(({ name }) => [name, each.flatMap((rows) => rows[name] ?? [])]));
}

function fits(row: Row, { column, is, value }: SumQuestion["where"][number]): boolean {
  const cell = row[column];
  if (cell === undefined || cell === null) return false;
  switch (is) {
    case "=":
      return cell === value;
    case "<":
      return cell < value;
    case "<=":
      return cell <= value;
    case ">":
      return cell > value;
    case ">=":
      return cell >= value;
  }
}

/** One row for each value of the columns of `by`, in the order in which they are first met. */
export function addUp(rows: readonly Row[], { table, by }: Pick<SumQuestion, "table" | "by">): readonly Row[] {
  const sums = ["count", ...shapeOf(table).sums];
  const known = new Map<string, Record<string, Row[string]>>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((column) => row[column]));
    const sum = known.get(key);
    if (sum === undefined) known.set(key, Object.fromEntries([...by, ...sums].map((name) => [name, row[name] ?? 0])));
    else for (const name of sums) sum[name] = Number(sum[name]) + Number(row[name] ?? 0);
  }
  return [...known.values()];
}
