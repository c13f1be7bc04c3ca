/** What `Authorization: Basic` says (RFC 7617): a name and what is secret, as they were sent; undefined where it says nothing. */
export function basicOf(authorization: string): { readonly id: string; readonly secret: string } | undefined {
  const base64 = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization)?.[1];
  if (base64 === undefined) return undefined;
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(decoded(base64)) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

function decoded(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(base64));
  } catch {
    return "";
  }
}
