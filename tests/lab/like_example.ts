import assert from "node:assert/strict";
import type { Json } from "../../core/base/mod.ts";
import { readCorpus } from "./corpora.ts";
import type { Told } from "./missed.ts";

type Row = Readonly<Record<string, Json>>;

/** A worked example that a story of our own plays. */
export interface Example {
  /** Its `id` in `corpora/missed/examples.json`. */
  readonly id: string;
  /** What this box tells otherwise than the rows of the example do, and why. */
  readonly differs?: { readonly why: string; readonly calls?: Row; readonly entries?: Row };
}

/** When it was, and by what name: our own story has others. */
const OWN = ["tenant", "closed_at", "first_missed_at", "last_missed_at", "attempts_since_open"];

/** The story has come to what its example expects; nothing is looked at where the corpora are absent. */
export function assertLikeExample({ views }: Told, example: string | Example): void {
  const { id, differs }: Example = typeof example === "string" ? { id: example } : example;
  const file = readCorpus("missed/examples.json");
  if (file === undefined) return;
  const examples: readonly {
    readonly id: string;
    readonly expect: { readonly calls: Row; readonly entries: readonly Json[] };
  }[] = JSON.parse(
    new TextDecoder().decode(file),
  );
  const expected = examples.find((each) => each.id === id)?.expect;
  assert.ok(expected !== undefined, `no example is called ${id}`);
  const rows = (given: readonly Json[], other: Row = {}) =>
    given.map((row) => ({
      ...Object.fromEntries(Object.entries(row as Row).filter(([key]) => !OWN.includes(key))),
      ...other,
    }));
  assert.deepEqual({ calls: rows(views.calls), entries: rows(views.entries) }, {
    calls: rows(Object.values(expected.calls), differs?.calls),
    entries: rows(expected.entries, differs?.entries),
  });
}
