import { timeAt, type WallTime } from "../../core/base/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";

/** As long as two words need on a network in bad weather. */
const MOMENT_MS = 200;
const MINUTE_MS = 60_000;

/** Somebody who knows how the codes are meant: what he does with the phones of the office, and what comes of it. */
export class CodeUser {
  readonly #lab: Lab;
  readonly #phones: readonly HandPhone[];
  /** What the office's clocks say; it runs as the lab's does. */
  readonly #wall: () => WallTime;
  readonly #dialled: HandCall[] = [];
  readonly #taken: HandCall[] = [];

  constructor(lab: Lab, phones: readonly HandPhone[], wall: () => WallTime) {
    this.#lab = lab;
    this.#phones = phones;
    this.#wall = wall;
  }

  /** Dials, and acknowledges whatever answers. */
  dials(by: string, number: string): void {
    const call = this.#phone(by).invite(number, { sdp: sdp() });
    this.#dialled.push(call);
    this.waits(MOMENT_MS);
    acknowledge(call);
    this.waits(MOMENT_MS);
  }

  rings(number: string): void {
    this.#ringing(number)?.respond(180);
    this.waits(MOMENT_MS);
  }

  refuses(number: string): void {
    this.#ringing(number)?.respond(486);
    this.waits(MOMENT_MS);
  }

  answers(number: string): void {
    const call = this.#ringing(number);
    if (call === undefined) return;
    call.respond(200, { sdp: sdp(["PCMA"]) });
    this.#taken.push(call);
    this.waits(MOMENT_MS);
    this.#dialled.forEach(acknowledge);
    this.waits(MOMENT_MS);
  }

  talks(by: string, number: string): void {
    this.dials(by, number);
    this.answers(number);
  }

  /** Presses keys in his latest call. */
  keys(by: string, keys: string): void {
    const call = this.#phone(by).calls.at(-1);
    for (const key of keys) {
      call?.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
      this.waits(MOMENT_MS);
    }
  }

  /** Everybody hangs up. */
  hangUp(): void {
    const over = ({ requests }: HandCall) => requests.some(({ method }) => method === "BYE");
    for (const call of this.#dialled.splice(0)) {
      if (over(call)) continue;
      if (call.statuses().at(-1) === 200) call.bye();
      else if (call.statuses().every((status) => status < 200)) call.cancel();
    }
    this.waits(MOMENT_MS);
    for (const call of this.#taken.splice(0)) if (!over(call)) call.bye();
    this.waits(MOMENT_MS);
  }

  waits(ms: number): void {
    this.#lab.run(ms);
  }

  /** Four digits: the next minute but one. */
  soon(): string {
    return timeAt(this.#wall() + 2 * MINUTE_MS as WallTime, "Europe/Bucharest").replace(":", "");
  }

  /** What the box says and notes while he does something: the names of prompts, files, events, and where people are brought. */
  notes(act: (user: this) => void): readonly string[] {
    const { events, media } = this.#lab;
    const [said, noted] = [media.said.length, events.length];
    act(this);
    const sounds = media.said.slice(said).flatMap(({ sound }) => sound.items);
    return [
      ...sounds.flatMap((item) => "name" in item ? [item.name] : "path" in item ? [item.path] : []),
      ...events.slice(noted).map((event) => event.type === "leg.brought" ? `to ${event.to}` : event.type),
    ];
  }

  #phone(number: string): HandPhone {
    return this.#phones.find((phone) => phone.number === number)!;
  }

  #ringing(number: string): HandCall | undefined {
    const phone = this.#phone(number);
    const came = new Set(phone.requests("INVITE"));
    return phone.calls.findLast((call) =>
      came.has(call.invite) && call.count("ACK") === 0 && call.count("CANCEL") === 0
    );
  }
}

function acknowledge(call: HandCall): void {
  if (call.statuses().at(-1) === 200) call.ack();
}
