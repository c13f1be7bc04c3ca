import type { MdnsQuestion, MdnsRecord } from "../mod.ts";

/** A message of the DNS, as dns-packet reads and writes it. */
export interface MdnsPacket {
  readonly id?: number;
  readonly type?: "query" | "response";
  readonly questions?: readonly (MdnsQuestion & { readonly class?: string })[];
  readonly answers?: readonly MdnsRecord[];
  readonly authorities?: readonly MdnsRecord[];
  readonly additionals?: readonly MdnsRecord[];
}

/** Where a packet came from. */
export interface MdnsPeer {
  readonly address: string;
  readonly port: number;
}

/** A socket of the npm library, as far as we use it: it publishes no types. */
export interface MulticastSocket {
  on(event: "query" | "response", heard: (packet: MdnsPacket, peer: MdnsPeer) => void): void;
  on(event: "error" | "warning", failed: (error: Error) => void): void;
  on(event: "ready", ready: () => void): void;
  query(packet: object): void;
  respond(packet: object, peer?: MdnsPeer): void;
  destroy(done: () => void): void;
}

/** Opens a socket for one network, by our own address there. Loaded with the first one. */
export async function openMulticast(address: string): Promise<MulticastSocket> {
  const { default: open } = await import("multicast-dns");
  // Bound to the address itself it would hear no multicast.
  return open({ interface: address, bind: "0.0.0.0" });
}
