import assert from "node:assert/strict";
import { fromMemory, makeOpusRecording, makeWavRecording, openPlayer } from "../../media/file/mod.ts";
import { hear, LAB_RATE, LAB_TOOLS, record } from "../../media/file/exam.ts";
import { speak } from "../lab/speech.ts";
import { levelOf } from "../lab/signals.ts";
import { spectralDistance } from "../lab/spectrum.ts";
import { ffmpeg, filter, octetsOf, rawAt, soundOf } from "./ffmpeg.ts";
import { realTest } from "./tool.ts";

const { kernels, opus } = LAB_TOOLS;
const OPUS_RATE = 48_000;

/** Two people who speak in turns, at 16 kHz. */
async function talk(): Promise<readonly [Int16Array, Int16Array]> {
  const ask = await speak("Good morning. Is the order that we sent on Monday on its way?", "en-gb", LAB_RATE);
  const answer = await speak(
    "Let me see. It left the house on Tuesday, and will be there tomorrow.",
    "en-us+f3",
    LAB_RATE,
  );
  const length = Math.ceil((ask.length + answer.length) / 320) * 320;
  const [left, right] = [new Int16Array(length), new Int16Array(length)];
  left.set(ask);
  right.set(answer, ask.length);
  return [left, right];
}

/** The power of a sound over the power of what differs in another, in dB. */
function snr(sound: Int16Array, other: Int16Array): number {
  let [power, error] = [0, 0];
  for (let at = 0; at < sound.length; at++) {
    power += sound[at]! ** 2;
    error += (sound[at]! - (other[at] ?? 0)) ** 2;
  }
  return 10 * Math.log10(power / Math.max(error, 1e-9));
}

/** The level of every tenth of a second, in dBFS. */
function byTenths(sound: Int16Array): readonly number[] {
  const tenth = OPUS_RATE / 10;
  return Array.from({ length: Math.floor(sound.length / tenth) }, (_, at) => {
    return levelOf(sound.subarray(at * tenth, (at + 1) * tenth));
  });
}

const channelOf = (sound: Int16Array, channel: 0 | 1): Int16Array => sound.filter((_, at) => at % 2 === channel);

const opusdec = async (file: Uint8Array): Promise<Int16Array> =>
  soundOf(await filter("opusdec", ["--quiet", "--no-dither", "--rate", String(OPUS_RATE), "-", "-"], file));

/** @param by ffmpeg's own decoder, `opus`, or `libopus` */
const ffmpegOpens = async (file: Uint8Array, by: "opus" | "libopus"): Promise<Int16Array> =>
  soundOf(await ffmpeg(["-c:a", by, "-i", "-", "-f", "s16le", "-ar", String(OPUS_RATE), "-ac", "2", "-"], file));

for (const size of ["usual", "small"] as const) {
  realTest(
    `opusdec and ffmpeg hear our ${size} Opus recordings as we do`,
    ["opusdec", "ffmpeg", "espeak-ng"],
    async () => {
      const sides = await talk();
      const settings = { rate: LAB_RATE, sides: 2, size, serial: 1, comments: { TITLE: "Order" } } as const;
      const file = record(makeOpusRecording(kernels, opus, settings), sides);
      const [byOpusdec, byFfmpeg] = [await opusdec(file), await ffmpegOpens(file, "libopus")];
      const byItself = await ffmpegOpens(file, "opus");
      for (const [channel, side] of [[0, "left"], [1, "right"]] as const) {
        const ours = hear(file, side, OPUS_RATE);
        assert.equal(ours.length, sides[0].length * OPUS_RATE / LAB_RATE);
        for (const [name, theirs] of [["opusdec", byOpusdec], ["ffmpeg", byFfmpeg]] as const) {
          const heard = channelOf(theirs, channel);
          assert.equal(heard.length, ours.length, name);
          const agreement = snr(ours, heard);
          assert.ok(agreement >= 30, `${name} hears the ${side} with an SNR of ${agreement} dB`);
        }
        const distance = spectralDistance(sides[channel], hear(file, side));
        assert.ok(distance < (size === "usual" ? 6 : 9), `the ${side} is ${distance} dB from what was said`);
        // Its own decoder turns rates otherwise and makes no comfort noise, but must not take silence for sound.
        const apart = byTenths(ours).map((level, tenth) =>
          [level, byTenths(channelOf(byItself, channel))[tenth]!] as const
        )
          .filter(([mine, theirs]) => mine > -40 ? Math.abs(mine - theirs) > 3 : theirs > -38);
        assert.deepEqual(apart, [], side);
      }
    },
  );
}

