import assert from "node:assert/strict";
import type { Result } from "../../core/base/mod.ts";

/** Where the messages of RFC 4475 are: they are data beside the checkout and not a part of it. */
const FOLDER: URL = new URL(
  "rfc4475/",
  Deno.env.has("KONTOR_CORPORA")
    ? new URL(`file://${Deno.env.get("KONTOR_CORPORA")}/`)
    : new URL("../../../shared/corpora/", import.meta.url),
);

/** Whether the messages are there at all. */
export const HAS_CORPUS: boolean = isThere();

function isThere(): boolean {
  try {
    return Deno.statSync(FOLDER).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The names of all messages in a folder, without `.dat`. */
export function namesIn(folder: string): readonly string[] {
  return [...Deno.readDirSync(new URL(folder, FOLDER))].map((entry) => entry.name.replace(/\.dat$/, "")).sort();
}

/** One message, byte for byte. */
export function read(folder: string, name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(new URL(`${folder}/${name}.dat`, FOLDER));
}

/** What was read; fails the test where it was refused. */
export function value<T>(result: Result<T>): T {
  return result.ok ? result.value : assert.fail(result.fault.text);
}

/** A test that needs the messages: ignored, with the reason in its name, where they are absent. */
export function testWithCorpus(name: string, run: () => void): void {
  if (HAS_CORPUS) Deno.test(name, run);
  else Deno.test.ignore(`${name} (ignored: ${FOLDER.pathname} is not there)`, run);
}
