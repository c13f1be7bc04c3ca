import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { type DeskNotice, deskNoticePage, type Page } from "../../core/notebook/mod.ts";
import { miss } from "../../features/missed/exam.ts";
import { Lab } from "../lab/lab.ts";
import { Missing, NoticeBench, OWN, person } from "../lab/notice_bench.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

const AT = "2026-03-02T09:00:00Z";
const callerOf = (nth: number) => `0722${String(nth).padStart(6, "0")}`;
const after = (seconds: number) => new Date(Date.parse(AT) + seconds * 1_000).toISOString();

function waiting(lab: Lab, number = "101"): readonly DeskNotice[] {
  const answer = lab.ask({ type: "notices", number });
  return answer.type === "notices" ? answer.notices : [];
}

function benchOf(lab: Lab, ...recipients: ReturnType<typeof person>[]): NoticeBench {
  return new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    missing: new Missing(OWN),
    recipients,
    limits: { perHour: 2 },
    post: (posted) => lab.input({ type: "posted", ...posted }),
  });
}

function restarted(lab: Lab, more: readonly Page[] = []): Lab {
  const next = new Lab();
  next.input({ type: "recalled", pages: [...JSON.parse(JSON.stringify(lab.kept)), ...more] });
  return next;
}

Deno.test("whoever is told on the desk is told of each caller, however many, and keeps it over a restart until he has seen it", async () => {
  const lab = new Lab();
  const bench = benchOf(lab, person("desk 101"));
  for (let nth = 0; nth < 5; nth++) await bench.happens({ ...miss(after(nth)), by: callerOf(nth) });
  await bench.until(after(60));
  // Later he calls once more: that is one notice, and the newest.
  await bench.happens({ ...miss(after(900)), by: callerOf(0) });
  await bench.until(after(1_000));
  await bench.desk.stop();
  assert.deepEqual([waiting(lab).length, waiting(lab, "102"), lab.mail.tries, lab.hooks], [5, [], 0, []]);
  const next = restarted(lab);
  const kept = waiting(next);
  assert.deepEqual(kept, waiting(lab));
  const first = bench.missing.shelf.entries().find(({ callerKey }) => callerKey === "+40722000000");
  assert.deepEqual(kept[0]?.about, { kind: "missed", tenant: OWN, entry: first?.attempts[0]?.call });
  assert.doesNotMatch(JSON.stringify(kept), /722000/, "who called is not in it: he may be forgotten");
  next.ask({ type: "see-notices", number: "101", which: { id: kept[0]!.id } });
  next.ask({ type: "see-notices", number: "102", which: { id: kept[1]!.id } });
  assert.deepEqual(waiting(next), kept.slice(1), "nobody sees for somebody else");
  next.ask({ type: "see-notices", number: "101", which: { until: kept[1]!.at } });
  assert.deepEqual(waiting(restarted(next, [])), []);
  assertNothingLeft(next);
});

Deno.test("of what gathers the newest is told, and of what went out at once both have it: the desk, and the mail", async () => {
  const lab = new Lab();
  const bench = benchOf(lab, person("desk 101", { cadence: "hourly" }), person("desk 102"), person("ana@example.com"));
  await bench.happens({ ...miss(AT), by: callerOf(1) });
  await bench.until("2026-03-02T10:00:00Z");
  await bench.happens({ ...miss("2026-03-02T10:30:00Z"), by: callerOf(2) });
  await bench.until("2026-03-02T11:00:00Z");
  lab.run(1_000);
  await bench.desk.stop();
  assert.deepEqual(waiting(lab).map(({ about }) => about), [{ kind: "digest", tenant: OWN, open: 2 }]);
  assert.deepEqual([waiting(lab, "102").length, lab.mail.taken.length], [2, 2]);
});

Deno.test("of somebody who never looks two hundred are kept, and none of an extension that is gone", () => {
  const lab = new Lab();
  const page = (number: string, nth: number) =>
    deskNoticePage({ number, id: `n-${nth}`, at: nth as WallTime, about: { nth } });
  const pages = Array.from({ length: 250 }, (_, nth) => page("101", nth));
  lab.input({ type: "posted", mails: [], hooks: [], pages: [...pages, page("999", 1)] });
  lab.run(120_000);
  lab.input({ type: "tick" });
  assert.deepEqual([waiting(lab).length, waiting(lab)[0]?.id, waiting(lab, "999")], [200, "n-249", []]);
});
