/**
 * Adds up JUnit reports of `deno test`: prints what failed and what was skipped and why, then `N passed, N failed` as
 * the last line, and exits 1 when anything failed.
 *
 *     deno run -A tests/house/summary.ts test=0:dist/test.xml real=1:dist/real.xml
 *
 * Each argument is a run's name, the exit code of its `deno test`, and its report.
 *
 * @module
 */

/** What one report says. `skipped` and `failed` hold the tests' names. */
export interface Summary {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#\d+);/g, (_whole, name: string) => {
    return name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name] ?? "";
  });
}

/** Reads a JUnit report as `deno test --junit-path` writes it; undefined when it is not a whole report. */
export function readReport(xml: string): Summary | undefined {
  if (!xml.trimEnd().endsWith("</testsuites>")) return undefined;
  const failed: string[] = [];
  const skipped: string[] = [];
  let passed = 0;
  for (
    const [, name = "", body = ""] of xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)
  ) {
    if (/<(failure|error)\b/.test(body)) failed.push(plain(name));
    else if (/<skipped\b/.test(body)) skipped.push(plain(name));
    else passed += 1;
  }
  return { passed, failed, skipped };
}

/**
 * Judges a run by its report and its exit code. A run that ended badly without a failed test (a module that does not
 * load, a crash), that ran nothing or left no whole report counts as one failure with that name.
 */
export function judge(name: string, code: number, xml: string | undefined): Summary {
  const summary = xml === undefined ? undefined : readReport(xml);
  if (summary === undefined) return { passed: 0, failed: [`${name} left no summary (exit code ${code})`], skipped: [] };
  if (code !== 0 && summary.failed.length === 0) {
    return { ...summary, failed: [`${name} ended with exit code ${code} and no failed test`] };
  }
  if (summary.passed === 0 && summary.failed.length === 0) return { ...summary, failed: [`${name} ran no test`] };
  return summary;
}

/** Skips without a reason in their name: `"... (skipped: no baresip)"`, or `(ignored: ...)`. */
export function withoutReason(skipped: readonly string[]): readonly string[] {
  return skipped.filter((name) => !/\((skipped|ignored): [^)]+\)/.test(name));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

if (import.meta.main) {
  let passed = 0;
  const failed: string[] = [];
  const skipped: string[] = [];
  for (const arg of Deno.args) {
    const match = /^(\w+)=(\d+):(.+)$/.exec(arg);
    if (match === null) throw new Error(`Cannot read the run "${arg}": expected name=code:report`);
    const [, name = "", code = "", path = ""] = match;
    const run = judge(name, Number(code), await readIfThere(path));
    console.log(`${name}: ${run.passed} passed, ${run.failed.length} failed, ${run.skipped.length} skipped`);
    passed += run.passed;
    failed.push(...run.failed);
    skipped.push(...run.skipped);
  }
  for (const name of skipped) console.log(`skipped: ${name}`);
  failed.push(...withoutReason(skipped).map((name) => `"${name}" is skipped without a reason`));
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  Deno.exit(failed.length > 0 ? 1 : 0);
}
