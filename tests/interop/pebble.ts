/**
 * A real ACME server (Let's Encrypt's own test server, Debian's pebble) on loopback, and the DNS that it looks into.
 *
 * @module
 */
import { certificateFor } from "./certificates.ts";
import { Child } from "./child.ts";
import { freePorts, HERE, newFolder, removeFolder } from "./place.ts";

export class Pebble {
  /** The address of its directory. */
  readonly directory: string;
  /** Path of the PEM file by which its own server is known. */
  readonly authorities: string;
  /** Where its DNS is told what to say, over HTTP. */
  readonly dnsDesk: string;
  readonly #folder: string;
  readonly #server: Child;
  readonly #dns: Child;

  private constructor(parts: { port: number; folder: string; server: Child; dns: Child }) {
    this.directory = `https://${HERE}:${parts.port}/dir`;
    this.dnsDesk = `http://${HERE}:${parts.port + 3}`;
    this.authorities = `${parts.folder}/cert.pem`;
    this.#folder = parts.folder;
    this.#server = parts.server;
    this.#dns = parts.dns;
  }

  /** @param httpPort where it looks for challenges over HTTP; every name leads to this machine */
  static async start(httpPort: number): Promise<Pebble> {
    await using opening = new AsyncDisposableStack();
    const folder = opening.adopt(await newFolder("pebble"), removeFolder);
    const port = freePorts(4);
    const { certPem, keyPem } = await certificateFor(HERE);
    await Deno.writeTextFile(`${folder}/cert.pem`, certPem);
    await Deno.writeTextFile(`${folder}/key.pem`, keyPem);
    const pebble = {
      listenAddress: `${HERE}:${port}`,
      managementListenAddress: `${HERE}:${port + 1}`,
      certificate: `${folder}/cert.pem`,
      privateKey: `${folder}/key.pem`,
      httpPort,
      tlsPort: port + 2,
    };
    await Deno.writeTextFile(`${folder}/pebble.json`, JSON.stringify({ pebble }));
    const dns = opening.adopt(
      new Child("pebble-challtestsrv", {
        args: [
          ...["-dns01", `${HERE}:${port + 2}`, "-management", `${HERE}:${port + 3}`],
          ...["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv4", HERE, "-defaultIPv6", ""],
        ],
      }),
      async (dns) => void await dns.stop(),
    );
    await dns.until(/Starting management server/);
    const server = opening.adopt(
      new Child("pebble", {
        args: ["-config", `${folder}/pebble.json`, "-dnsserver", `${HERE}:${port + 2}`],
        // It refuses some nonces without reason, as RFC 8555 §6.5 allows: that stays.
        env: { PEBBLE_VA_NOSLEEP: "1" },
      }),
      async (server) => void await server.stop(),
    );
    await server.until(/Listening on/);
    opening.move();
    return new Pebble({ port, folder, server, dns });
  }

  get log(): string {
    return this.#server.log;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#dns.stop();
    await removeFolder(this.#folder);
  }
}
