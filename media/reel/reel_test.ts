import assert from "node:assert/strict";
import { findTone, firstDifference, noise, sine } from "../../tests/lab/signals.ts";
import { opusOf, wavOf } from "../../tests/lab/sound_files.ts";
import { filesOf, hearReel, LAB, LabFiles, playlistOf } from "./exam.ts";
import { Reel } from "./reel.ts";

const SINE = sine(440, 16_000, 20_000, -12);

/** Plays a list of files to its end, and sees that all were closed. */
function play(files: LabFiles, playlist: ReturnType<typeof playlistOf>, frames?: number): Int16Array {
  const takenBytes = LAB.kernels.arena.takenBytes;
  const reel = new Reel(files.tools, playlist);
  const heard = hearReel(reel, frames);
  reel[Symbol.dispose]();
  reel[Symbol.dispose]();
  assert.equal(files.open, 0, "every file is closed");
  assert.equal(LAB.kernels.arena.takenBytes, takenBytes, "all memory is given back");
  return heard;
}

function largestStep(sound: Int16Array): number {
  return sound.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (sound[at - 1] ?? 0))), 0);
}

for (const cuts of [[8000], [1], [400, 480, 19_900], [320, 640], [79, 160, 241], [19_920]]) {
  Deno.test(`a sine that was cut at ${cuts.join(", ")} is whole again, bit by bit`, () => {
    const places = [0, ...cuts, SINE.length];
    const parts = cuts.map((_, at) => at).concat(cuts.length);
    const files = new LabFiles(
      Object.fromEntries(parts.map((at) => [`${at}`, wavOf(SINE.slice(places[at], places[at + 1]))])),
    );
    const whole = sine(440, 16_000, 20_000, -12);
    const heard = play(files, playlistOf(filesOf(...parts.map(String))));
    // Where the sine does not end at zero its last 5 ms fall.
    assert.equal(firstDifference(heard.subarray(0, -80), whole.subarray(0, -80)), -1);
    assert.equal(heard.length, whole.length);
  });
}

Deno.test("noise is left as it is wherever it is cut", () => {
  const sound = noise(5000, -20, 1);
  const files = new LabFiles({ a: wavOf(sound.slice(0, 1234)), b: wavOf(sound.slice(1234)) });
  assert.equal(firstDifference(play(files, playlistOf(filesOf("a", "b"))), sound), -1);
});

Deno.test("two sounds that do not belong together meet without a click", () => {
  const [high, low] = [new Int16Array(3000).fill(12_000), new Int16Array(3000).fill(-9000)];
  const files = new LabFiles({ high: wavOf(high), low: wavOf(low), empty: wavOf(new Int16Array(0)) });
  const lists = [
    playlistOf(filesOf("high", "low", "high", "empty", "low")),
    playlistOf([...filesOf("high"), { type: "silence", ms: 3 }, ...filesOf("low")]),
    playlistOf(filesOf("high", "low"), true),
  ];
  for (const playlist of lists) {
    const heard = play(files, playlist, 100);
    assert.ok(largestStep(heard) < 250, `a step of ${largestStep(heard)}`);
    assert.equal(heard[1000], 12_000);
  }
});

for (const rate of [8000, 44_100, 48_000]) {
  Deno.test(`a sine at ${rate} Hz that was cut in the middle of a wave goes on as if it were whole`, () => {
    const whole = sine(440, rate, rate, -12);
    // At a whole number of samples of either rate.
    const cut = rate * 0.51;
    const files = new LabFiles({ a: wavOf(whole.slice(0, cut), rate), b: wavOf(whole.slice(cut), rate) });
    const heard = play(files, playlistOf(filesOf("a", "b"))).subarray(0, -80);
    const expected = play(new LabFiles({ a: wavOf(whole, rate) }), playlistOf(filesOf("a"))).subarray(0, -80);
    assert.equal(heard.length, expected.length);
    const worst = heard.reduce((most, sample, at) => Math.max(most, Math.abs(sample - expected[at]!)), 0);
    assert.ok(worst < 0.07 * 8231, `off by ${worst}`);
    assert.ok(findTone(expected.subarray(0, 8000), 440, 16_000).snr > 40, "from its first sample on");
  });
}

Deno.test("music of another rate goes round without a click, wherever it was cut", () => {
  const round = wavOf(sine(440, 44_100, 30_000, -12), 44_100);
  const heard = play(new LabFiles({ round }), playlistOf(filesOf("round"), true), 200);
  assert.ok(largestStep(heard) < 1700, `a step of ${largestStep(heard)}`);
});

Deno.test("a list that repeats is as long as it is wanted, and its rounds join", () => {
  const round = sine(500, 16_000, 4800, -12);
  const files = new LabFiles({ round: wavOf(round) });
  const heard = play(files, playlistOf(filesOf("round"), true), 100);
  assert.equal(heard.length, 32_000);
  assert.equal(firstDifference(heard, sine(500, 16_000, 32_000, -12)), -1);
});

