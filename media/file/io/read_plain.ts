import { isSealed, openSealed, type SealKey } from "../mod.ts";
import { FileSource } from "./file_source.ts";

/** A whole file, unsealed where it is sealed. Throws where there is none, or none of the keys opens it. */
export function readPlain(path: string, keys: readonly SealKey[]): Uint8Array<ArrayBuffer> {
  using source = new FileSource(path);
  if (!isSealed(source)) return new Uint8Array(source.read(0, source.length));
  const opened = openSealed(source, (id) => keys.find(({ keyId }) => keyId === id)?.key);
  if (!opened.ok) throw new Error(opened.fault.text);
  return new Uint8Array(opened.value.read(0, opened.value.length));
}
