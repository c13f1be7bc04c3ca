/** Makes the file unless it is there, for nobody else to read; SQLite and KV give the files beside it the same mode. */
export function makePrivate(path: string): void {
  Deno.openSync(path, { write: true, create: true, mode: 0o600 }).close();
}
