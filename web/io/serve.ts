import { type Address, formatAddress, type Log } from "../../core/base/mod.ts";
import type { Certificate } from "../../core/certificate/mod.ts";
import { problem } from "../api/mod.ts";
import { upgradeSip } from "./upgrade.ts";
import { closeAfter, vouchedFor } from "./vouch.ts";
import type { WebApp } from "./web_app.ts";

export interface WebSettings {
  /** IP literals; `0.0.0.0` is every IPv4 address, `::` every address of both families. */
  readonly bind: readonly string[];
  /** HTTP; 0 takes any free port. */
  readonly port: number | false;
  /** HTTPS: opened when there is a certificate, here or later by `renewCertificate`. */
  readonly tls: number | false;
  readonly certificate?: Certificate;
  /** Whose pages may speak SIP besides ours: `https://crm.example`. */
  readonly origins?: readonly string[];
  /** Also at 80 and 443 on the network, where the machine lets us. */
  readonly short?: boolean;
}

/** Both ends of a WebSocket. `local.ip` is the wildcard where the server listens on one: its taker knows better. */
export interface SipSocketEnds {
  readonly secure: boolean;
  readonly local: Address;
  readonly remote: Address;
  /** The extension as which the peer may speak: its browser is signed in at the desk. */
  readonly vouched?: string;
}

export interface WebServer {
  readonly listening: readonly { readonly scheme: "http" | "https"; readonly address: Address }[];
  /**
   * HTTPS starts again where this certificate is another; its WebSockets close, and phones come back by themselves.
   * Rejects, changing nothing, when it cannot be used.
   */
  renewCertificate(certificate: Certificate): Promise<void>;
  /** Lets the running answers finish, at most 2 s; WebSockets close. Stopping twice is quiet. */
  stop(): Promise<void>;
}

type Server = Deno.HttpServer<Deno.NetAddr>;

const HTTP_PORT = 80;
const HTTPS_PORT = 443;
const GRACE_MS = 2_000;
/** A phone that has left without a word is noticed within this many seconds, by WebSocket pings. */
const PING_S = 60;

/** Serves `app` on HTTP and HTTPS, and WebSockets that speak SIP at `/sip`. Throws when a port cannot be had. */
export async function startWeb(
  settings: WebSettings,
  app: WebApp,
  onSipSocket: (socket: WebSocket, ends: SipSocketEnds) => void,
  world: { readonly log: Log },
): Promise<WebServer> {
  const server = new SystemWeb(settings, { app, onSipSocket, log: world.log });
  await server.start();
  return server;
}

interface Parts {
  readonly app: WebApp;
  readonly onSipSocket: (socket: WebSocket, ends: SipSocketEnds) => void;
  readonly log: Log;
}

class SystemWeb implements WebServer {
  readonly #settings: WebSettings;
  readonly #parts: Parts;
  readonly #http: Server[] = [];
  #https: Server[] = [];
  #certificate: Certificate | undefined;
  #stopped: Promise<void> | undefined;

  constructor(settings: WebSettings, parts: Parts) {
    this.#settings = settings;
    this.#parts = parts;
  }

