/**
 * A real TURN server: Debian's coturn, with all that it keeps in a folder that goes away with it.
 *
 * @module
 */
import type { Certificate } from "../../core/certificate/mod.ts";
import { Child } from "./child.ts";
import { type Host, LOOPBACK } from "./host.ts";
import { freePorts, newFolder, removeFolder } from "./place.ts";

export interface CoturnOptions {
  /** Where it runs; this machine unless told. */
  readonly host?: Host;
  /** What logins that hold for some time are made of (`static-auth-secret`), or a user and his password. */
  readonly login: { readonly secret: string } | { readonly user: string; readonly password: string };
  /** What it shows to those who come by TLS; nobody can unless told. */
  readonly certificate?: Certificate;
}

export type CoturnTransport = "udp" | "tcp" | "tls";

export class Coturn {
  /** UDP and TCP; TLS on the next one. */
  readonly port: number;
  readonly ip: string;
  readonly #folder: string;
  readonly #child: Child;

  private constructor(parts: { port: number; ip: string; folder: string; child: Child }) {
    this.port = parts.port;
    this.ip = parts.ip;
    this.#folder = parts.folder;
    this.#child = parts.child;
  }

  static async start({ host = LOOPBACK, login, certificate }: CoturnOptions): Promise<Coturn> {
    await using opening = new AsyncDisposableStack();
    const folder = opening.adopt(await newFolder("coturn"), removeFolder);
    const port = freePorts(2);
    const settings = [
      `listening-ip=${host.ip}`,
      `relay-ip=${host.ip}`,
      `listening-port=${port}`,
      // Above everybody's RTP.
      "min-port=60000",
      "max-port=60999",
      "realm=office",
      "fingerprint",
      ..."secret" in login
        ? ["use-auth-secret", `static-auth-secret=${login.secret}`]
        : ["lt-cred-mech", `user=${login.user}:${login.password}`],
      ...certificate === undefined
        ? ["no-tls"]
        : [`tls-listening-port=${port + 1}`, `cert=${folder}/cert.pem`, `pkey=${folder}/key.pem`],
      "no-dtls",
      "no-cli",
      "verbose",
      "log-file=stdout",
      `userdb=${folder}/users.db`,
      `pidfile=${folder}/pid`,
    ];
    await Deno.writeTextFile(`${folder}/turnserver.conf`, settings.join("\n") + "\n");
    if (certificate !== undefined) {
      await Deno.writeTextFile(`${folder}/cert.pem`, certificate.certPem);
      await Deno.writeTextFile(`${folder}/key.pem`, certificate.keyPem);
    }
    const child = opening.adopt(
      new Child("turnserver", { args: ["-c", `${folder}/turnserver.conf`], host }),
      async (child) => void await child.stop(),
    );
    await child.until(/SQLite DB connection success/);
    const server = new Coturn({ port, ip: host.ip, folder, child });
    opening.move();
    return server;
  }

  /** As the office names it: `turn:127.0.0.1:3478`. */
  address(transport: CoturnTransport = "udp"): string {
    if (transport === "tls") return `turns:${this.ip}:${this.port + 1}?transport=tcp`;
    return `turn:${this.ip}:${this.port}${transport === "udp" ? "" : "?transport=tcp"}`;
  }

  get log(): string {
    return this.#child.log;
  }

  /** Waits until its log has a line. */
  until(pattern: RegExp): Promise<string> {
    return this.#child.until(pattern);
  }

  async stop(): Promise<void> {
    await this.#child.stop();
    await removeFolder(this.#folder);
  }
}
