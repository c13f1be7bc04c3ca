import { type Chance, type Clock, type Instant, later, type Log } from "../base/mod.ts";
import { type DnsRecord, type Lookup, planTargets, type Target } from "../routing/mod.ts";
import { parseUri } from "../sip/mod.ts";

export interface DnsOptions {
  /** Asked in place of the system's name servers, for all records. */
  readonly nameServer?: { readonly ipAddr: string; readonly port: number };
  /** After this a lookup counts as having no records. Default 3 s. */
  readonly timeoutMs?: number;
  /** Lookups remembered. Default 1,000. */
  readonly most?: number;
}

/** The runtime does not tell a record's time to live: this is the shortest that providers commonly set. */
const KEEP_MS = 60_000;
/** Nothing found, or nobody answered: asked again sooner. */
const KEEP_NOTHING_MS = 10_000;
const TIMEOUT_MS = 3_000;
const MOST = 1_000;

interface Remembered {
  readonly records: Promise<readonly DnsRecord[]>;
  until: Instant;
}

/**
 * Asks the DNS, and remembers for a minute. Addresses of hosts are asked by the system's own way (`getaddrinfo`:
 * `/etc/hosts`, mDNS, search domains); NAPTR and SRV from its name servers.
 */
export class Dns {
  readonly #world: { readonly clock: Clock; readonly log: Log };
  readonly #options: DnsOptions;
  readonly #remembered = new Map<string, Remembered>();

  constructor(world: { readonly clock: Clock; readonly log: Log }, options: DnsOptions = {}) {
    this.#world = world;
    this.#options = options;
  }

  get size(): number {
    return this.#remembered.size;
  }

  /** The records; none when there are none or nobody answers. Never rejects for what the network does. */
  lookup(question: Lookup): Promise<readonly DnsRecord[]> {
    const now = this.#world.clock.now();
    const key = `${question.type} ${question.name.toLowerCase()}`;
    const known = this.#remembered.get(key);
    if (known !== undefined && known.until > now) return known.records;
    const remembered: Remembered = { records: this.#ask(question), until: later(now, KEEP_MS) };
    this.#remembered.delete(key);
    this.#remembered.set(key, remembered);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= (this.#options.most ?? MOST)) break;
      this.#remembered.delete(oldest);
    }
    return remembered.records.then((records) => {
      if (records.length === 0) remembered.until = later(now, KEEP_NOTHING_MS);
      return records;
    });
  }

  async #ask(question: Lookup): Promise<readonly DnsRecord[]> {
    const { nameServer, timeoutMs = TIMEOUT_MS } = this.#options;
    const abort = new AbortController();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      abort.abort();
      late.reject(new Error(`no answer in ${timeoutMs} ms`));
    }, timeoutMs);
    const bySystem = nameServer === undefined && (question.type === "A" || question.type === "AAAA");
    try {
      const asked = bySystem
        ? askSystem(question)
        : askServers(question, { signal: abort.signal, ...(nameServer && { nameServer }) });
      return await Promise.race([asked, late.promise]);
    } catch (error) {
      if (!isNothing(error)) {
        const facts = { type: question.type, name: question.name, reason: String(error) };
        this.#world.log.write({ level: "warn", text: "Cannot ask the DNS", facts });
      }
      return [];
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * RFC 3263 on a SIP URI: where a request to it may go, in the order to be tried. Empty when the text is no SIP URI, or
 * nothing serves it.
 */
export async function resolveTargets(
  uri: string,
  world: { readonly dns: Dns; readonly chance: Chance },
): Promise<readonly Target[]> {
  const parsed = parseUri(uri);
  if (!parsed.ok) return [];
  const plan = planTargets(parsed.value, world.chance);
  let step = plan.next();
  while (!step.done) {
    step = plan.next(await Promise.all(step.value.map((question) => world.dns.lookup(question))));
  }
  return step.value;
}

async function askSystem({ type, name }: Lookup): Promise<readonly DnsRecord[]> {
  // 4 ms that no start has to pay: most offices resolve nothing before their first trunk.
  const { lookup } = await import("node:dns/promises");
  const found = await lookup(name, { all: true, family: type === "AAAA" ? 6 : 4 });
  return found.map(({ address }) => ({ type: type === "AAAA" ? "AAAA" : "A", ip: address }));
}

async function askServers({ type, name }: Lookup, options: Deno.ResolveDnsOptions): Promise<readonly DnsRecord[]> {
  switch (type) {
    case "NAPTR": {
      const found = await Deno.resolveDns(name, "NAPTR", options);
      return found.map(({ services, ...record }) => ({ type, ...record, service: services }));
    }
    case "SRV":
      return (await Deno.resolveDns(name, "SRV", options)).map((record) => ({ type, ...record }));
    case "A":
    case "AAAA":
      return (await Deno.resolveDns(name, type, options)).map((ip) => ({ type, ip }));
  }
}

/** Whether the error is an answer: that there is no such name, or no such record of it. */
function isNothing(error: unknown): boolean {
  if (error instanceof Deno.errors.NotFound) return true;
  return error instanceof Error && "code" in error && (error.code === "ENOTFOUND" || error.code === "ENODATA");
}
