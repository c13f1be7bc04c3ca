/** An IP address without brackets, port or zone: `192.0.2.7`, `2001:db8::7`. */
export function isIpLiteral(text: string): boolean {
  if (text.includes(":")) return /^[0-9A-Fa-f:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

/** `stun.example.org:3478`, `192.0.2.7:3478`, `[2001:db8::7]:3478`. */
export function isHostAndPort(text: string): boolean {
  const match = /^(?:\[([^\]]+)\]|([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})))(?::)([0-9]{1,5})$/.exec(text);
  if (match === null) return false;
  const port = Number(match[3]);
  return port >= 1 && port <= 65535 && (match[1] === undefined || isIpLiteral(match[1]));
}
