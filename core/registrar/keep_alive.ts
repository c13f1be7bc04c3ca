import { Deadlines, formatFlow, type Instant, later } from "../base/mod.ts";
import { parseUri } from "../sip/mod.ts";
import type { Binding } from "./binding.ts";

/** Where a contact without a port means (RFC 3261 §19.1.2). */
const SIP_PORT = 5060;

/** A way through a router, and how many bindings use it: a phone with two accounts needs one sign of life. */
interface Way {
  binding: Binding;
  users: number;
}

/**
 * The phones that a router would forget. Over UDP it keeps a way in open for some 30 seconds after the last packet, and not
 * every phone sends keep-alives of its own; so each of these ways has a deadline for ours. Nobody else costs anything.
 */
export class KeepAlives {
  readonly #everyMs: number;
  readonly #ways = new Map<string, Way>();
  readonly #due = new Deadlines<string>();

  /** `everyMs` 0: never. */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** How many ways are kept open. */
  get size(): number {
    return this.#ways.size;
  }

  /** A binding came, or was refreshed: that packet kept its way open too. `firstMs`: when it was not. */
  enter(binding: Binding, now: Instant, firstMs: number = this.#everyMs): void {
    if (this.#everyMs === 0 || !isForgotten(binding)) return;
    const key = formatFlow(binding.flow);
    const way = this.#ways.get(key);
    if (way === undefined) this.#ways.set(key, { binding, users: 1 });
    else {
      way.binding = binding;
      way.users += 1;
    }
    this.#due.set(key, later(now, firstMs));
  }

  /** A binding went. */
  leave(binding: Binding): void {
    const key = formatFlow(binding.flow);
    const way = this.#ways.get(key);
    if (way === undefined || !isForgotten(binding)) return;
    way.users -= 1;
    if (way.users > 0) return;
    this.#ways.delete(key);
    this.#due.clear(key);
  }

  /** One binding whose way needs a sign of life now; its next is set. */
  take(now: Instant): Binding | undefined {
    const key = this.#due.take(now);
    if (key === undefined) return undefined;
    this.#due.set(key, later(now, this.#everyMs));
    return this.#ways.get(key)!.binding;
  }

  next(): Instant | undefined {
    return this.#due.next();
  }

  /** When the first of `count` remembered ways is due, so that they do not all come at once, now and ever after. */
  spread(place: number, count: number): number {
    return Math.floor(this.#everyMs * place / count);
  }
}

/**
 * Whether a router stands before the phone: it names another address than its packets come from. One behind a proxy
 * (RFC 3327) is the proxy's to keep, and an outbound phone keeps its flow itself (RFC 5626 §4.4).
 */
function isForgotten({ flow, contact, path, regId }: Binding): boolean {
  if (flow.transport !== "udp" || path.length > 0 || regId !== undefined) return false;
  const uri = parseUri(contact);
  if (!uri.ok) return false;
  const { host, port = SIP_PORT } = uri.value;
  return host !== flow.remote.ip.toLowerCase() || port !== flow.remote.port;
}
