/** A caller of one tenant: the entries of two persons never touch each other. */
export function personOf(tenant: string, callerKey: string): string {
  return JSON.stringify([tenant, callerKey]);
}
