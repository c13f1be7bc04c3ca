import type { Transport } from "../base/mod.ts";

/** What is counted for each transport, as it stands in `/metrics`. */
const NAMES = {
  received: "sip_messages_received_total",
  sent: "sip_messages_sent_total",
  unsent: "sip_messages_unsent_total",
  keepAlives: "sip_keep_alives_received_total",
  unanswered: "sip_keep_alives_unanswered_total",
  faults: "sip_framing_faults_total",
  accepted: "sip_connections_accepted_total",
  dialled: "sip_connections_dialled_total",
  refused: "sip_connections_refused_total",
} as const;

type Counted = keyof typeof NAMES;

/** Counts since the start, per transport. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(what: Counted, transport: Transport): void {
    const key = KEYS[transport][what];
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** `sip_messages_sent_total{transport="udp"}` and its like; only those that were counted. */
  figures(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}

/** Built once: counting a message makes no text. */
const KEYS: Readonly<Record<Transport, Readonly<Record<Counted, string>>>> = {
  udp: keysFor("udp"),
  tcp: keysFor("tcp"),
  tls: keysFor("tls"),
  ws: keysFor("ws"),
  wss: keysFor("wss"),
};

function keysFor(transport: Transport): Record<Counted, string> {
  const keyed = Object.entries(NAMES).map(([what, name]) => [what, `${name}{transport="${transport}"}`]);
  return Object.fromEntries(keyed) as Record<Counted, string>;
}
