/**
 * Listening where the box speaks to many (RTP multicast).
 *
 * @module
 */
import { HERE } from "./place.ts";

/** A socket that hears what is sent to a group of addresses. */
export async function listenAt({ ip, port }: { readonly ip: string; readonly port: number }): Promise<
  Deno.DatagramConn & Disposable
> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port, reuseAddress: true });
  // The box's own address says by which interface it sends; on loopback that is this one.
  await socket.joinMulticastV4(ip, HERE);
  return Object.assign(socket, { [Symbol.dispose]: () => socket.close() });
}
