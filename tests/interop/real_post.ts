/**
 * What a lab mails goes to a real mail server: the lab's clock stands while the server has as much time as it wants.
 *
 * @module
 */
import { mailer } from "../../core/mail/io/mod.ts";
import type { Mail } from "../../core/mail/mod.ts";
import type { Lab } from "../lab/lab.ts";

export class RealPost {
  readonly #lab: Lab;
  readonly #send: ReturnType<typeof mailer>;
  readonly #underWay: Mail[] = [];
  /** How often a mail was tried to be handed over. */
  tries = 0;

  constructor(lab: Lab, port: number) {
    this.#lab = lab;
    const from = "phones@example.com";
    this.#send = mailer({ now: { host: "127.0.0.1", port, tls: "off", from } }, () => new Uint8Array(), {
      note: () => {},
    });
    lab.mail.handOver = (mail) => void this.#underWay.push(mail);
  }

  /** Time passes for the lab. */
  async run(ms: number): Promise<void> {
    await this.#handOver();
    this.#lab.run(ms);
    await this.#handOver();
  }

  async #handOver(): Promise<void> {
    for (let mail = this.#underWay.shift(); mail !== undefined; mail = this.#underWay.shift()) {
      this.tries += 1;
      this.#lab.input({ type: "mailed", id: mail.id, outcome: await this.#send(mail) });
    }
  }
}
