import { type FirstContacts, type Row, type SumQuestion, visitRow } from "../../core/record/mod.ts";
import { conditionsOf, type SumGroups } from "./calls_of.ts";
import { addUp } from "./part_hour.ts";
import type { SumReader } from "./sums.ts";

interface Groups extends SumGroups {
  /** What happened to their calls in queues: sums tell it of queues alone. */
  readonly visits: () => Iterable<Row>;
}

/**
 * The sums of some groups in the place of those of all calls. What no sums tell of groups is left out, for it is counted from
 * the rows: who else was called, and quarters of an hour.
 */
export class GroupReader implements SumReader {
  readonly #reader: SumReader;
  readonly #groups: Groups;

  constructor(reader: SumReader, groups: Groups) {
    this.#reader = reader;
    this.#groups = groups;
  }

  firstContacts(question: Parameters<SumReader["firstContacts"]>[0]): Promise<FirstContacts> {
    const { kind, names } = this.#groups;
    return this.#reader.firstContacts({ ...question, of: conditionsOf({ [kind]: names }) });
  }

  sums(question: SumQuestion): Promise<readonly Row[]> {
    switch (question.table) {
      case "traffic":
      case "traffic_group":
        return this.#ofGroups({ ...question, table: "traffic_group" });
      case "traffic_wait":
      case "traffic_group_wait":
        return this.#ofGroups({ ...question, table: "traffic_group_wait" });
      case "queue_wait":
        return this.#groups.kind === "queue" ? this.#added(question, "queue") : Promise.resolve(this.#waits(question));
      default:
        return Promise.resolve([]);
    }
  }

  #ofGroups({ where, ...question }: SumQuestion): Promise<readonly Row[]> {
    const isOfKind = { column: "kind", is: "=", value: this.#groups.kind } as const;
    return this.#added({ ...question, where: [...where, isOfKind] }, "of");
  }

  /** What each group has, added up. */
  async #added({ where, ...question }: SumQuestion, column: string): Promise<readonly Row[]> {
    const each = await Promise.all(
      this.#groups.names.map((value) =>
        this.#reader.sums({ ...question, where: [...where, { column, is: "=", value }] })
      ),
    );
    return each.length === 1 ? each[0]! : addUp(each.flat(), question);
  }

  #waits(question: SumQuestion): readonly Row[] {
    const rows = [...this.#groups.visits()].flatMap(visitRow);
    return addUp(rows.map((row) => ({ ...row, count: 1 })), question);
  }
}