const ENCODED: readonly (readonly string[])[] = [
  [],
  ["--bitrate", "16"],
  ["--bitrate", "64", "--framesize", "2.5"],
  ["--framesize", "60", "--bitrate", "12"],
  ["--framesize", "40", "--hard-cbr", "--bitrate", "32"],
  ["--comment", `NOTE=${"long ".repeat(20_000)}`],
  ["--max-delay", "100"],
];

for (const options of ENCODED) {
  const words = options.join(" ").slice(0, 40);
  realTest(`we hear what opusenc ${words} wrote as opusdec does`, ["opusenc", "opusdec", "espeak-ng"], async () => {
    const [said] = await talk();
    for (const channels of ["1", "2"]) {
      const raw = ["--quiet", "--raw", "--raw-rate", String(LAB_RATE), "--raw-chan", channels, "--serial", "7"];
      const file = await filter("opusenc", [...raw, ...options, "-", "-"], octetsOf(said));
      const theirs = await opusdec(file);
      const both = channels === "1" ? theirs : theirs.filter((_, at) => at % 2 === 0)
        .map((left, at) => (left + theirs[2 * at + 1]!) / 2);
      const ours = hear(file, "both", OPUS_RATE);
      assert.ok(Math.abs(ours.length - both.length) <= 1, `${ours.length} and ${both.length} samples`);
      const agreement = snr(both, ours);
      assert.ok(agreement >= (channels === "1" ? 30 : 18), `the SNR is ${agreement} dB on ${channels} channels`);
    }
  });
}

realTest(
  "opusdec and ffmpeg open our recordings wherever they were cut off",
  ["opusdec", "ffmpeg", "espeak-ng"],
  async () => {
    const sides = await talk();
    const file = record(
      makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 2, size: "usual", serial: 2 }),
      sides,
    );
    const least = (sides[0].length / LAB_RATE - 2.1) * OPUS_RATE;
    for (const cut of [1, 20, 500, 1500, 2000]) {
      const part = file.subarray(0, file.length - cut);
      assert.ok(channelOf(await opusdec(part), 0).length >= least, `opusdec, ${cut} octets`);
      assert.ok(channelOf(await ffmpegOpens(part, "opus"), 0).length >= least, `ffmpeg, ${cut} octets`);
    }
  },
);

realTest("ffmpeg reads our WAV recordings, whole and cut off, and we read its", ["ffmpeg", "espeak-ng"], async () => {
  const [left, right] = await talk();
  for (const onlyGrows of [false, true]) {
    const file = record(makeWavRecording(kernels, { rate: LAB_RATE, sides: 2, onlyGrows }), [left, right]);
    for (const cut of [0, 1, 1000]) {
      const sound = soundOf(await ffmpeg(["-i", "-", "-f", "s16le", "-"], file.subarray(0, file.length - cut)));
      const whole = Math.floor((file.length - 44 - cut) / 4);
      assert.ok(Math.abs(sound.length / 2 - whole) <= 1);
      assert.equal(snr(left.subarray(0, whole), channelOf(sound, 0)) > 100, true);
    }
  }
  for (const codec of ["pcm_s16le", "pcm_alaw", "pcm_mulaw"]) {
    const wav = await ffmpeg([...rawAt(LAB_RATE), "-i", "-", "-c:a", codec, "-f", "wav", "-"], octetsOf(left));
    const player = openPlayer(fromMemory(wav), LAB_TOOLS, { rate: LAB_RATE });
    assert.ok(player.ok);
    player.value[Symbol.dispose]();
    assert.ok(snr(left, hear(wav)) > (codec === "pcm_s16le" ? 200 : 30), codec);
  }
});
