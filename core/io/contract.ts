import type { Address, Clock, Flow, Log, Transport } from "../base/mod.ts";
import type { Certificate } from "../certificate/mod.ts";
import type { LocalAddress } from "./addresses.ts";
import type { TransportLimits } from "./limits.ts";

export interface TransportSettings {
  /** IP literals; `0.0.0.0` is every IPv4 address of the machine, `::` every IPv6 address. */
  readonly bind: readonly string[];
  /** Ports; 0 takes any free one. */
  readonly udp: number | false;
  readonly tcp: number | false;
  /** Opened when there is a certificate: here, or later by `renewCertificate`. */
  readonly tls: number | false;
  readonly certificate?: Certificate;
  /** Authorities in PEM that are trusted beside the system's when we connect over TLS. */
  readonly authorities?: readonly string[];
  readonly limits?: Partial<TransportLimits>;
}

export interface TransportWorld {
  readonly log: Log;
  readonly clock: Clock;
  /** The machine's addresses; the operating system's list unless a test hands in another. */
  readonly locals?: () => readonly LocalAddress[];
}

/** What the transports tell. Nothing is told from inside a call of theirs: `send` never comes back as `unsent` at once. */
export interface TransportEvents {
  /** One whole SIP message; `bytes` is the caller's to keep. */
  message(flow: Flow, bytes: Uint8Array): void;
  /** A connection is gone; its flow carried a number. */
  closed(flow: Flow): void;
  /** A message that could not be sent; `flow` is the one that was given to `send`. */
  unsent(flow: Flow, text: string): void;
  /** The machine's addresses have changed, and with them where we listen. */
  addresses?(listening: Transports["listening"]): void;
}

/** The SIP transports of a running box. */
export interface Transports {
  /** Sends one message, never waits and never throws for what the network does. */
  send(flow: Flow, bytes: Uint8Array): void;
  /** Every socket and listener with its concrete address. WebSockets arrive over the web server and are not listed. */
  readonly listening: readonly { readonly transport: Transport; readonly address: Address }[];
  /** Our address from which `remote` is best reached; undefined when we do not listen there. */
  localFor(transport: Transport, remote: Address): Address | undefined;
  /** Takes over a WebSocket that the web server has upgraded. A wildcard `local` is made concrete. */
  adoptWebSocket(
    socket: WebSocket,
    ends: { readonly secure: boolean; readonly local: Address; readonly remote: Address },
  ): void;
  /** TLS to `address` is verified by the name `host`; without it, by the address itself. */
  nameHost(address: Address, host: string): void;
  /** New TLS connections get this certificate; open ones go on. Rejects, changing nothing, when it cannot be used. */
  renewCertificate(certificate: Certificate): Promise<void>;
  /** Lets what was sent leave, closes everything, and waits for it. */
  stop(): Promise<void>;
  /** Gauges and counters, named as `/metrics` shows them behind `kontor_`. */
  figures(): Record<string, number>;
}
