import assert from "node:assert/strict";
import type { Page } from "../../core/notebook/mod.ts";
import type { Mail } from "../../core/mail/mod.ts";
import { miss } from "../../features/missed/exam.ts";
import { Missing, NoticeBench, OWN, person } from "../lab/notice_bench.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

const RECIPIENTS = [
  person("ana@example.com"),
  person("boss@example.com", { cadence: "hourly" }),
  person("https://crm.example.com/missed"),
];
const START = "2026-03-02T08:00:00Z";

type Step = (bench: NoticeBench) => Promise<void>;
const missed = (at: string, by: string): Step => (bench) => bench.happens({ ...miss(at), by });
const until = (at: string): Step => (bench) => bench.until(at);

/** Three callers with room for two in an hour, one who gets through, and two digests. */
const STORY: readonly Step[] = [
  missed("2026-03-02T08:10:00Z", "0722000001"),
  until("2026-03-02T08:10:30Z"),
  missed("2026-03-02T08:11:00Z", "0722000002"),
  missed("2026-03-02T08:11:10Z", "0722000003"),
  until("2026-03-02T08:11:35Z"),
  until("2026-03-02T08:12:00Z"),
  (bench) =>
    bench.happens(
      { at: "2026-03-02T08:20:00Z", by: "0722000002", rows: ["0 Dial→101 ANSWERED 5/5 @101"] },
      "2026-03-02T08:20:06Z",
    ),
  until("2026-03-02T09:00:00Z"),
  until("2026-03-02T09:15:00Z"),
  until("2026-03-02T10:00:00Z"),
];

/** A box that tells of missed calls; what it has kept, turn by turn, and what a server and a program have taken. */
class Run {
  readonly lab = new Lab();
  readonly turns: number[] = [0];
  readonly bench: NoticeBench;

  constructor(missing: Missing, pages: readonly Page[], at: string) {
    this.bench = new NoticeBench({
      at,
      missing,
      pages,
      recipients: RECIPIENTS,
      limits: { perHour: 2 },
      post: (posted) => this.turn(() => this.lab.input({ type: "posted", ...posted })),
    });
    if (pages.length > 0) this.turn(() => this.lab.input({ type: "recalled", pages }));
  }

  turn(act: () => void): void {
    act();
    this.turns.push(this.lab.kept.length);
  }

  get taken(): readonly string[] {
    return [...this.lab.mail.taken.map(told), ...this.lab.hooks.map(({ id }) => `hook ${id}`)];
  }

  /** What is on its disk, when the last so many turns have not reached it. */
  disk(before: readonly Page[], lost: number): readonly Page[] {
    const pages = [...before, ...this.lab.kept.slice(0, this.turns.at(Math.max(-this.turns.length, -1 - lost)))];
    const last = new Map(pages.map((page) => [`${page.family} ${page.key}`, page]));
    return JSON.parse(JSON.stringify([...last.values()].filter(({ value }) => value !== undefined)));
  }
}

/** What one mail is about: its content may have grown when it goes again. */
function told({ id, to }: Mail): string {
  return `${to} ${id}`;
}

async function play(run: Run, steps: readonly Step[], isSettled = true): Promise<void> {
  await run.bench.until(run.bench.now);
  for (const step of steps) {
    await step(run.bench);
    if (isSettled) run.turn(() => run.lab.run(1_000));
  }
}

async function whole(): Promise<readonly string[]> {
  const run = new Run(new Missing(OWN), [], START);
  await play(run, STORY);
  await run.bench.desk.stop();
  assertNothingLeft(run.lab);
  return run.taken;
}

Deno.test("an hour with more misses than mails: each notice goes out once", async () => {
  const taken = await whole();
  assert.equal(new Set(taken).size, taken.length);
  const count = (start: string) => taken.filter((line) => line.startsWith(start)).length;
  // Two at once, one that tells of the third, two digests; the program hears of all three.
  assert.deepEqual([count("ana"), count("boss"), count("hook")], [3, 2, 3]);
});

for (
  const [how, lost, isHeard] of [
    ["whatever it had kept until then", 0, true],
    ["what the mail server said not heard yet", 0, false],
    ["what it last did not kept yet", 1, true],
    ["neither kept nor heard", 1, false],
  ] as const
) {
  Deno.test(`a box that dies between any two steps, ${how}, tells everybody all the same, and the same`, async () => {
    const expected = await whole();
    for (let cut = 0; cut <= STORY.length; cut++) {
      const missing = new Missing(OWN);
      const first = new Run(missing, [], START);
      await play(first, STORY.slice(0, Math.max(0, cut - 1)));
      await play(first, STORY.slice(Math.max(0, cut - 1), cut), isHeard);
      await first.bench.desk.stop();
      const pages = first.disk([], cut === 0 ? 0 : lost);
      const next = new Run(missing, pages, new Date(first.bench.now).toISOString());
      await play(next, STORY.slice(cut));
      run(next);
      await next.bench.desk.stop();
      const all = [...first.taken, ...next.taken];
      assert.deepEqual([...new Set(all)].toSorted(), expected.toSorted(), `cut behind step ${cut}`);
      // Twice only what was under way at that moment.
      if (lost === 0 && isHeard) assert.equal(all.length, expected.length, `cut behind step ${cut}`);
    }
  });
}

function run(next: Run): void {
  next.turn(() => next.lab.run(5_000));
}
