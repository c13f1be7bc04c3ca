import type { Chance, Log } from "../../core/base/mod.ts";
import type { DtlsTerms, Fingerprint } from "../../core/sdp/mod.ts";
import type { MediaEvent } from "../../core/sound/mod.ts";
import type { EngineCommand } from "../plane/mod.ts";
import { DtlsServer, type Identity, readIdentity } from "./server.ts";

/** What handshakes are made with. */
export interface HandshakeWorld {
  readonly chance: Chance;
  readonly log: Log;
  readonly engine: (command: EngineCommand) => unknown;
}

/** The port for the sound of browsers, by which kinds of addresses it can be reached, and what they are shown there. */
export interface BrowserPort<Family> {
  readonly port: number;
  readonly families: readonly Family[];
  readonly fingerprint: Fingerprint;
}

/** One browser's handshake. */
interface Handshake {
  readonly dtls: DtlsServer;
  /** The fingerprints that it goes by: with others it begins anew (RFC 8842 §3). */
  readonly promised: string;
}

/**
 * The handshakes of all browsers that talk, beside the engine: it passes their datagrams on, and is given the keys. One
 * message takes less than a millisecond, so that they are made where signalling is.
 */
export class Handshakes {
  readonly #world: HandshakeWorld;
  readonly #byLeg = new Map<string, Handshake>();
  #identity: Identity | undefined;

  constructor(world: HandshakeWorld) {
    this.#world = world;
  }

  /** From now on browsers are shown this certificate. */
  show(certificate: { readonly certPem: string; readonly keyPem: string } | undefined): void {
    if (certificate !== undefined) this.#identity = readIdentity(certificate);
  }

  /** Where browsers are told to send their sound: nowhere while there is no port, or no certificate to show them. */
  sound<Family>(port: number | false, families: readonly Family[]): BrowserPort<Family> | undefined {
    if (port === false || families.length === 0 || this.#identity === undefined) return undefined;
    return { port, families, fingerprint: this.#identity.fingerprint };
  }

  /** How many there are. */
  get size(): number {
    return this.#byLeg.size;
  }

  /** Sees what the engine is told: who is to shake hands, and who is gone. Gives it back. */
  commanded(command: EngineCommand): EngineCommand {
    if (command.type === "close") this.#byLeg.delete(command.leg);
    if (command.type === "apply" && command.plan.dtls !== undefined) this.#expect(command.leg, command.plan.dtls);
    return command;
  }

  /** Sees what the engine tells: when it is another one, nobody is left. Gives it back. */
  told(event: MediaEvent): MediaEvent {
    if (event.type === "lost") this.#byLeg.clear();
    return event;
  }

  /** A datagram has come on a leg, in base64. */
  heard(leg: string, datagram: string): void {
    const { engine, log } = this.#world;
    const octets = Uint8Array.from(atob(datagram), (letter) => letter.charCodeAt(0));
    for (const effect of this.#byLeg.get(leg)?.dtls.receive(octets) ?? []) {
      switch (effect.type) {
        case "send":
          engine({ type: "dtls", leg, datagram: btoa(String.fromCharCode(...effect.datagram)) });
          break;
        case "keys":
          engine({ type: "keys", leg, keys: effect.keys });
          log.write({
            level: "info",
            text: "Shook hands with a browser",
            facts: { leg, suite: effect.keys.send.suite },
          });
          break;
        case "failed":
          log.write({ level: "warn", text: effect.why, facts: { leg } });
          break;
        case "closed":
          break;
      }
    }
  }

  #expect(leg: string, { fingerprints }: DtlsTerms): void {
    const promised = JSON.stringify(fingerprints);
    if (this.#byLeg.get(leg)?.promised === promised) return;
    const { chance } = this.#world;
    const identity = this.#identity;
    if (identity === undefined) return;
    this.#byLeg.set(leg, { dtls: new DtlsServer({ identity, promised: fingerprints, chance }), promised });
  }
}
