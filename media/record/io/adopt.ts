import { closeSealed, isSealed, openPlayer, openSealed, type PlayerTools } from "../../file/mod.ts";
import { FileSource } from "../../file/io/mod.ts";
import type { Orphan } from "../mod.ts";

/** What is left of a recording whose recorder is gone. */
interface Found {
  readonly ms: number;
  readonly bytes: number;
}

const NOTHING: Found = { ms: 0, bytes: 0 };
/** Any will do: nothing is heard of it. */
const RATE = 8_000;

/**
 * Closes a file that was cut off: what was written in part is thrown away, and a sealed one gets its end. Nothing where there
 * is no such file, or nothing in it that can be heard.
 */
export function adopt(orphan: Orphan, tools: PlayerTools): Found {
  try {
    close(orphan);
    using file = new FileSource(orphan.path);
    const plain = isSealed(file) ? openSealed(file, keyOf(orphan)) : undefined;
    if (plain?.ok === false) return NOTHING;
    const opened = openPlayer(plain?.value ?? file, tools, { rate: RATE });
    if (!opened.ok) return NOTHING;
    using player = opened.value;
    return player.lengthMs > 0 ? { ms: player.lengthMs, bytes: file.length } : NOTHING;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return NOTHING;
    throw error;
  }
}

function close(orphan: Orphan): void {
  const end = endOf(orphan);
  if (end === undefined) return;
  using file = Deno.openSync(orphan.path, { write: true });
  file.truncateSync(end.at);
  file.seekSync(end.at, Deno.SeekMode.Start);
  for (let written = 0; written < end.bytes.length;) written += file.writeSync(end.bytes.subarray(written));
  file.syncDataSync();
}

function endOf(orphan: Orphan): ReturnType<typeof closeSealed> {
  using file = new FileSource(orphan.path);
  return closeSealed(file, keyOf(orphan));
}

function keyOf({ seal }: Orphan): (id: string) => Uint8Array | undefined {
  return (id) => id === seal?.keyId ? seal.key : undefined;
}
