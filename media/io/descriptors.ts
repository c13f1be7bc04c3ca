import type { Libc } from "./libc.ts";

/** `close_range`: the same number on x86-64 and arm64. Allowed in containers, unlike `unshare`. */
const SYS_CLOSE_RANGE = 436;
const CLOSE_RANGE_UNSHARE = 2;
/** Beyond every descriptor: nothing is closed, the table only becomes our own. */
const NONE_FROM = 0x7fff_ff00;

/**
 * Gives the calling thread a table of descriptors of its own. The system then looks a socket up without counting its
 * users (an eighth of what relaying a packet costs), and closes all of them when the thread ends, however it ends.
 * False on kernels before 5.9: the table stays the process's.
 *
 * What the process had open is open in the copy too: other rooms' sockets and files are closed there, or their peers
 * would never see them end. The event descriptors stay: the runtime wakes other threads by them.
 */
export function ownDescriptors(libc: Libc, keep: number): boolean {
  if (libc.syscall(SYS_CLOSE_RANGE, NONE_FROM, NONE_FROM, CLOSE_RANGE_UNSHARE) !== 0) return false;
  for (const entry of [...Deno.readDirSync("/proc/thread-self/fd")]) {
    const descriptor = Number(entry.name);
    if (descriptor <= 2 || descriptor === keep) continue;
    if (!isEvents(entry.name)) libc.close(descriptor);
  }
  return true;
}

function isEvents(name: string): boolean {
  try {
    return Deno.readLinkSync(`/proc/thread-self/fd/${name}`).startsWith("anon_inode:");
  } catch (error) {
    // The directory's own descriptor was in the list, and is closed by now.
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}
