import { toBytes } from "../base/mod.ts";
import type { SipMessage } from "./message.ts";

/**
 * The message as bytes. Content-Length is always written here, from the body; one among the headers is ignored.
 * Throws where a name or value would break the line: what was parsed never does, so that is our bug.
 */
export function writeMessage(message: SipMessage): Uint8Array<ArrayBuffer> {
  let head = message.kind === "request"
    ? `${message.method} ${message.uri} SIP/2.0\r\n`
    : `SIP/2.0 ${message.status} ${message.reason}\r\n`;
  if (head.indexOf("\r") !== head.length - 2 || head.indexOf("\n") !== head.length - 1) {
    throw new Error(`Cannot write start line ${JSON.stringify(head)}: it holds a line end`);
  }
  for (const { name, value } of message.headers) {
    if (name === "Content-Length") continue;
    if (BREAKS_LINE.test(value) || BREAKS_NAME.test(name)) {
      throw new Error(`Cannot write header "${name}" with ${JSON.stringify(value)}: it holds a line end or NUL`);
    }
    head += `${name}: ${value}\r\n`;
  }
  const { body } = message;
  const start = toBytes(`${head}Content-Length: ${body.length}\r\n\r\n`);
  if (body.length === 0) return start;
  const bytes = new Uint8Array(start.length + body.length);
  bytes.set(start);
  bytes.set(body, start.length);
  return bytes;
}

/** NUL is legal after a backslash in a quoted string (RFC 4475 §3.1.1.2), and nowhere else. */
const BREAKS_LINE = /[\r\n]|(?<!\\)\0/;
const BREAKS_NAME = /[\r\n\0:\s]/;
