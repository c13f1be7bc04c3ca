/**
 * The mixing road without the network: the whole engine, fed packets from memory. What a call costs in a room, and what
 * a conference costs beside the sum of its parts.
 *
 * @module
 */
import { codecFor, warmCodecs } from "../../media/codec/mod.ts";
import { JitterBuffer } from "../../media/jitter/mod.ts";
import { Mixer } from "../../media/mix/mod.ts";
import { writeHeader } from "../../media/rtp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../../media/srtp/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { Crowd, FRAME_MS, G722, HEADER, kernels, keysFor, OPUS, opus, payloadsOf, PCMU } from "./crowd.ts";
import type { Figure } from "./figure.ts";
import { median } from "./whole_box.ts";

/** Two-leg calls between codecs: how many a core could carry, were there nothing else. */
export function benchTranslatedCalls(): readonly Figure[] {
  warmCodecs({ kernels, opus });
  const pairs = [["G.711 <-> Opus 16 kHz", PCMU, OPUS, ">= 110"], ["G.711 <-> G.722", PCMU, G722, undefined]] as const;
  return pairs.flatMap(([name, one, other, goal]) => {
    const calls = 20;
    const crowd = new Crowd();
    for (let call = 0; call < calls; call++) {
      crowd.engine.command({ type: "connect", a: crowd.add(one), b: crowd.add(other) });
    }
    const { usual } = crowd.run(300);
    const value = calls * FRAME_MS / usual;
    return [{
      figure: `mixing: ${name} calls on one core`,
      value,
      unit: "calls",
      ...(goal === undefined ? { better: "more" as const } : { goal }),
    }];
  });
}

/**
 * What the engine leaves on the heap once it runs: numbers with a fraction that the compiler boxes on their way from one
 * function to another, and no object of ours. What libopus needs it takes in its own memory, when a leg opens.
 */
export function benchSteadyState(): readonly Figure[] {
  const roads = [["G.711 <-> G.722", PCMU, G722], ["G.711 <-> Opus", PCMU, OPUS]] as const;
  const calls = roads.map(([name, one, other]) => {
    const crowd = new Crowd();
    for (let call = 0; call < 2; call++) {
      crowd.engine.command({ type: "connect", a: crowd.add(one), b: crowd.add(other) });
    }
    return [name, crowd.heap()] as const;
  });
  const met = new Crowd();
  for (let leg = 0; leg < 5; leg++) {
    met.engine.command({ type: "join", leg: met.add(G722, { isSecret: true }), room: "2001" });
  }
  return [...calls, ["conference with SRTP", met.heap()] as const].map(([name, value]) => (
    { figure: `mixing: ${name}, heap of a leg and a beat`, value, unit: "B", goal: "<= 128" }
  ));
}

/** What a leg costs that hears nobody and is sent silence: the dearest of the codecs. */
export function benchSilence(): readonly Figure[] {
  const legs = 500;
  const costs = [PCMU, G722, OPUS].map((codec) => {
    const crowd = new Crowd();
    for (let leg = 0; leg < legs; leg++) crowd.add(codec);
    return 1000 * crowd.wait(500) / legs;
  });
  const value = Math.max(...costs);
  return [{ figure: "mixing: a leg that is sent silence, a beat", value, unit: "us", goal: "<= 1" }];
}

/** What a tap costs the media thread beside the mixed call itself. */
export function benchTap(): readonly Figure[] {
  const cost = (isTapped: boolean): number => {
    const crowd = new Crowd();
    for (let call = 0; call < 40; call++) {
      const [a, b] = [crowd.add(PCMU), crowd.add(G722)];
      crowd.engine.command({ type: "connect", a, b });
      if (isTapped) crowd.engine.command({ type: "tap", leg: a, ring: call });
    }
    return crowd.run(300).usual;
  };
  const [plain, tapped] = [cost(false), cost(true)];
  return [{ figure: "mixing: a recorded call by one that is not", value: tapped / plain, unit: "x", goal: "<= 1.25" }];
}

/** 50 G.722 legs with SRTP in one conference, beside the sum of what their parts cost in the same run; and 300 of G.711. */
export function benchConference(): readonly Figure[] {
  const legs = 50;
  const crowd = new Crowd();
  for (let leg = 0; leg < legs; leg++) {
    crowd.engine.command({ type: "join", leg: crowd.add(G722, { isSecret: true }), room: "2001" });
  }
  const { usual } = crowd.run(300);
  const parts = partsOf(legs);
  const large = new Crowd();
  for (let leg = 0; leg < 300; leg++) large.engine.command({ type: "join", leg: large.add(PCMU), room: "2002" });
  const all = large.run(500);
  return [
    { figure: "conference of 50 G.722 legs with SRTP: a beat", value: 1000 * usual, unit: "us" },
    { figure: "conference of 50: its kernels and packets alone", value: 1000 * parts, unit: "us" },
    { figure: "conference of 50: the beat by its parts", value: usual / parts, unit: "x", goal: "<= 1.5" },
    { figure: "conference of 300 G.711 legs: a beat", value: all.usual, unit: "ms" },
    { figure: "conference of 300 G.711 legs: the longest of 500 beats", value: all.longest, unit: "ms", goal: "<= 10" },
  ];
}

/** What one beat of the legs costs where each part is called by itself, in ms. */
function partsOf(legs: number): number {
  const payloads = payloadsOf(G722);
  const keys = keysFor(0);
  const made = Array.from({ length: legs }, () => {
    const [ear, mouth] = [codecFor(G722, { kernels, opus })!, codecFor(G722, { kernels, opus })!];
    return {
      ear: new JitterBuffer(kernels, ear),
      mouth,
      in: new SrtpReceiver(kernels, keys.receive),
      out: new SrtpSender(kernels, keys.send),
      phone: new SrtpSender(kernels, keys.receive),
      said: takeSamples(kernels, 320),
      heard: takeSamples(kernels, 320),
    };
  });
  using mixer = new Mixer(kernels, 320, legs);
  const packet = takeOctets(kernels, 512);
  const span = { at: packet.at, length: 0 };
  const payload = { at: packet.at + HEADER, length: 160 };
  const beat = (frame: number): number => {
    let spent = 0;
    const write = (sequence: number): void => {
      const header = { marker: false, payloadType: 9, sequence, timestamp: 160 * frame, ssrc: 1 };
      writeHeader(packet.view, header);
    };
    for (const leg of made) {
      write(frame & 0xffff);
      packet.view.set(payloads[frame % payloads.length]!, HEADER);
      span.length = HEADER + 160;
      span.length = leg.phone.protect(span);
      const began = performance.now();
      leg.in.unprotect(span);
      leg.ear.put({ sequence: frame & 0xffff, timestamp: 160 * frame, payload }, FRAME_MS * frame);
      leg.ear.take(leg.said, FRAME_MS * frame + 1);
      spent += performance.now() - began;
    }
    const began = performance.now();
    mixer.clear();
    for (const { said, heard } of made) mixer.seat(said.at, heard.at);
    mixer.mixMinus();
    for (const leg of made) {
      leg.mouth.encode(leg.heard, payload);
      write(frame & 0xffff);
      span.length = HEADER + 160;
      leg.out.protect(span);
    }
    return spent + performance.now() - began;
  };
  for (let frame = 0; frame < 100; frame++) beat(frame);
  return median(Array.from({ length: 300 }, (_, frame) => beat(100 + frame)));
}
