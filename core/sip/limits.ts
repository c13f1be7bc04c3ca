/** What no message may exceed, so that nobody can make the box large or slow by sending. */
export const LIMITS = {
  /** Start line, headers and body together. */
  messageBytes: 65_536,
  /** One header line, unfolded. */
  lineChars: 8_192,
  /** Header fields, each element of a list counted as one. */
  fields: 128,
  /** Parameters of one URI or one header value. */
  parameters: 64,
  /** A multipart inside a multipart inside ... */
  nesting: 4,
  /** Parts of one multipart body. */
  parts: 32,
} as const;
