/**
 * A card of version 2.1, as Outlook still writes it, in the manner of 3.0: parameters without a name are types, and
 * quoted-printable text (RFC 2045 §6.7) is text.
 */
export function modernCard(card: string): string {
  return card.replace(/=\r?\n/g, "").split(/\r?\n/).map(modernLine).join("\r\n");
}

function modernLine(line: string): string {
  const colon = line.indexOf(":");
  if (colon === -1 || /^\s/.test(line)) return line;
  const [name = "", ...parameters] = line.slice(0, colon).split(";");
  if (/^version$/i.test(name)) return "VERSION:3.0";
  const isQuoted = parameters.some((each) => /^(encoding=)?quoted-printable$/i.test(each));
  const charset = parameters.find((each) => /^charset=/i.test(each))?.slice("charset=".length);
  const types = parameters.filter((each) =>
    !/^(encoding|charset|language)=|^(quoted-printable|base64|8bit|7bit)$/i.test(each)
  )
    .map((each) => each.includes("=") ? each : `TYPE=${each}`);
  const value = line.slice(colon + 1);
  return `${[name, ...types].join(";")}:${isQuoted ? asText(value, charset, name) : value}`;
}

function asText(value: string, charset = "utf-8", name = ""): string {
  const octets: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const code = /^=([0-9A-F]{2})/i.exec(value.slice(at, at + 3))?.[1];
    if (code === undefined) octets.push(...new TextEncoder().encode(value[at]));
    else octets.push(Number.parseInt(code, 16));
    if (code !== undefined) at += 2;
  }
  const text = decoderOf(charset).decode(new Uint8Array(octets)).replace(/\r?\n/g, "\\n");
  // In N and ORG semicolons part what belongs to each other; elsewhere they are text, and commas always are.
  return /^(n|org|adr)$/i.test(name) ? text.replaceAll(",", "\\,") : text.replace(/[,;]/g, "\\$&");
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}
