import assert from "node:assert/strict";
import { judge, readReport, withoutReason } from "./summary.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="1" errors="0" time="0.004">
    <testsuite name="./j_test.ts" tests="3" disabled="1" errors="0" failures="1">
        <testcase name="passes &amp; &lt;x&gt;" classname="./j_test.ts" time="0.000" line="1" col="6">
        </testcase>
        <testcase name="fails" classname="./j_test.ts" time="0.000" line="2" col="6">
            <failure message="Uncaught Error: no">Error: no</failure>
        </testcase>
        <testcase name="skips &quot;q&quot; (skipped: no baresip)" classname="./j_test.ts" time="0.000">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>`;
const GREEN = REPORT.replace(/<failure[\s\S]*?<\/failure>/, "");

Deno.test("a report tells what passed, failed and was skipped", () => {
  assert.deepEqual(readReport(REPORT), { passed: 1, failed: ["fails"], skipped: [`skips "q" (skipped: no baresip)`] });
});

Deno.test("half a report is none", () => {
  assert.equal(readReport(REPORT.slice(0, -20)), undefined);
});

const RUNS: readonly (readonly [string, number, string | undefined, readonly string[]])[] = [
  ["a green run is green", 0, GREEN, []],
  ["a failed test fails the run once", 1, REPORT, ["fails"]],
  ["a crash without a failed test is a failure", 1, GREEN, ["real ended with exit code 1 and no failed test"]],
  ["a missing report is a failure", 0, undefined, ["real left no summary (exit code 0)"]],
  ["a run without tests is a failure", 0, "<testsuites></testsuites>", ["real ran no test"]],
];
for (const [sentence, code, xml, failed] of RUNS) {
  Deno.test(sentence, () => assert.deepEqual(judge("real", code, xml).failed, failed));
}

Deno.test("a skip must carry its reason", () => {
  assert.deepEqual(withoutReason(["a (skipped: no sipp)", "a (ignored: no corpora)", "b", "c (skipped)"]), [
    "b",
    "c (skipped)",
  ]);
});
