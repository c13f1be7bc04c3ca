import { type Clock, isIpv6, type Log, ok, type Result, type Sealing, sentenceOf } from "../../base/mod.ts";
import type { WebSettings } from "../../config/mod.ts";
import type { Certificate } from "../certificate.ts";
import { type CertificateFacts, factsOf } from "../facts.ts";
import { type CertificateFault, certificateFault, judgeCertificate } from "../judge.ts";
import { renewalOf } from "../renewal.ts";
import type { CertificateSource, CertificateStatus } from "../status.ts";
import { AcmeKeeper, type AcmeWorld } from "./acme_keeper.ts";
import { OwnCertificate, type Reached } from "./own.ts";
import { readOwners } from "./read_owners.ts";
import { Vault } from "./vault.ts";

export interface CertificatesSettings {
  readonly data: string;
  readonly web: WebSettings;
}

export interface CertificatesWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly sealing: Sealing;
  readonly reached: () => Reached;
  readonly order?: AcmeWorld["order"];
}

/** Certificates grow old, and the machine's addresses change. */
const LOOK_EVERY_MS = 3_600_000;

/** Which certificate the box serves, and where it comes from. */
export class Certificates {
  readonly #settings: CertificatesSettings;
  readonly #world: CertificatesWorld;
  readonly #vault: Vault;
  readonly #own: OwnCertificate;
  readonly #acme: AcmeKeeper | undefined;
  #onChange: () => Promise<void> = () => Promise.resolve();
  #source: CertificateSource = "own";
  #served: Certificate | undefined;
  #ownLeaf: Certificate | undefined;
  #fault: CertificateFault | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** One look after the other. */
  #looking: Promise<void> = Promise.resolve();

  constructor(settings: CertificatesSettings, world: CertificatesWorld) {
    this.#settings = settings;
    this.#world = world;
    const { clock, log, sealing, reached, order } = world;
    this.#vault = new Vault(`${settings.data}/tls`, sealing);
    this.#own = new OwnCertificate({ clock, log, reached, vault: this.#vault });
    const { acme, names } = settings.web;
    if (acme === undefined) return;
    this.#acme = new AcmeKeeper(
      { settings: acme, names },
      { clock, log, vault: this.#vault, ...(order === undefined ? {} : { order }) },
      () => this.lookSoon(),
    );
  }

  /** What is served to the web and to SIP over TLS. */
  get served(): Certificate | undefined {
    return this.#served;
  }

  /** For servers that open once there is one. */
  get asServed(): { readonly certificate?: Certificate } {
    return this.#served === undefined ? {} : { certificate: this.#served };
  }

  /** The box's own, whichever is served: for who looks at it by its hash. */
  get own(): Certificate | undefined {
    return this.#ownLeaf;
  }

  /** Reads or makes what is to be served at the start. Throws when it cannot. */
  async load(): Promise<void> {
    await this.#acme?.load();
    await this.#find();
  }

  /**
   * Keeps them good from now on: renews them, and asks for them where they come by ACME, whose challenges the web server answers.
   *
   * @param onChange another one is to be served; where that rejects, the old one stays
   */
  keep(onChange: () => Promise<void>): void {
    this.#onChange = onChange;
    this.#acme?.look();
    this.#timer = setInterval(() => this.lookSoon(), LOOK_EVERY_MS);
  }

  /** Looks again: files, names, addresses or the clock may be others. Rejects, changing nothing, when that fails. */
  look(): Promise<void> {
    const done = this.#looking.then(() => this.#look());
    this.#looking = done.catch(() => {}); // who asked hears of it; the next look goes ahead
    return done;
  }

  /** The same for who does not wait for it: what fails is in the log. */
  lookSoon(): void {
    this.look().catch((error) => {
      const facts = { reason: sentenceOf(error) };
      this.#world.log.write({ level: "error", text: "Cannot renew the certificate", facts });
    });
  }

  /** Serves from now on what somebody brings: PEM with the certificate, its chain and its key. */
  async bring(pem: string): Promise<Result<CertificateFacts, CertificateFault>> {
    const judged = judgeCertificate(pem, this.#world.clock.wall());
    if (!judged.ok) return judged;
    const before = await this.#vault.read<Certificate>("brought");
    await this.#vault.write("brought", judged.value);
    try {
      await this.look();
    } catch (error) {
      if (before === undefined) await this.#vault.remove("brought");
      else await this.#vault.write("brought", before);
      return { ok: false, fault: certificateFault("unusable", sentenceOf(error)) };
    }
    return ok(factsOf(judged.value.certPem));
  }

  /** Serves the box's own again. */
  async forget(): Promise<void> {
    await this.#vault.remove("brought");
    await this.look();
  }

  /** Makes the box a new authority: whoever trusted the old one has to be asked again. */
  async replaceAuthority(): Promise<void> {
    await this.#own.replace();
    await this.look();
  }

  askNow(): void {
    this.#acme?.askNow();
  }

  /** What an ACME authority is to find under a token. */
  answer(token: string): string | undefined {
    return this.#acme?.answer(token);
  }

  status(): CertificateStatus {
    const { names, addresses } = this.#world.reached();
    const served = this.#served && factsOf(this.#served.certPem);
    const renewal = served !== undefined && (this.#source === "own" || this.#source === "acme")
      ? renewalOf(served)
      : undefined;
    const { root } = this.#own;
    const acme = this.#acme?.status();
    return {
      source: this.#source,
      ...(served === undefined ? {} : { served }),
      ...(renewal === undefined ? {} : { renewal }),
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
      ...(root === undefined ? {} : { root: { pem: root, facts: factsOf(root) } }),
      without: [...names, ...addresses].filter((each) =>
        served !== undefined && isTyped(each) && !served.names.includes(each)
      ),
      ...(acme === undefined ? {} : { acme }),
    };
  }

  /** Twice is quiet. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#acme?.stop();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const [source, served, ownLeaf] = [this.#source, this.#served, this.#ownLeaf];
    try {
      await this.#find();
      this.#acme?.look();
      if (served?.certPem === this.#served?.certPem && ownLeaf?.certPem === this.#ownLeaf?.certPem) return;
      await this.#onChange();
    } catch (error) {
      [this.#source, this.#served, this.#ownLeaf] = [source, served, ownLeaf];
      throw error;
    }
  }

  async #find(): Promise<void> {
    const { certificate, key } = this.#settings.web;
    this.#ownLeaf = await this.#own.look();
    if (certificate !== undefined && key !== undefined) {
      const { fault, ...owners } = await readOwners(certificate, key, this.#world.clock.wall());
      this.#serve("file", owners.certificate);
      if (fault !== undefined && fault.code !== this.#fault?.code) {
        const facts = { path: certificate, why: fault.text };
        this.#world.log.write({ level: "warn", text: "Clients may refuse the certificate of kontor.yml", facts });
      }
      this.#fault = fault;
      return;
    }
    if (this.#acme !== undefined) {
      const { certificate } = this.#acme;
      return certificate === undefined ? this.#serve("own", this.#ownLeaf) : this.#serve("acme", certificate);
    }
    const brought = await this.#vault.read<Certificate>("brought");
    if (brought === undefined) this.#serve("own", this.#ownLeaf);
    else this.#serve("brought", brought);
  }

  #serve(source: CertificateSource, certificate: Certificate | undefined): void {
    [this.#source, this.#served] = [source, certificate];
  }
}

/** What people open the box by: not from the machine itself, and nobody types IPv6. */
function isTyped(name: string): boolean {
  return name !== "localhost" && !name.startsWith("127.") && !isIpv6(name);
}
