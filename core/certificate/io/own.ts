import { type Clock, isClockBelieved, isIpv6, type Log, type WallTime } from "../../base/mod.ts";
import type { Certificate } from "../certificate.ts";
import { factsOf } from "../facts.ts";
import { mayVouch, permitsFor } from "../permits.ts";
import { renewalOf } from "../renewal.ts";
import type { Authority, Signed } from "./sign.ts";
import { signApart } from "./sign_apart.ts";
import type { Vault } from "./vault.ts";

const DAY_MS = 86_400_000;
/** Ten years: phones and people trust it by hand, and would have to do so again. */
const AUTHORITY_DAYS = 3_653;
/** As browsers allow it; Apple's since 2020 also where somebody chose to trust by hand. */
const LIFETIME_DAYS = 397;

/** By which names and addresses the box is asked for; the first name is the one it goes by. */
export interface Reached {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export interface OwnWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly reached: () => Reached;
}

/** The certificate that the box makes for itself, by an authority of its own that people can choose to trust. */
export class OwnCertificate {
  readonly #world: OwnWorld;
  #authority: Authority | undefined;
  #certificate: Certificate | undefined;

  constructor(world: OwnWorld) {
    this.#world = world;
  }

  /** The authority's certificate in PEM; undefined before it was made. */
  get root(): string | undefined {
    return this.#authority?.certPem;
  }

  /** Forgets the authority and what it has signed: the next look makes others, for the names and addresses of that moment. */
  async replace(): Promise<void> {
    await this.#world.vault.remove("authority");
    await this.#world.vault.remove("box");
    [this.#authority, this.#certificate] = [undefined, undefined];
  }

  /**
   * The certificate as it is to be now: made on the first start, and anew when it grows old or a name or an address has come.
   * Undefined while there is none and the clock is not believed: ask again later. Throws when the folder cannot be read or
   * written.
   */
  async look(): Promise<Certificate | undefined> {
    const { clock, log, vault } = this.#world;
    this.#authority ??= await vault.read<Authority>("authority");
    this.#certificate ??= await vault.read<Certificate>("box");
    const now = clock.wall();
    if (!isClockBelieved(now)) {
      if (this.#certificate === undefined) {
        log.write({ level: "warn", text: "Not making a certificate: the clock of the box is not set yet" });
      }
      return this.#certificate;
    }
    if (this.#certificate !== undefined && !this.#isDue(this.#certificate, now)) return this.#certificate;
    const isFirst = this.#authority === undefined;
    const { authority, certificate } = await makeOwn(this.#world.reached(), {
      now,
      ...(this.#outlives(now) ? { authority: this.#authority } : {}),
      ...(this.#certificate === undefined ? {} : { keyPem: this.#certificate.keyPem }),
    });
    await vault.write("authority", authority);
    await vault.write("box", certificate);
    await vault.show("root.pem", authority.certPem);
    await vault.show("cert.pem", certificate.certPem);
    // Earlier versions kept it there, in plain.
    await vault.hide("key.pem");
    [this.#authority, this.#certificate] = [authority, certificate];
    const text = isFirst ? "Made an authority and a certificate of the box's own" : "Renewed the box's own certificate";
    log.write({ level: "info", text, facts: { names: factsOf(certificate.certPem).names.join(" ") } });
    return certificate;
  }

  /** Whether the authority lives as long as what it would sign now. */
  #outlives(now: WallTime): boolean {
    return this.#authority !== undefined && factsOf(this.#authority.certPem).notAfter > now + LIFETIME_DAYS * DAY_MS;
  }

  #isDue({ certPem }: Certificate, now: WallTime): boolean {
    const facts = factsOf(certPem);
    if (now >= renewalOf(facts) || now < facts.notBefore) return true;
    const permits = this.#authority?.permits;
    const { names, addresses } = this.#world.reached();
    // IPv6 addresses come and go by the day (RFC 8981): each would end what is connected over TLS, and nobody types one.
    const lasting = [...names, ...addresses.filter((ip) => !isIpv6(ip))];
    return lasting.some((each) => !facts.names.includes(each) && permits !== undefined && mayVouch(permits, each));
  }
}

interface Making {
  readonly now: number;
  readonly authority?: Authority | undefined;
  readonly keyPem?: string;
}

/** A certificate for all by which the box is reached and the authority may vouch for; the authority is made where none is given. */
export function makeOwn({ names, addresses }: Reached, { now, authority, keyPem }: Making): Promise<Signed> {
  const permits = authority?.permits ?? permitsFor(names, addresses);
  const allowed = (each: string) => mayVouch(permits, each);
  const [commonName = "kontor.local"] = names;
  return signApart({
    authority,
    authorityName: `Kontor at ${commonName}`,
    permits,
    commonName,
    names: names.filter(allowed),
    addresses: addresses.filter(allowed),
    // The day before: a phone's clock may be a little behind ours.
    from: now - DAY_MS,
    until: now + LIFETIME_DAYS * DAY_MS - DAY_MS,
    authorityUntil: now + AUTHORITY_DAYS * DAY_MS,
    keyPem,
  });
}
