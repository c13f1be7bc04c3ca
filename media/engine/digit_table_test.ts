/** Digits in any form, told in any other: each once, and as long as it was pressed. */
import assert from "node:assert/strict";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { DigitTerms } from "../../core/sound/mod.ts";
import { codecFor } from "../codec/mod.ts";
import { DigitFinder, DIGITS, pressDigits } from "../dtmf/mod.ts";
import { codeOf, digitOf, eventDuration, eventEnds, payloadType, timestampOf, writeHeader } from "../rtp/mod.ts";
import { TonePlayer } from "../tone/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { G722, OPUS, PCMA, PCMU } from "./singers.ts";
import { ANA, BOB, event, EVENTS, kernels, opus, Stage } from "./stage.ts";

const FORMS = ["RFC 4733", "INFO", "in-band"] as const;
/** Most phones without telephone-event allow INFO, however they press their keys. */
const PRESSED = [...FORMS, "in-band beside INFO"] as const;
type Form = (typeof PRESSED)[number];

const TERMS: Readonly<Record<Form, DigitTerms | undefined>> = {
  "RFC 4733": undefined,
  "INFO": { takesInfo: true, pressesInfo: true },
  "in-band": { takesInfo: false, pressesInfo: false },
  "in-band beside INFO": { takesInfo: true, pressesInfo: false },
};
const PRESSES = [...DIGITS, "5", "5"].map((digit, at) => ({ digit, ms: [100, 60, 240, 80][at % 4]! }));
const PAUSE_MS = 120;
/** A press in sound is measured in blocks of 12.75 ms, at both of its ends. */
const BLUR_MS = 26;

interface Press {
  readonly digit: string;
  readonly ms: number;
}

/** Ana, who presses keys, and Bob, who is told them. */
class Scene {
  readonly stage = new Stage();
  readonly #codecs: readonly [ana: PlannedCodec, bob: PlannedCodec];
  readonly #from: Form;
  readonly #sockets: readonly [ana: number, bob: number];
  readonly #voice;
  readonly #tones;
  readonly #frame = takeSamples(kernels, 960);
  readonly #payload = takeOctets(kernels, 960);
  #sequence = 0;
  #timestamp = 0;

  constructor(from: Form, to: Form, codecs: readonly [ana: PlannedCodec, bob: PlannedCodec]) {
    this.#codecs = codecs;
    this.#from = from;
    const terms = (form: Form, codec: PlannedCodec) => ({
      codecs: form === "RFC 4733" ? [codec, EVENTS] : [codec],
      ...(TERMS[form] === undefined ? {} : { digits: TERMS[form] }),
    });
    const ana = this.stage.open("ana", ANA, terms(from, codecs[0]));
    const bob = this.stage.open("bob", BOB, terms(to, codecs[1]));
    this.#sockets = [ana, bob];
    this.#voice = codecFor(codecs[0], { kernels, opus })!;
    this.#tones = new TonePlayer(kernels, this.#voice.sampleRate);
  }

  join(): this {
    this.stage.engine.command({ type: "connect", a: "ana", b: "bob" });
    return this;
  }

