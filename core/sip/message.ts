/**
 * One header field. `name` is in its long, canonical spelling (`Via`, `Call-ID`, `CSeq`; an unknown one as it came);
 * `value` is unfolded and trimmed. A field that may hold a comma-separated list (Via, Route, Record-Route, Contact,
 * Path, Allow, Supported, Require ...) stands as one `Header` per element, in order, whether it came as a list or repeated.
 */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** A SIP request (RFC 3261 §7.1), as a plain value. */
export interface SipRequest {
  readonly kind: "request";
  /** Case-sensitive, any token: `INVITE`, `MESSAGE`, `NEWMETHOD`. */
  readonly method: string;
  /** The Request-URI as it stands on the line; read it with `parseUri`. */
  readonly uri: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** A SIP response (RFC 3261 §7.2), as a plain value. */
export interface SipResponse {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export type SipMessage = SipRequest | SipResponse;

/** The value of the first field called `name` (canonical spelling). */
export function header(message: SipMessage, name: string): string | undefined {
  for (const field of message.headers) if (field.name === name) return field.value;
  return undefined;
}

/** The values of all fields called `name` (canonical spelling), in order. */
export function headers(message: SipMessage, name: string): readonly string[] {
  const values: string[] = [];
  for (const field of message.headers) if (field.name === name) values.push(field.value);
  return values;
}
