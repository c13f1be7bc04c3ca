import { formatHost } from "../base/mod.ts";
import type { SipUri } from "./uri.ts";

// RFC 3261 §25.1: what may stand unescaped, per place. encodeURIComponent() leaves no other character than these alone.
const NOT_IN_USER = /[^A-Za-z0-9\-_.!~*'()&=+$,;?/]+/gu;
const NOT_IN_PASSWORD = /[^A-Za-z0-9\-_.!~*'()&=+$,]+/gu;
const NOT_IN_PARAMETER = /[^A-Za-z0-9\-_.!~*'()[\]/:&+$]+/gu;
const NOT_IN_HEADER = /[^A-Za-z0-9\-_.!~*'()[\]/?:+$]+/gu;

/** The URI as text, everything escaped that must be (RFC 3261 §19.1.2). */
export function formatUri(uri: SipUri): string {
  if (uri.opaque !== undefined) return `${uri.scheme}:${uri.opaque}`;
  let text = `${uri.scheme}:`;
  if (uri.scheme === "tel") {
    text += uri.user ?? "";
  } else {
    if (uri.user !== undefined) {
      text += escape(uri.user, NOT_IN_USER);
      if (uri.password !== undefined) text += `:${escape(uri.password, NOT_IN_PASSWORD)}`;
      text += "@";
    }
    text += formatHost(uri.host);
    if (uri.port !== undefined) text += `:${uri.port}`;
  }
  for (const [name, value] of uri.parameters) {
    text += `;${escape(name, NOT_IN_PARAMETER)}`;
    if (value !== undefined) text += `=${escape(value, NOT_IN_PARAMETER)}`;
  }
  let mark = "?";
  for (const [name, value] of uri.headers) {
    text += `${mark}${escape(name, NOT_IN_HEADER)}=${escape(value, NOT_IN_HEADER)}`;
    mark = "&";
  }
  return text;
}

function escape(text: string, forbidden: RegExp): string {
  return text.replace(forbidden, (run) => encodeURIComponent(run.toWellFormed()));
}
