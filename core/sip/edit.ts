import type { Header, SipMessage } from "./message.ts";

/** The message with `name` (canonical spelling) set to `value`: in place of the first one, any others gone, or at the end. */
export function withHeader<M extends SipMessage>(message: M, name: string, value: string): M {
  const headers: Header[] = [];
  let isSet = false;
  for (const field of message.headers) {
    if (field.name !== name) headers.push(field);
    else if (!isSet) {
      headers.push({ name, value });
      isSet = true;
    }
  }
  if (!isSet) headers.push({ name, value });
  return { ...message, headers };
}

/** The message with one more field, before all others of its name and of any name: for Via, Route, Record-Route. */
export function prepend<M extends SipMessage>(message: M, name: string, value: string): M {
  return { ...message, headers: [{ name, value }, ...message.headers] };
}

/** Whether a list of tokens (Supported, Require, Allow ...) has `token`, in any case. */
export function hasToken(message: SipMessage, name: string, token: string): boolean {
  const wanted = token.toLowerCase();
  for (const field of message.headers) {
    if (field.name !== name) continue;
    // A parsed list is one field per element; one of our own may still stand as it was written.
    for (const element of field.value.split(",")) if (element.trim().toLowerCase() === wanted) return true;
  }
  return false;
}
