import { type Chance, SeededChance } from "../../core/base/mod.ts";
import type { PhoneEvent } from "../../core/phone/mod.ts";
import type { BenchPhone } from "../lab/bench_phone.ts";
import { Lab } from "../lab/lab.ts";
import type { Weather } from "../lab/network.ts";

/** What a day in the office is made of. */
export interface DayOptions {
  readonly seed: number;
  readonly calls: number;
  readonly weather: Weather;
  /** Extensions. */
  readonly people?: number;
}

/** Between two calls of the whole office, on the average, in ms. */
const PACE_MS = 2_000;

/** Whoever was called hangs up then, if nobody has. */
const LONGEST_TALK_MS = 10 * 60_000;

/**
 * An office at work: people who call, answer, refuse, are out, give up, hold, press keys, transfer with and without
 * asking first, hang up at the same time, and whose phones lose power. Everything from one seed.
 */
export class Day {
  readonly lab: Lab;
  dialled = 0;
  readonly #chance: Chance;
  readonly #numbers: readonly string[];
  #line = 0;

  constructor(options: DayOptions) {
    const { seed, weather, people = 40 } = options;
    this.#chance = new SeededChance(seed);
    this.#numbers = Array.from({ length: people }, (_, at) => String(100 + at));
    this.lab = new Lab({ seed, weather, numbers: this.#numbers });
    // Every fourth has a second phone, and every other of these speaks TCP.
    this.#numbers.forEach((number, at) => at % 4 === 0 && this.lab.plug(number, at % 8 === 0 ? "tcp" : "udp"));
    this.lab.onShown = (phone, event) => this.#react(phone, event);
  }

  /** Works until all calls are dialled and have come to their end. */
  work(calls: number): void {
    const { lab } = this;
    lab.open();
    const next = () => {
      this.#dial(this.#pick(lab.phones));
      if (this.dialled < calls) lab.after(this.#below(2 * PACE_MS), next);
    };
    lab.after(0, next);
    lab.run(calls * 2 * PACE_MS);
    // What a dead phone left behind is found by the session timers.
    lab.run(60 * 60_000);
  }

  #dial(phone: BenchPhone): void {
    this.dialled++;
    const line = `d${this.#line++}`;
    const late = this.#below(10) === 0;
    phone.do({ do: "dial", line, number: this.#someone(), late });
    if (this.#below(8) === 0) this.lab.after(this.#below(6_000), () => phone.do({ do: "hang-up", line }));
  }

  #react(phone: BenchPhone, event: PhoneEvent): void {
    if (event.type === "incoming") this.#incoming(phone, event.line);
    if (event.type === "answered") this.#talk(phone, event.line);
  }

  #incoming(phone: BenchPhone, line: string): void {
    const { lab } = this;
    const mood = this.#below(100);
    const ringsAfter = this.#below(300);
    if (mood < 5) return lab.after(ringsAfter, () => phone.do({ do: "refuse", line, status: 486 }));
    if (mood < 8) return lab.after(ringsAfter, () => phone.do({ do: "refuse", line, status: 603 }));
    if (mood < 11) {
      const contact = `sip:${this.#someone()}@10.0.0.1`;
      return lab.after(ringsAfter, () => phone.do({ do: "refuse", line, status: 302, contact }));
    }
    lab.after(ringsAfter, () => phone.do({ do: "ring", line }));
    if (mood < 20) return; // nobody is in
    lab.after(ringsAfter + this.#below(8_000), () => phone.do({ do: "answer", line }));
    // Nobody talks for ever, also where both were called: a transfer came back to whoever had asked for it.
    lab.after(LONGEST_TALK_MS, () => phone.do({ do: "hang-up", line }));
  }

  #talk(phone: BenchPhone, line: string): void {
    const { lab } = this;
    const forMs = 1_000 + this.#below(30_000);
    const soon = this.#below(forMs);
    switch (this.#below(12)) {
      case 0:
        lab.after(soon, () => phone.do({ do: "hold", line }));
        lab.after(soon + this.#below(5_000), () => phone.do({ do: "resume", line }));
        break;
      case 1:
        for (const digit of "4711#") lab.after(this.#below(forMs), () => phone.do({ do: "press", line, digit }));
        break;
      case 2:
        lab.after(soon, () => phone.do({ do: "transfer", line, number: this.#someone() }));
        break;
      case 3:
        this.#transferAfterAsking(phone, line, soon);
        break;
      case 4:
        if (this.#below(4) === 0) lab.after(soon, () => this.#losePower(phone));
        break;
      case 5:
        // Both at once, to the millisecond.
        for (const each of lab.phones) {
          for (const other of each.phone.lines.values()) {
            lab.after(forMs, () => other.state.at === "talking" && each.do({ do: "hang-up", line: other.id }));
          }
        }
    }
    lab.after(forMs, () => phone.do({ do: "hang-up", line }));
  }

  #transferAfterAsking(phone: BenchPhone, line: string, soon: number): void {
    const { lab } = this;
    const second = `d${this.#line++}`;
    lab.after(soon, () => phone.do({ do: "hold", line }));
    lab.after(soon + 500, () => phone.do({ do: "dial", line: second, number: this.#someone() }));
    lab.after(soon + 500 + this.#below(9_000), () => phone.do({ do: "transfer-to-line", line, to: second }));
    lab.after(soon + 60_000, () => phone.do({ do: "hang-up", line: second }));
  }

  #losePower(phone: BenchPhone): void {
    const { lab } = this;
    lab.unplug(phone.phone.flow);
    phone.phone.lines.clear();
    lab.after(30_000, () => {
      lab.replug(phone);
      phone.do({ do: "register" });
    });
  }

  #someone(): string {
    return this.#below(50) === 0 ? "*43" : this.#below(50) === 0 ? "999" : this.#pick(this.#numbers);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #below(limit: number): number {
    return this.#chance.below(limit);
  }
}
