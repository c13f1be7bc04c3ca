import { type Clock, isClockBelieved, type Log, sentenceOf } from "../../base/mod.ts";
import { type AcmeMemory, type AcmeOutcome, isFor, nextAsking, remember } from "../acme.ts";
import type { Certificate } from "../certificate.ts";
import type { AcmeKind, AcmeStatus } from "../status.ts";
import type { AcmeChallenge, AcmeHands, AcmeWish } from "./acme_order.ts";
import { runDnsHook } from "./dns_hook.ts";
import { orderApart } from "./order_apart.ts";
import type { Vault } from "./vault.ts";

/** How an authority is asked: `web.acme` of kontor.yml. */
export interface AcmeSettings {
  readonly directory: string;
  readonly challenge: AcmeKind;
  readonly email?: string;
  readonly hook?: string;
  /** Path of a PEM file. */
  readonly authorities?: string;
}

export interface AcmeWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  /** Instead of the real thing, in tests. */
  readonly order?: (wish: AcmeWish, hands: AcmeHands, signal: AbortSignal) => Promise<AcmeOutcome>;
}

/** Longer waits overflow the timer. */
const LONGEST_WAIT_MS = 86_400_000;

/** Keeps a certificate by ACME (RFC 8555): asks for it, renews it, and rests where that fails. */
export class AcmeKeeper {
  readonly #settings: AcmeSettings;
  readonly #names: readonly string[];
  readonly #world: AcmeWorld;
  readonly #onCertificate: () => void;
  readonly #laidOut = new Map<string, string>();
  readonly #stopping = new AbortController();
  #memory: AcmeMemory;
  #asking: Promise<void> | undefined;
  #cleaning: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    { settings, names }: { readonly settings: AcmeSettings; readonly names: readonly string[] },
    world: AcmeWorld,
    onCertificate: () => void,
  ) {
    this.#settings = settings;
    this.#names = names;
    this.#world = world;
    this.#onCertificate = onCertificate;
    this.#memory = { directory: settings.directory, failures: 0 };
  }

  /** What was got, if it is for the names that are wanted. */
  get certificate(): Certificate | undefined {
    const { certificate } = this.#memory;
    return certificate !== undefined && isFor(certificate, this.#names) ? certificate : undefined;
  }

  async load(): Promise<void> {
    const kept = await this.#world.vault.read<AcmeMemory>("acme");
    if (kept?.directory === this.#settings.directory) this.#memory = kept;
  }

  /** Asks when it is time, and sees to it that it is looked again. */
  look(): void {
    clearTimeout(this.#timer);
    if (this.#stopping.signal.aborted || this.#asking !== undefined) return;
    const now = this.#world.clock.wall();
    // Until the clock is right nobody can say what is due; whoever sets it looks again.
    if (!isClockBelieved(now)) return;
    const waitMs = nextAsking(this.#memory, this.#names, now) - now;
    if (waitMs <= 0) this.#begin();
    else this.#timer = setTimeout(() => this.look(), Math.min(waitMs, LONGEST_WAIT_MS));
  }

  /** Asks now, though it rests; not where the authority itself wants to be left alone. */
  askNow(): void {
    const { rest: _over, ...memory } = this.#memory;
    if (this.#asking !== undefined || this.#isBarred()) return;
    this.#memory = memory;
    clearTimeout(this.#timer);
    this.#begin();
  }

  /** What is to be found under a token (RFC 8555 §8.3). */
  answer(token: string): string | undefined {
    return this.#laidOut.get(token);
  }

  status(): AcmeStatus {
    const { asked } = this.#memory;
    return {
      directory: this.#settings.directory,
      challenge: this.#settings.challenge,
      names: this.#names,
      isAsking: this.#asking !== undefined,
      ...(asked === undefined ? {} : { asked }),
      next: nextAsking(this.#memory, this.#names, this.#world.clock.wall()),
      isBarred: this.#isBarred(),
    };
  }

  /** Asks no more; waits for what is under way to be given up. Twice is quiet. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stopping.abort();
    await this.#asking;
  }

  #isBarred(): boolean {
    const { rest } = this.#memory;
    return rest !== undefined && rest.isTheirs && rest.until > this.#world.clock.wall();
  }

  #begin(): void {
    this.#asking = this.#ask()
      .catch((error) => {
        const facts = { reason: sentenceOf(error) };
        this.#world.log.write({ level: "error", text: "Cannot keep what an authority gave", facts });
      })
      .finally(() => {
        this.#asking = undefined;
        this.look();
      });
  }

  async #ask(): Promise<void> {
    const { clock, log, vault } = this.#world;
    const outcome = await this.#order().catch((error): AcmeOutcome => ({ ok: false, why: sentenceOf(error) }));
    this.#laidOut.clear();
    await this.#cleaning;
    // What was broken off says nothing of the authority.
    if (this.#stopping.signal.aborted) return;
    this.#memory = remember(this.#memory, outcome, clock.wall());
    await vault.write("acme", this.#memory);
    const facts = { directory: this.#settings.directory, names: this.#names.join(" ") };
    if (outcome.ok) {
      log.write({ level: "info", text: "An authority gave a certificate", facts });
      this.#onCertificate();
    } else {log.write({
        level: "warn",
        text: "An authority gave no certificate",
        facts: { ...facts, why: outcome.why },
      });}
  }

  async #order(): Promise<AcmeOutcome> {
    const { order = orderApart } = this.#world;
    const { directory, challenge: kind, email, authorities } = this.#settings;
    const { accountKey } = this.#memory;
    return await order(
      {
        directory,
        names: this.#names,
        kind,
        ...(email === undefined ? {} : { email }),
        ...(accountKey === undefined ? {} : { accountKey }),
        ...(authorities === undefined ? {} : { authorities: await Deno.readTextFile(authorities) }),
      },
      { challenge: (challenge) => this.#layOut(challenge), over: (challenge) => this.#takeAway(challenge) },
      this.#stopping.signal,
    );
  }

  async #layOut(challenge: AcmeChallenge): Promise<void> {
    const { hook } = this.#settings;
    if (hook === undefined) this.#laidOut.set(challenge.token, challenge.answer);
    else await runDnsHook(hook, "present", challenge);
  }

  #takeAway(challenge: AcmeChallenge): void {
    const { hook } = this.#settings;
    if (hook === undefined) return void this.#laidOut.delete(challenge.token);
    this.#cleaning = this.#cleaning.then(() => runDnsHook(hook, "cleanup", challenge)).catch((error) => {
      const facts = { name: challenge.name, reason: sentenceOf(error) };
      this.#world.log.write({ level: "warn", text: "A challenge was left in the DNS", facts });
    });
  }
}
