/**
 * Test data that may not lie in the repository: `../shared/corpora`, or where `KONTOR_CORPORA` points.
 *
 * @module
 */
const FOLDER = Deno.env.get("KONTOR_CORPORA") ?? new URL("../../../shared/corpora", import.meta.url).pathname;

/** A file of the corpora; undefined where it is absent. */
export function readCorpus(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Deno.readFileSync(`${FOLDER}/${path}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Registers a test over files of the corpora; where one is absent, a test that says so and counts as skipped. */
export function testWithCorpora(
  name: string,
  paths: readonly string[],
  test: (files: readonly Uint8Array<ArrayBuffer>[]) => void,
): void {
  const files = paths.map(readCorpus);
  const missing = paths.filter((_, at) => files[at] === undefined);
  if (missing.length > 0) Deno.test.ignore(`${name} (skipped: no ${missing.join(", ")})`, () => {});
  else Deno.test(name, () => test(files.filter((file) => file !== undefined)));
}
