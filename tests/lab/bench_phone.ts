import type { Phone, PhoneCommand, PhoneEvent, PhoneInput } from "../../core/phone/mod.ts";

/** A phone on the lab's bench, and what it has shown its user. */
export class BenchPhone {
  readonly phone: Phone;
  readonly shown: PhoneEvent[] = [];
  readonly #tell: (bench: BenchPhone, input: PhoneInput) => void;

  constructor(phone: Phone, tell: (bench: BenchPhone, input: PhoneInput) => void) {
    this.phone = phone;
    this.#tell = tell;
  }

  do(command: PhoneCommand): void {
    this.#tell(this, { type: "do", command });
  }

  /** The lines on which somebody calls. */
  get incoming(): readonly string[] {
    return [...this.phone.lines.values()].filter(({ state }) => state.at === "incoming").map(({ id }) => id);
  }

  saw(type: PhoneEvent["type"]): boolean {
    return this.shown.some((event) => event.type === type);
  }

  last<T extends PhoneEvent["type"]>(type: T): Extract<PhoneEvent, { type: T }> | undefined {
    return this.shown.findLast((event): event is Extract<PhoneEvent, { type: T }> => event.type === type);
  }
}
