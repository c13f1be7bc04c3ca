import type { Call } from "./call.ts";
import { Fields } from "./read/field.ts";
import { readFusionPbx, type Scope } from "./read/mod.ts";
import { canonical } from "./read/settle.ts";
import type { CallId, Understood } from "./row_desk.ts";

/** A leg, filed under its own id: a later row of the same leg takes its place. */
interface Leg {
  readonly row: unknown;
  readonly text: string;
  /** The legs that it belongs to. */
  readonly ties: readonly string[];
  readonly startedAt: number;
}

/** Files FusionPBX's legs as they come, and understands anew only the calls that new ones belong to: as `RowDesk` does. */
export class XmlDesk {
  readonly #scope: Scope;
  readonly #legs = new Map<string, Leg>();
  /** Which legs name a leg. */
  readonly #tied = new Map<string, Set<string>>();
  readonly #known = new Map<string, CallId>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes legs; answers with the calls that they change. A leg that cannot be read throws a fault, and none is kept. */
  add(rows: readonly unknown[]): Understood {
    readFusionPbx(rows, this.#scope, "batch");
    const touched = rows.flatMap((row) => this.#file(row));
    const seen = new Set<string>();
    const calls: Call[] = [];
    const gone: CallId[] = [];
    for (const id of touched.sort()) {
      if (seen.has(id)) continue;
      const family = this.#familyOf(id, seen);
      const found = readFusionPbx(family.flatMap((id) => this.#legs.get(id)?.row ?? []), this.#scope);
      const ids = new Set(found.map((call) => call.id));
      for (const member of family) {
        const known = this.#known.get(member);
        if (known !== undefined && !ids.has(member)) gone.push(known);
        this.#known.delete(member);
      }
      for (const { tenant, id } of found) this.#known.set(id, { tenant, id });
      calls.push(...found);
    }
    return { calls, gone };
  }

  /** The legs that belong to a call. */
  rowsOf(id: string): readonly unknown[] {
    return this.#familyOf(id, new Set()).flatMap((leg) => this.#legs.get(leg)?.row ?? []);
  }

  /** Lets go of the legs that began before a moment. */
  forget(before: number): void {
    for (const [id, { startedAt, ties }] of this.#legs) {
      if (startedAt >= before) continue;
      this.#legs.delete(id);
      this.#known.delete(id);
      for (const tie of ties) {
        this.#tied.get(tie)?.delete(id);
        if (this.#tied.get(tie)?.size === 0) this.#tied.delete(tie);
      }
    }
  }

  #file(row: unknown): readonly string[] {
    const fields = new Fields(row, "v_xml_cdr");
    const id = fields.must("xml_cdr_uuid");
    const text = canonical(row);
    if (this.#legs.get(id)?.text === text) return [];
    const ties = [fields.text("originating_leg_uuid"), fields.text("bridge_uuid")].filter((tie) => tie !== "");
    this.#legs.set(id, { row, text, ties, startedAt: fields.number("start_epoch") * 1_000 });
    for (const tie of ties) this.#tied.set(tie, (this.#tied.get(tie) ?? new Set()).add(id));
    return [id];
  }

  #familyOf(first: string, seen: Set<string>): readonly string[] {
    const family = [first];
    seen.add(first);
    for (const id of family) {
      for (const other of [...this.#legs.get(id)?.ties ?? [], ...this.#tied.get(id) ?? []]) {
        if (seen.has(other)) continue;
        seen.add(other);
        family.push(other);
      }
    }
    return family;
  }
}
