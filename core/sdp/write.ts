import { isIpv6, toBytes } from "../base/mod.ts";
import type { Attribute, SessionDescription } from "./description.ts";

function family(host: string): string {
  return isIpv6(host) ? "IP6" : "IP4";
}

function writeAttribute(attribute: Attribute): string {
  return attribute.value === undefined ? `a=${attribute.name}\r\n` : `a=${attribute.name}:${attribute.value}\r\n`;
}

function writeConnection(host: string | undefined): string {
  return host === undefined ? "" : `c=IN ${family(host)} ${host}\r\n`;
}

/** Writes a session description in the order of RFC 8866 §5, as `application/sdp`. */
export function writeSdp(description: SessionDescription): Uint8Array<ArrayBuffer> {
  const { origin } = description;
  let text = `v=0\r\no=${origin.user} ${origin.id} ${origin.version} IN ${family(origin.host)} ${origin.host}\r\n` +
    `s=${description.name}\r\n${writeConnection(description.connection)}t=0 0\r\n`;
  for (const attribute of description.attributes) text += writeAttribute(attribute);
  for (const section of description.media) {
    text += `m=${section.kind} ${section.port} ${section.protocol} ${section.formats.join(" ")}\r\n`;
    text += writeConnection(section.connection);
    for (const attribute of section.attributes) text += writeAttribute(attribute);
  }
  return toBytes(text);
}
