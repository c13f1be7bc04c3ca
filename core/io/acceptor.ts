import { type Address, formatAddress, type Log } from "../base/mod.ts";
import type { Certificate } from "../certificate/mod.ts";
import { asAddress } from "./addresses.ts";
import type { Listener } from "./listening.ts";

/** How long accepting rests after a failure such as "too many open files". */
const REST_MS = 100;

/** Throws when no TLS listener could work with it, before the one that works now is closed for it. */
export function proveCertificate({ certPem, keyPem }: Certificate): void {
  try {
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert: certPem, key: keyPem }).close();
  } catch (error) {
    throw new Error(`Cannot use the certificate: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Accepts TCP or TLS connections on one address. */
export class Acceptor implements Listener {
  readonly local: Address;
  readonly #listener: Deno.Listener;
  readonly #log: Log;
  readonly #onConn: (conn: Deno.Conn) => void;
  readonly #done: Promise<void>;
  #rest: { readonly timer: ReturnType<typeof setTimeout>; readonly wake: () => void } | undefined;
  #closed = false;

  /**
   * Over TLS when there is a certificate: rustls speaks 1.3 and 1.2 and knows nothing older. Throws what
   * `Deno.listen` throws when the address cannot be bound.
   */
  constructor(
    bind: Address,
    options: { readonly certificate?: Certificate; readonly log: Log },
    onConn: (conn: Deno.Conn) => void,
  ) {
    const where = { hostname: bind.ip, port: bind.port };
    const { certificate } = options;
    this.#listener = certificate === undefined
      ? Deno.listen(where)
      : Deno.listenTls({ ...where, cert: certificate.certPem, key: certificate.keyPem });
    this.local = asAddress(this.#listener.addr);
    this.#log = options.log;
    this.#onConn = onConn;
    this.#done = this.#accept();
  }

  /** Stops accepting; what was accepted stays. */
  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#listener.close();
      if (this.#rest !== undefined) {
        clearTimeout(this.#rest.timer);
        this.#rest.wake();
      }
    }
    await this.#done;
  }

  async #accept(): Promise<void> {
    let failing = false;
    while (!this.#closed) {
      let conn: Deno.Conn;
      try {
        conn = await this.#listener.accept();
        failing = false;
      } catch (error) {
        if (this.#closed) return;
        if (!failing) {
          const facts = { address: formatAddress(this.local), reason: String(error) };
          this.#log.write({ level: "warn", text: "Cannot accept a connection", facts });
        }
        failing = true;
        await this.#sleep();
        continue;
      }
      this.#onConn(conn);
    }
  }

  #sleep(): Promise<void> {
    return new Promise((wake) => {
      this.#rest = { timer: setTimeout(wake, REST_MS), wake };
    });
  }
}
