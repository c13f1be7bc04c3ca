import { parseUri } from "../sip/mod.ts";
import type { Binding } from "./binding.ts";

/**
 * What is left of a binding when its connection is gone, or did not survive a restart (what is remembered has no number
 * of a connection any more). A browser (WS) and a TLS phone cannot be called up: only they open connections. Neither can
 * an outbound registration, which is bound to its flow (RFC 5626 §6), a phone behind a proxy's connection, and a TCP phone
 * whose contact is not the address we saw (NAT) or is the very port that its end of the connection had. Any other TCP
 * phone listens at its contact: it keeps its binding, on a flow to be opened anew.
 */
export function withoutConnection(binding: Binding): Binding | undefined {
  const { flow } = binding;
  if (flow.transport === "udp") return binding;
  if (flow.transport !== "tcp" || binding.regId !== undefined || binding.path.length > 0) return undefined;
  const contact = parseUri(binding.contact);
  if (!contact.ok) return undefined;
  const { host, port = 5060 } = contact.value;
  if (host !== flow.remote.ip.toLowerCase()) return undefined;
  if (port === flow.remote.port) return flow.connection === undefined ? binding : undefined;
  return { ...binding, flow: { transport: "tcp", local: flow.local, remote: { ip: flow.remote.ip, port } } };
}
