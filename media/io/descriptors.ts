import type { Libc } from "./libc.ts";

/** `close_range`: the same number on x86-64 and arm64. Allowed in containers, unlike `unshare`. */
const SYS_CLOSE_RANGE = 436;
const CLOSE_RANGE_UNSHARE = 2;
const LIST = "/proc/thread-self/fd";
/** Beyond every descriptor: nothing is closed, the table only becomes our own. */
const NONE_FROM = 0x7fff_ff00;
/** So many free numbers in a row end the search: the system gives the lowest free one to whatever is opened. */
const LONGEST_GAP = 4_096;

/**
 * Gives the calling thread a table of descriptors of its own. The system then looks a socket up without counting its
 * users (an eighth of what relaying a packet costs), and closes all of them when the thread ends, however it ends.
 * False on kernels before 5.9 and without `/proc`: the table stays the process's.
 *
 * What the process had open is open in the copy too: other rooms' sockets and files are closed there, or their peers
 * would never see them end. The event descriptors stay: the runtime wakes other threads by them.
 */
export function ownDescriptors(libc: Libc, keep: number): boolean {
  if (!hasList()) return false;
  if (libc.syscall(SYS_CLOSE_RANGE, NONE_FROM, NONE_FROM, CLOSE_RANGE_UNSHARE) !== 0) return false;
  const target = new Uint8Array(64);
  for (let descriptor = 3, free = 0; free < LONGEST_GAP; descriptor++) {
    // By the C library: Deno opens this folder only to who may do everything, which the box may not.
    const path = new TextEncoder().encode(`/proc/thread-self/fd/${descriptor}\0`);
    const length = libc.readlink(path, target, target.length);
    free = length < 0 ? free + 1 : 0;
    if (length < 0 || descriptor === keep) continue;
    if (!new TextDecoder().decode(target.subarray(0, length)).startsWith("anon_inode:")) libc.close(descriptor);
  }
  return true;
}

function hasList(): boolean {
  try {
    return Deno.statSync(LIST).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
