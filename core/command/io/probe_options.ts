import { type Address, formatAddress, formatHost, toBytes, toText } from "../../base/mod.ts";
import type { OptionsFact } from "../doctor.ts";
import { exchange } from "./exchange.ts";

const VIA = /^(?:via|v)[ \t]*:[ \t]*(.+?)[ \t]*\r?$/im;

/** Asks a box OPTIONS over UDP (RFC 3261 §11) and looks at the Via that comes back: it should be the one that was sent. */
export async function probeOptions(way: OptionsFact["way"], target: Address): Promise<OptionsFact> {
  const token = crypto.randomUUID().replaceAll("-", "");
  let sent = "";
  const { value: back } = await exchange(target, (from) => {
    sent = `SIP/2.0/UDP ${formatAddress(from)};branch=z9hG4bK${token};rport`;
    return toBytes(optionsTo(target, { via: sent, from, token }));
  }, (bytes) => {
    const text = toText(bytes);
    return text.startsWith("SIP/2.0 ") && text.includes(token) ? VIA.exec(text)?.[1] : undefined;
  });
  return { way, target, sent, back };
}

function optionsTo(
  target: Address,
  by: { readonly via: string; readonly from: Address; readonly token: string },
): string {
  const uri = `sip:${formatAddress(target)}`;
  return [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: ${by.via}`,
    "Max-Forwards: 1",
    `From: <sip:doctor@${formatHost(by.from.ip)}>;tag=${by.token.slice(0, 8)}`,
    `To: <${uri}>`,
    `Call-ID: ${by.token}`,
    "CSeq: 1 OPTIONS",
    `Contact: <sip:doctor@${formatAddress(by.from)}>`,
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}
