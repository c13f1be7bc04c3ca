/** An `a=` line: `a=ptime:20` has a value, `a=rtcp-mux` has none. Names are compared as written (RFC 8866 §6). */
export interface Attribute {
  readonly name: string;
  readonly value?: string;
}

/** The `o=` line (RFC 8866 §5.2). `id` and `version` are decimal numbers of any length, so they stay text. */
export interface Origin {
  readonly user: string;
  readonly id: string;
  readonly version: string;
  /** As written: an IP literal without brackets, or a host name. */
  readonly host: string;
}

/** One `m=` line with what belongs to it (RFC 8866 §5.14). */
export interface MediaSection {
  /** `audio`, `video`, `image`, `application` ...: as written. */
  readonly kind: string;
  /** 0 to 65535; 0 refuses or ends the stream (RFC 3264 §6, §8.2). */
  readonly port: number;
  /** `RTP/AVP`, `RTP/SAVP`, `udptl` ...: as written. */
  readonly protocol: string;
  /** RTP payload type numbers, or whatever the protocol calls a format. */
  readonly formats: readonly string[];
  /** The host of this section's own `c=` line. */
  readonly connection?: string;
  readonly attributes: readonly Attribute[];
}

/** A session description (RFC 8866) as a plain value. Lines that a phone call has no use for are not kept. */
export interface SessionDescription {
  readonly origin: Origin;
  /** The `s=` line; `-` when there is nothing to say. */
  readonly name: string;
  /** The host of the session's `c=` line, for sections without one. */
  readonly connection?: string;
  readonly attributes: readonly Attribute[];
  readonly media: readonly MediaSection[];
}

/** The value of the first attribute called `name`; an empty text when it stands without one. */
export function attribute(attributes: readonly Attribute[], name: string): string | undefined {
  for (const each of attributes) if (each.name === name) return each.value ?? "";
  return undefined;
}