  /** Somebody presses keys, in the form of his phone; what is told to Bob in his stream. */
  press(presses: readonly Press[], asMessages: boolean): { readonly events: Press[]; readonly sound: Press[] } {
    this.#wait(400);
    for (const press of presses) {
      if (this.#from === "RFC 4733") this.#pressEvent(press);
      if (this.#from.startsWith("in-band")) this.#pressSound(press);
      // What the switchboard makes of an INFO.
      if (asMessages) {
        this.stage.engine.command({ type: "digit", leg: "bob", digit: press.digit, durationMs: press.ms });
      }
      if (asMessages) this.#wait(press.ms + 60);
      this.#wait(PAUSE_MS);
    }
    this.#wait(600);
    const packets = this.stage.take().filter(({ socket }) => socket === this.#sockets[1]).map(({ packet }) => packet);
    return { events: eventsIn(packets), sound: this.#digitsIn(packets) };
  }

  /** These keys of Ana's go on to nobody. */
  withhold(digits: string): void {
    this.stage.engine.command({ type: "withhold", leg: "ana", digits });
  }

  /** What the engine has told the switchboard of Ana's keys. */
  told(): readonly Press[] {
    return this.stage.events.flatMap((each) =>
      each.type === "digit" && each.leg === "ana" ? [{ digit: each.digit, ms: each.durationMs }] : []
    );
  }

  #pressEvent({ digit, ms }: Press): void {
    const start = this.#timestamp;
    for (let passed = 20; passed <= ms + 40; passed += 20) {
      const packet = event(++this.#sequence & 0xffff, start, codeOf(digit), 8 * Math.min(ms, passed), passed >= ms);
      this.stage.hear(this.#sockets[0], packet, ANA);
      this.#timestamp += this.#codecs[0].clockRate / 50;
      this.stage.pass(20);
    }
  }

  #pressSound({ digit, ms }: Press): void {
    // Off the beat, elsewhere for every key.
    const early = (this.#sequence * 7) % 20;
    const { steps } = pressDigits(digit, { digitMs: ms, pauseMs: 40 });
    this.#tones.play({ steps: [{ sines: [], ms: early }, ...steps], again: steps.length + 1 });
    while (this.#tones.isPlaying) this.#say();
  }

  #wait(ms: number): void {
    for (let passed = 0; passed < ms; passed += 20) this.#say();
  }

  #say(): void {
    const pcm = { at: this.#frame.at, length: this.#voice.samplesPerFrame };
    if (this.#tones.isPlaying) this.#tones.fill(pcm);
    else this.#frame.view.fill(0);
    const length = this.#voice.encode(pcm, { at: this.#payload.at, length: 960 });
    const packet = new Uint8Array(12 + length);
    this.#timestamp += this.#codecs[0].clockRate / 50;
    writeHeader(packet, {
      marker: false,
      payloadType: this.#codecs[0].receiveAs,
      sequence: ++this.#sequence & 0xffff,
      timestamp: this.#timestamp,
      ssrc: 0x1234,
    });
    packet.set(this.#payload.view.subarray(0, length), 12);
    this.stage.hear(this.#sockets[0], packet, ANA);
    this.stage.pass(20);
  }

  /** The keys that can be heard in what Bob was sent. */
  #digitsIn(packets: readonly Uint8Array[]): Press[] {
    using ears = codecFor(this.#codecs[1], { kernels, opus })!;
    using finder = new DigitFinder(kernels, ears.sampleRate);
    const heard: Press[] = [];
    for (const packet of packets) {
      if (payloadType(packet) === EVENTS.sendAs) continue;
      this.#payload.view.set(packet.subarray(12));
      const length = ears.decode({ at: this.#payload.at, length: packet.length - 12 }, this.#frame);
      for (const stroke of finder.hear({ at: this.#frame.at, length })) {
        if (stroke.type === "released") heard.push({ digit: stroke.digit, ms: stroke.durationMs });
      }
    }
    return heard;
  }

  close(): void {
    for (const leg of ["ana", "bob"]) this.stage.engine.command({ type: "close", leg });
    this.#voice[Symbol.dispose]();
    this.#tones[Symbol.dispose]();
    for (const { at } of [this.#frame, this.#payload]) kernels.arena.giveBack(at);
  }
}

/** The presses in a stream of telephone-events: one for every timestamp, when it ends. */
function eventsIn(packets: readonly Uint8Array[]): Press[] {
  const presses = new Map<number, Press>();
  for (const packet of packets) {
    if (payloadType(packet) !== EVENTS.sendAs || !eventEnds(packet, 12)) continue;
    presses.set(timestampOf(packet), { digit: digitOf(packet[12]!)!, ms: eventDuration(packet, 12) / 8 });
  }
  return [...presses.values()];
}

function assertSame(heard: readonly Press[], expected: readonly Press[], blurMs: number): void {
  assert.equal(heard.map(({ digit }) => digit).join(""), expected.map(({ digit }) => digit).join(""));
  for (const [at, { digit, ms }] of heard.entries()) {
    const wanted = expected[at]!.ms;
    assert.ok(Math.abs(ms - wanted) <= blurMs, `"${digit}" was pressed for ${wanted} ms, and heard for ${ms} ms`);
  }
}

const CODECS = [[PCMU, PCMU], [PCMA, G722], [OPUS, PCMU], [G722, OPUS]] as const;

for (const from of PRESSED) {
  for (const to of FORMS) {
    Deno.test(`16 digits from ${from} to ${to}: each once, as long as it was pressed`, () => {
      for (const codecs of CODECS) {
        const scene = new Scene(from, to, codecs).join();
        // Between two who use SIP INFO the switchboard does it all.
        const { events, sound } = scene.press(PRESSES, from === "INFO" && to !== "INFO");
        const blurs = (from.startsWith("in-band") ? BLUR_MS : 0) + (to === "in-band" ? BLUR_MS : 0);
        assertSame(events, to === "RFC 4733" ? PRESSES : [], blurs);
        assertSame(sound, to === "in-band" ? PRESSES : [], blurs);
        // Those who hear digits in the sound itself are let alone where both do.
        const isPassedOn = from === "in-band" && to === "in-band" && codecs[0] === codecs[1];
        assertSame(scene.told(), from === "INFO" || isPassedOn ? [] : PRESSES, blurs);
        scene.close();
      }
    });
  }
}

Deno.test("who is alone with the box is heard, in whatever form he presses", () => {
  for (const from of ["RFC 4733", "in-band"] as const) {
    const scene = new Scene(from, "RFC 4733", [PCMU, PCMU]);
    scene.press(PRESSES, false);
    assertSame(scene.told(), PRESSES, BLUR_MS);
    scene.close();
  }
});

Deno.test("what sounds like keys is no digit where they come by SIP INFO", () => {
  const scene = new Scene("in-band", "RFC 4733", [PCMU, PCMU]).join();
  scene.stage.apply("ana", ANA, { codecs: [PCMU], digits: { takesInfo: true, pressesInfo: true } });
  const { events, sound } = scene.press(PRESSES, false);
  assertSame(scene.told(), [], 0);
  assertSame(events, [], 0);
  assertSame(sound, PRESSES, BLUR_MS);
  scene.close();
});

Deno.test("keys that are pressed towards one who is held are forgotten", () => {
  const scene = new Scene("RFC 4733", "in-band", [PCMU, PCMU]).join();
  scene.stage.apply("bob", BOB, { codecs: [PCMU], direction: "inactive" });
  scene.press(PRESSES.slice(0, 3), false);
  scene.stage.apply("bob", BOB, { codecs: [PCMU] });
  assertSame(scene.press([], false).sound, [], 0);
  scene.close();
});

for (const from of ["RFC 4733", "in-band"] as const) {
  for (const to of FORMS) {
    if (from === "in-band" && to === "in-band") continue;
    Deno.test(`withheld digits from ${from} to ${to} are told to the switchboard alone, all others to both`, () => {
      for (const codecs of CODECS) {
        const scene = new Scene(from, to, codecs).join();
        scene.withhold("*#5");
        const { events, sound } = scene.press(PRESSES, false);
        const others = PRESSES.filter(({ digit }) => !"*#5".includes(digit));
        const blurs = (from === "in-band" ? BLUR_MS : 0) + (to === "in-band" ? BLUR_MS : 0);
        assertSame(events, to === "RFC 4733" ? others : [], blurs);
        assertSame(sound, to === "in-band" ? others : [], blurs);
        assertSame(scene.told(), PRESSES, blurs);
        scene.close();
      }
    });
  }
}
