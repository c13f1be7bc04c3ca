import type { Chance, Log } from "../base/mod.ts";
import type { Dns } from "./dns.ts";
import { findPublicAddress } from "./public_address.ts";

/** A provider may change the router's address at any time; calls set up after this know. */
const ASK_EVERY_MS = 5 * 60_000;
const ANSWER_WITHIN_MS = 8_000;

/** What keeps the box from asking, or lets it: `sip.advertise` and `sip.stun` of kontor.yml. */
export interface OuterIpSettings {
  /** `auto`, or the router's outer address. */
  readonly advertise: string;
  /** Asked for `auto`; without one nothing leaves the building. */
  readonly stun?: string;
}

/** Keeps in mind how phones beyond the router reach the box: the address that was given, or what a STUN server sees. */
export class OuterIp {
  readonly #settings: OuterIpSettings;
  readonly #world: { readonly dns: Dns; readonly chance: Chance; readonly log: Log };
  readonly #onChange: () => void;
  #ip: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #asking: Promise<void> = Promise.resolve();

  constructor(
    settings: OuterIpSettings,
    world: { readonly dns: Dns; readonly chance: Chance; readonly log: Log },
    onChange: () => void,
  ) {
    this.#settings = settings;
    this.#world = world;
    this.#onChange = onChange;
    if (settings.advertise !== "auto") this.#ip = settings.advertise;
  }

  /** The router's outer address; undefined while none is known. */
  get ip(): string | undefined {
    return this.#ip;
  }

  /** Begins to ask, if there is somebody to ask; does not wait for the answer. */
  start(): void {
    const { advertise, stun } = this.#settings;
    if (advertise !== "auto" || stun === undefined) return;
    const ask = () => {
      this.#asking = this.#ask(stun);
    };
    ask();
    this.#timer = setInterval(ask, ASK_EVERY_MS);
  }

  /** Asks no more. Closing twice is quiet. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#asking;
  }

  async #ask(server: string): Promise<void> {
    const { log } = this.#world;
    const found = await findPublicAddress(server, ANSWER_WITHIN_MS, this.#world);
    if (!found.ok) {
      return log.write({
        level: "warn",
        text: "Cannot learn the outer address",
        facts: { server, why: found.fault.text },
      });
    }
    if (found.value.ip === this.#ip) return;
    this.#ip = found.value.ip;
    log.write({ level: "info", text: "Learned the outer address", facts: { server, ip: this.#ip } });
    this.#onChange();
  }
}
