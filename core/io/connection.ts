import type { Clock, Flow, Instant } from "../base/mod.ts";
import type { TransportLimits } from "./limits.ts";
import type { Tally } from "./tally.ts";

/** The flow of one connection: its number is never used for another, not even after a restart of the box. */
export type ConnectedFlow = Flow & { readonly connection: number };

/** One open connection to a peer: TCP, TLS or WebSocket. Its owner is the table of connections. */
export interface Connection {
  readonly flow: ConnectedFlow;
  /** When the peer last sent anything. */
  readonly heardAt: Instant;
  /** Since when the first message, or the rest of one, is awaited; undefined while nothing is. */
  readonly unfinishedSince: Instant | undefined;
  /** Whether anything came at all: over TLS, whether the handshake is done. */
  readonly isHeard: boolean;
  /** Sends one message; `flow` is what the caller knows it as, for when it cannot be sent. */
  send(flow: Flow, bytes: Uint8Array): void;
  /** Closes at once; quiet when closed already. */
  close(reason: string): void;
  /** Settles when what was sent has left, or cannot any more. */
  flush(): Promise<void>;
  /** Settles when nothing of it is left running. */
  readonly done: Promise<void>;
}

/** What a connection tells its owner. */
export interface ConnectionEvents {
  message(flow: Flow, bytes: Uint8Array): void;
  unsent(flow: Flow, text: string): void;
  /** Said once, when it is closed by whichever side. */
  closed(connection: Connection, reason: string): void;
}

/** What every connection is handed. */
export interface ConnectionWorld {
  readonly clock: Clock;
  readonly tally: Tally;
  readonly limits: TransportLimits;
  readonly on: ConnectionEvents;
}
