/** What strangers may cost us on the transports. Every wait is in milliseconds. */
export interface TransportLimits {
  /** Open connections, all transports together. */
  readonly connections: number;
  /** Open connections from one IP address: a far office behind one router stays below it. */
  readonly connectionsPerSource: number;
  /** A connection that was opened to us, or that stands in the middle of a message, must finish one in this time. */
  readonly messageMs: number;
  /** A connection on which nothing came for so long, not even a keep-alive, is closed. */
  readonly idleMs: number;
  /** Bytes that may wait for one slow reader, or for one connection that is being opened. */
  readonly queuedBytes: number;
  /** A connection that we open must stand in this time, TLS included. */
  readonly connectMs: number;
  /** How often the waits above are looked at. */
  readonly sweepMs: number;
  /** How often the box looks whether its addresses have changed. */
  readonly rescanMs: number;
  /** How long the last messages may take to leave when the box stops. */
  readonly stopMs: number;
}

export const DEFAULT_LIMITS: TransportLimits = {
  connections: 15_000,
  connectionsPerSource: 1_000,
  messageMs: 32_000,
  idleMs: 30 * 60_000,
  queuedBytes: 512 * 1024,
  connectMs: 4_000,
  sweepMs: 1_000,
  rescanMs: 5_000,
  stopMs: 1_000,
};
