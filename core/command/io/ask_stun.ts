import { bindingRequest, readBinding, TRANSACTION_ID_BYTES } from "../../stun/mod.ts";
import type { StunFact } from "../doctor.ts";
import { exchange } from "./exchange.ts";
import { resolveServer } from "./resolve_server.ts";

/**
 * Asks a STUN server how the outside sees a socket of ours.
 *
 * @param server `host:port`
 */
export async function askStun(server: string): Promise<StunFact> {
  const to = await resolveServer(server);
  if (to === undefined) return { server, answer: undefined };
  const id = crypto.getRandomValues(new Uint8Array(TRANSACTION_ID_BYTES));
  const { from, value } = await exchange(to, () => bindingRequest(id), (bytes) => {
    const read = readBinding(bytes, id);
    return read.ok ? read.value : undefined;
  });
  return { server, answer: value && { inner: from, outer: value } };
}
