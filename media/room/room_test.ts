import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import type { Span } from "../wasm/mod.ts";
import { type Party, Room } from "./mod.ts";

const kernels = await labKernels();

/** Says a constant, or nothing, and remembers what came last. */
class Guest implements Party {
  heard = Number.NaN;
  /** Of it, what was said to all; undefined where that is the same. */
  aloud: number | undefined;
  says: number | undefined;

  constructor(says?: number) {
    this.says = says;
  }

  speak(frame: Span): boolean {
    if (this.says === undefined) return false;
    kernels.samples.fill(this.says, frame.at / 2, frame.at / 2 + frame.length);
    return true;
  }

  hear(frame: Span, aloud?: Span): void {
    this.heard = this.#constantOf(frame);
    this.aloud = aloud === undefined ? undefined : this.#constantOf(aloud);
  }

  #constantOf(frame: Span): number {
    const samples = kernels.samples.subarray(frame.at / 2, frame.at / 2 + frame.length);
    assert.equal(samples.length, 160);
    assert.ok(samples.every((sample) => sample === samples[0]), "one frame has one speaker's constant");
    return samples[0]!;
  }
}

Deno.test("everybody hears the sum of all others, whoever of them speaks", () => {
  const silent = undefined;
  const cases: readonly (readonly (number | undefined)[])[] = [
    [5],
    [silent],
    [5, 7],
    [5, silent],
    [silent, silent],
    [5, 7, 11],
    [5, 7, silent],
    [silent, 7, silent],
    [silent, silent, silent],
    [30_000, 30_000, 30_000, silent],
    [1, 2, 3, 4, 5, 6, 7, 8, silent, 10],
  ];
  const before = kernels.arena.takenBytes;
  for (const says of cases) {
    using room = new Room(kernels, 8000);
    const guests = says.map((word) => new Guest(word));
    for (const guest of guests) room.add(guest);
    room.beat();
    for (const [at, guest] of guests.entries()) {
      const sum = says.reduce<number>((total, word, of) => total + (of === at ? 0 : word ?? 0), 0);
      assert.equal(guest.heard, Math.min(32_767, sum), `guest ${at} of ${says.join(" ")}`);
    }
  }
  assert.equal(kernels.arena.takenBytes, before);
});

Deno.test("who speaks to some alone is heard by them and nobody else, whoever else speaks", () => {
  const names = ["ana", "bob", "sue", "tom"] as const;
  for (const count of [2, 3, 4]) {
    // Every set of those whom Sue may speak to, or of those whom the last one may where there are but two.
    for (let set = 0; set < 1 << count; set++) {
      using room = new Room(kernels, 8000);
      const guests = names.slice(0, count).map((_, at) => new Guest(10 ** at));
      for (const guest of guests) room.add(guest);
      const speaker = guests[Math.min(2, count - 1)]!;
      const hearers = guests.filter((_, at) => (set & 1 << at) !== 0);
      room.address(speaker, hearers);
      room.beat();
      for (const guest of guests) {
        const heard = guests.filter((other) => other !== guest && (other !== speaker || hearers.includes(guest)));
        const sum = heard.reduce((total, { says = 0 }) => total + says, 0);
        const what = `${names[guests.indexOf(guest)]} of ${count}, set ${set}`;
        assert.equal(guest.heard, sum, what);
        assert.equal(guest.aloud, heard.includes(speaker) ? sum - speaker.says! : undefined, what);
      }
      room.address(speaker);
      room.beat();
      const all = guests.reduce((total, { says = 0 }) => total + says, 0);
      assert.deepEqual(guests.map(({ heard }) => heard), guests.map(({ says = 0 }) => all - says));
    }
  }
});

Deno.test("who leaves is neither heard nor told, and who comes later takes part", () => {
  using room = new Room(kernels, 8000);
  const [ana, bob, eve] = [new Guest(5), new Guest(7), new Guest(11)];
  room.add(ana);
  room.add(bob);
  room.beat();
  room.add(eve);
  room.beat();
  assert.deepEqual([ana.heard, bob.heard, eve.heard], [18, 16, 12]);
  room.remove(bob);
  room.remove(bob);
  room.beat();
  assert.deepEqual([ana.heard, bob.heard, eve.heard], [11, 16, 5]);
  assert.equal(room.size, 2);
});