  get listening(): WebServer["listening"] {
    const show = (scheme: "http" | "https") => ({ addr: { hostname, port } }: Server) => ({
      scheme,
      address: { ip: hostname, port },
    });
    return [...this.#http.map(show("http")), ...this.#https.map(show("https"))];
  }

  async start(): Promise<void> {
    const { port, tls, certificate } = this.#settings;
    try {
      if (port !== false) {
        for (const ip of this.#binds()) this.#http.push(this.#serve({ ip, port }, undefined));
        this.#http.push(...this.#serveShort(HTTP_PORT, port, undefined));
      }
      if (tls !== false && certificate !== undefined) this.#startHttps({ port: tls, certificate });
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async renewCertificate(certificate: Certificate): Promise<void> {
    const port = this.#https[0]?.addr.port ?? this.#settings.tls;
    if (port === false || this.#stopped !== undefined) return;
    if (this.#certificate?.certPem === certificate.certPem && this.#certificate.keyPem === certificate.keyPem) return;
    // Throws for a certificate that cannot be used, before the one that works is given up for it.
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert: certificate.certPem, key: certificate.keyPem }).close();
    const old = this.#https;
    this.#https = [];
    await Promise.all(old.map(shutDown));
    this.#startHttps({ port, certificate });
  }

  stop(): Promise<void> {
    this.#stopped ??= Promise.all([...this.#http, ...this.#https].map(shutDown)).then(() => undefined);
    return this.#stopped;
  }

  #startHttps({ port, certificate }: { readonly port: number; readonly certificate: Certificate }): void {
    this.#certificate = certificate;
    for (const ip of this.#binds()) this.#https.push(this.#serve({ ip, port }, certificate));
    this.#https.push(...this.#serveShort(HTTPS_PORT, port, certificate));
  }

  /** At the port that addresses need not name. Where the machine refuses it, the box has its own all the same. */
  #serveShort(port: number, own: number, certificate: Certificate | undefined): readonly Server[] {
    if (this.#settings.short !== true || port === own) return [];
    return this.#binds().filter((ip) => !isLoopback(ip)).flatMap((ip) => {
      try {
        return [this.#serve({ ip, port }, certificate)];
      } catch (error) {
        const facts = { port, reason: describe(error) };
        this.#parts.log.write({ level: "debug", text: "The box is not at the port that needs no name", facts });
        return [];
      }
    });
  }

  /** On Linux a socket on `::` hears IPv4 as well, and one on `0.0.0.0` beside it finds the port taken. */
  #binds(): readonly string[] {
    const { bind } = this.#settings;
    return bind.includes("::") ? bind.filter((ip) => ip !== "0.0.0.0") : bind;
  }

  async #openSip(request: Request, ends: Omit<SipSocketEnds, "vouched">): Promise<Response> {
    const { app, onSipSocket } = this.#parts;
    const vouched = await vouchedFor(request, app, { address: ends.remote.ip, secure: ends.secure });
    const { socket, response } = upgradeSip(request, { pingS: PING_S, origins: this.#settings.origins ?? [] });
    if (socket === undefined) {
      await vouched?.while.cancel();
      return response;
    }
    if (vouched !== undefined) void closeAfter(socket, vouched);
    onSipSocket(socket, { ...ends, ...(vouched === undefined ? {} : { vouched: vouched.extension }) });
    return response;
  }

  #serve(bind: Address, certificate: Certificate | undefined): Server {
    const { log } = this.#parts;
    const secure = certificate !== undefined;
    const options = {
      hostname: bind.ip,
      port: bind.port,
      onListen: () => {},
      onError: (error: unknown) => {
        log.write({ level: "error", text: "Cannot answer a web request", facts: { reason: describe(error) } });
        return problem(500, "Cannot answer this request: the fault is ours and was logged");
      },
    };
    const handle = (request: Request, { remoteAddr }: Deno.ServeHandlerInfo<Deno.NetAddr>) => {
      const remote = { ip: plainIp(remoteAddr.hostname), port: remoteAddr.port };
      if (new URL(request.url).pathname !== "/sip") {
        return this.#parts.app.fetch(request, { address: remote.ip, secure });
      }
      const local = { ip: bind.ip, port: server.addr.port };
      return this.#openSip(request, { secure, local, remote });
    };
    let server: Server;
    try {
      server = certificate === undefined
        ? Deno.serve(options, handle)
        : Deno.serve({ ...options, cert: certificate.certPem, key: certificate.keyPem }, handle);
    } catch (error) {
      const where = `Cannot listen on ${secure ? "https" : "http"} "${formatAddress(bind)}"`;
      const why = error instanceof Deno.errors.AddrInUse ? "another program has the port" : describe(error);
      throw new Error(`${where}: ${why}`, { cause: error });
    }
    return server;
  }
}

/** Waits for the answers under way, but not for a client that never reads its own. */
async function shutDown(server: Server): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, GRACE_MS);
  await Promise.race([server.shutdown(), late]);
  clearTimeout(timer);
}

/** An IPv4 client of a `::` socket comes as `::ffff:192.0.2.7`. */
function plainIp(ip: string): string {
  return ip.startsWith("::ffff:") && ip.includes(".") ? ip.slice(7) : ip;
}

function isLoopback(ip: string): boolean {
  return ip.startsWith("127.") || ip === "::1";
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