Deno.test("silence lies between two sounds for as long as it should", () => {
  const files = new LabFiles({ tone: wavOf(sine(500, 16_000, 1600, -12)) });
  const list = [...filesOf("tone"), { type: "silence", ms: 250 } as const, ...filesOf("tone")];
  const heard = play(files, playlistOf(list));
  assert.equal(heard.length, 1600 + 4000 + 1600);
  assert.ok(heard.subarray(1600, 5600).every((sample) => sample === 0));
  for (const ms of [0, -5, NaN]) {
    assert.equal(play(files, playlistOf([{ type: "silence", ms }, ...filesOf("tone")])).length, 1600);
  }
});

Deno.test("what is said is put together from clips", () => {
  const [one, two] = [sine(400, 16_000, 1600, -12), sine(800, 16_000, 1600, -12)];
  const files = new LabFiles({ "en/1": wavOf(one), "en/2": wavOf(two) });
  const heard = play(files, playlistOf([{ type: "digits", digits: "121" }]));
  assert.equal(firstDifference(heard, Int16Array.from([...one, ...two, ...one])), -1);
});

Deno.test("Opus, other rates and two channels are heard in one row", () => {
  const tone = sine(1000, 16_000, 16_000, -12);
  const both = new Int16Array(32_000);
  tone.forEach((sample, at) => both.set([sample, sample], 2 * at));
  const files = new LabFiles({
    opus: opusOf(LAB.kernels, LAB.opus, tone),
    narrow: wavOf(sine(1000, 8000, 8000, -12), 8000),
    both: wavOf(both, 16_000, 2),
  });
  const heard = play(files, playlistOf(filesOf("opus", "narrow", "both")));
  assert.ok(Math.abs(heard.length - 48_000) <= 2, `${heard.length} samples`);
  for (const second of [0, 1, 2]) {
    const { level, snr } = findTone(heard.subarray(16_000 * second + 1600, 16_000 * second + 14_400), 1000, 16_000);
    assert.ok(Math.abs(level + 12) < 0.5 && snr > 25, `second ${second}: ${level} dB, SNR ${snr} dB`);
  }
});

Deno.test("what cannot be played is left out, and told once", () => {
  const tone = sine(500, 16_000, 1600, -12);
  const files = new LabFiles({ tone: wavOf(tone), text: new TextEncoder().encode("hello there") });
  const items = [...filesOf("gone", "tone", "text"), { type: "number", value: 7 } as const, ...filesOf("tone")];
  using reel = new Reel(files.tools, playlistOf(items, true));
  assert.equal(hearReel(reel, 50).length, 16_000);
  const faults = reel.takeFaults();
  assert.deepEqual(faults.map(({ item }) => item), [items[0], items[2], items[3]]);
  assert.match(faults[0]!.text, /Cannot play "gone"/);
  assert.match(faults[1]!.text, /begins neither with/);
  assert.deepEqual(reel.takeFaults(), []);
});

for (
  const [what, items] of [
    ["nothing", []],
    ["broken files", filesOf("gone", "text")],
    ["empty files", filesOf("empty", "empty")],
    ["silence between broken files", [...filesOf("gone"), { type: "silence", ms: 500 } as const]],
  ] as const
) {
  Deno.test(`a list of ${what} ends, though it repeats`, () => {
    const files = new LabFiles({ text: new TextEncoder().encode("hello there"), empty: wavOf(new Int16Array(0)) });
    assert.ok(play(files, playlistOf(items, true)).every((sample) => sample === 0));
  });
}

Deno.test("who waits hears the owner's music, and the box's own where there is none to be heard", () => {
  const [first, second] = [noise(3200, -20, 1), noise(3200, -20, 2)];
  const files = new LabFiles({ a: wavOf(first), b: wavOf(second), empty: wavOf(new Int16Array(0)) });
  const list = playlistOf([{ type: "music" }], true);
  const boxes = play(files, list, 40);
  assert.ok(boxes.some((sample) => Math.abs(sample) > 1000));
  files.music = ["a", "gone", "b"];
  assert.deepEqual(play(files, list, 40), Int16Array.from([...first, ...second, ...first, ...second]));
  files.music = ["gone", "empty"];
  assert.deepEqual(play(files, list, 40), boxes);
});

Deno.test("a file that cannot be read any more is left where it broke, without a click", () => {
  const files = new LabFiles({ tone: wavOf(new Int16Array(8000).fill(9000)) });
  const { tools } = files;
  const openFile: typeof tools.openFile = (path) => {
    const opened = tools.openFile(path);
    if (!opened.ok || path !== "tone") return opened;
    let calls = 0;
    const next: typeof opened.value.next = (out) => {
      if (++calls > 5) throw new Error("The disk is gone");
      return opened.value.next(out);
    };
    return { ok: true, value: { next, [Symbol.dispose]: () => opened.value[Symbol.dispose]() } };
  };
  using reel = new Reel({ ...tools, openFile }, playlistOf(filesOf("tone")));
  const heard = hearReel(reel);
  assert.ok(heard.length > 1000 && heard.length < 8000 && largestStep(heard) < 200);
  assert.deepEqual(reel.takeFaults(), [{ item: filesOf("tone")[0], text: "The disk is gone" }]);
  assert.equal(files.open, 0);
});
