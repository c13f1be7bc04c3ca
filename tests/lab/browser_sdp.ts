/** Of a certificate that nobody has. */
export const HASH: string = "AB:".repeat(31) + "AB";

/** The description as a browser has it: under this name in its checks, with this hash of its certificate. */
export function shaken(
  description: string,
  { ufrag = "theirs", hash = HASH, setup = "actpass" }: { ufrag?: string; hash?: string; setup?: string } = {},
): string {
  return description.replace("RTP/AVP", "UDP/TLS/RTP/SAVPF").replace("c=IN IP4 10.0.0.9", "c=IN IP4 0.0.0.0") +
    `a=mid:0\r\na=rtcp-mux\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:a-password-of-theirs-01\r\n` +
    `a=fingerprint:sha-256 ${hash}\r\na=setup:${setup}\r\n`;
}
