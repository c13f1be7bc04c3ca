import { elapsed, type Instant } from "../base/mod.ts";
import type { SmtpSettings } from "./mail.ts";

/** Who signs in only to look, and often, clutters the server's log and is taken for an attacker. */
const TRUSTED_FOR_MS = 86_400_000;

/**
 * Whether the mail server may be taken to take mails without being asked. It is asked when another is in force than before,
 * when its last word was a refusal, and when it has said nothing for a day; otherwise its last word holds, to a mail or to
 * who only came to look.
 */
export class MailTrust {
  readonly #inForce: () => SmtpSettings | undefined;
  readonly #now: () => Instant;
  #took: { readonly server: SmtpSettings; readonly at: Instant } | undefined;

  constructor(world: { readonly inForce: () => SmtpSettings | undefined; readonly now: () => Instant }) {
    this.#inForce = world.inForce;
    this.#now = world.now;
  }

  /** The server in force, where it is trusted; undefined: it is to be asked. */
  get server(): SmtpSettings | undefined {
    const took = this.#took;
    return took !== undefined && took.server === this.#inForce() && elapsed(took.at, this.#now()) < TRUSTED_FOR_MS
      ? took.server
      : undefined;
  }

  /** What a server has just said. */
  note(server: SmtpSettings, isTaking: boolean): void {
    this.#took = isTaking ? { server, at: this.#now() } : undefined;
  }
}
