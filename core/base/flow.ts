/** An IP address and port. `ip` is a literal without brackets: `192.0.2.7`, `2001:db8::7`. */
export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** The ways a SIP message travels (RFC 3261 §18, RFC 7118). */
export type Transport = "udp" | "tcp" | "tls" | "ws" | "wss";

/**
 * A way to one peer (RFC 5626 §1): for UDP our socket and his address, for the others one connection.
 * `connection` is the number its owner in `core/io` gave it; a flow without one means "to that address, over any open
 * connection, or a new one".
 */
export interface Flow {
  readonly transport: Transport;
  /** Our side, as the peer reached it; never a wildcard on a flow that came from the network. */
  readonly local: Address;
  readonly remote: Address;
  readonly connection?: number;
  /** The extension as which the peer may speak without a secret: somebody is signed in at the desk where it comes from. */
  readonly vouched?: string;
}

/** Whether the transport delivers in order and without loss, so that nothing is sent twice (RFC 3261 §17). */
export function isReliable(transport: Transport): boolean {
  return transport !== "udp";
}

/** Whether the transport is encrypted. */
export function isSecure(transport: Transport): boolean {
  return transport === "tls" || transport === "wss";
}

/** Whether the literal is IPv6. */
export function isIpv6(ip: string): boolean {
  return ip.includes(":");
}

/** An address as it stands in a URI or a Via: IPv6 in brackets. */
export function formatHost(ip: string): string {
  return isIpv6(ip) ? `[${ip}]` : ip;
}

/** `192.0.2.7:5060`, `[2001:db8::7]:5060`. */
export function formatAddress(address: Address): string {
  return `${formatHost(address.ip)}:${address.port}`;
}

/** One text per flow, for use as a key and in the log. */
export function formatFlow(flow: Flow): string {
  const number = flow.connection === undefined ? "" : `#${flow.connection}`;
  return `${flow.transport}:${formatAddress(flow.local)}-${formatAddress(flow.remote)}${number}`;
}
