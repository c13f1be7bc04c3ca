import assert from "node:assert/strict";
import { Notebook, type Page } from "../../core/notebook/mod.ts";
import type { Lab } from "./lab.ts";

/** The files of which somebody has pages; those that are only spoken into do not count. */
function namedIn(pages: readonly Page[], files: Iterable<string>): readonly string[] {
  const text = JSON.stringify(pages.filter(({ family }) => family !== "spoken-file"));
  return [...files].filter((file) => text.includes(JSON.stringify(file))).sort();
}

/** What a notebook says after all these pages. */
function lastWords(kept: readonly Page[]): readonly Page[] {
  const notebook = new Notebook(() => {});
  notebook.restore(kept);
  const families = new Set(kept.map(({ family }) => family));
  return [...families].flatMap((family) => [...notebook.all(family)].map(([key, value]) => ({ family, key, value })));
}

/**
 * The power goes now, and `next` is the box that starts with what this one has kept: of its files it has those that a page
 * names, each closed, and no others.
 */
export function assertFilesFollow(lab: Lab, next: Lab): void {
  const lengths = new Map(lab.media.files);
  // What is being written is there as far as it was.
  for (const { path, since } of lab.media.recorded.values()) {
    lengths.set(path, since === undefined ? 0 : lab.now - since);
  }
  for (const [path, ms] of lengths) next.media.files.set(path, ms);
  const recalled = JSON.parse(JSON.stringify(lastWords(lab.kept))) as readonly Page[];
  next.input({ type: "recalled", pages: recalled });
  next.run(1_000);
  const pages = lastWords([...recalled, ...next.kept]);
  assert.deepEqual([...next.media.files.keys()].sort(), namedIn(pages, lengths.keys()));
  assert.deepEqual(pages.filter(({ family }) => family === "spoken-file"), []);
  assert.deepEqual(next.media.faults, []);
}
