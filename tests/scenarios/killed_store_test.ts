import assert from "node:assert/strict";
import { HandClock } from "../../core/store/exam.ts";
import { openStore } from "../../core/store/io/open_store.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { killAfter } from "../lab/kill_after.ts";

const ROUNDS = 4;

/** What the killed box had said was safe. */
interface Promised {
  readonly sequence: number;
  readonly phones: readonly string[];
}

/** Starts a box on the folder, kills it after it has said `lines` lines and was at work, and reads all that it had said. */
async function runAndKill(folder: string, lines: number): Promise<Promised> {
  const program = new URL("./killed_store.ts", import.meta.url);
  const whole = (await killAfter({ lines, kinds: ["record", "phone"] }, program, folder)).map((line) =>
    line.split(" ")
  );
  const about = (what: string) => whole.filter(([name]) => name === what).map(([, value]) => value!);
  return { sequence: Number(about("record").at(-1)), phones: about("phone") };
}

async function eventsIn(folder: string): Promise<{ events: readonly CallEvent[]; phones: ReadonlySet<string> }> {
  const store = await openStore(folder, { clock: new HandClock(), log: { write: () => {} } });
  try {
    const events = await store.reader.after(0, 1_000_000);
    const phones = new Set((await store.registrations.load()).map((binding) => binding.number));
    return { events, phones };
  } finally {
    await store.close();
  }
}

Deno.test("a box that is killed loses nothing it had acknowledged, and has nothing twice", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-killed-" });
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      // A different moment each time; the interesting ones lie anywhere.
      const promised = await runAndKill(folder, 20 + Math.floor(Math.random() * 150));
      const { events, phones } = await eventsIn(folder);
      assert.ok(events.length >= promised.sequence, `${events.length} kept, ${promised.sequence} promised`);
      assert.deepEqual(events.map((event) => event.sequence), events.map((_, index) => index + 1));
      assert.deepEqual(promised.phones.filter((phone) => !phones.has(phone)), []);
      const open = new Set(events.map((event) => event.call));
      for (const event of events) if (event.type === "call.ended") assert.ok(open.delete(event.call));
      assert.equal(open.size, 0, "every call is closed");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
