/**
 * The C library, as much of it as the media engine needs.
 *
 * `ssize_t` and `size_t` are declared 32 bits wide: a 64 bit number crosses by a slower road that allocates. Lengths are
 * small, and packet buffers are as large as the largest datagram, so that no length can overrun them.
 */
const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  socketpair: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  recv: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  recvfrom: { parameters: ["i32", "buffer", "u32", "i32", "buffer", "buffer"], result: "i32" },
  sendto: { parameters: ["i32", "buffer", "u32", "i32", "buffer", "u32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  // Not `recv` and `send`: those are points where a thread may be cancelled, and being one costs two locked instructions.
  // Any system call of a number, a buffer and a length; the packet path's are `read` and `write`.
  transfer: { name: "syscall", parameters: ["i32", "i32", "buffer", "u32"], result: "i32" },
  syscall: { parameters: ["i32", "i32", "i32", "i32"], result: "i32" },
  epollWait: { name: "syscall", parameters: ["i32", "i32", "buffer", "i32", "i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
  timerfd_create: { parameters: ["i32", "i32"], result: "i32" },
  timerfd_settime: { parameters: ["i32", "i32", "buffer", "pointer"], result: "i32" },
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
  readlink: { parameters: ["buffer", "buffer", "u32"], result: "i32" },
  getrlimit: { parameters: ["i32", "buffer"], result: "i32" },
  setrlimit: { parameters: ["i32", "buffer"], result: "i32" },
  __errno_location: { parameters: [], result: "pointer" },
} as const;

/** The functions. Every thread opens its own. */
export type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** Constants of Linux, the same on x86-64 and arm64. */
export const AF_UNSPEC = 0;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_DGRAM = 2;
export const SOCK_SEQPACKET = 5;
export const NONBLOCK = 0x800;
export const CLOEXEC = 0x80000;
export const EADDRINUSE = 98;
export const EACCES = 13;
const RLIMIT_NOFILE = 7;
/** The numbers of the system calls on the packet path; arm64 has no `epoll_wait` of its own. */
export const SYS: { readonly read: number; readonly write: number; readonly epollWait: number | undefined } =
  Deno.build.arch === "x86_64" ? { read: 0, write: 1, epollWait: 232 } : { read: 63, write: 64, epollWait: undefined };

/** Opens the C library. Undefined where there is none that we know, or where `dlopen` is not allowed. */
export function openLibc(): { readonly libc: Libc; close(): void } | undefined {
  const { os, arch } = Deno.build;
  if (os !== "linux" || (arch !== "x86_64" && arch !== "aarch64")) return undefined;
  try {
    const library = Deno.dlopen("libc.so.6", SYMBOLS);
    return { libc: library.symbols, close: () => library.close() };
  } catch (error) {
    // Not allowed, or a system without glibc (a plain Error): the caller takes the other road, and says so.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The error of this thread's last call that failed. */
export function errno(libc: Libc): number {
  const at = libc.__errno_location();
  return at === null ? 0 : new Deno.UnsafePointerView(at).getInt32();
}

/** Lets this process open as many sockets as the system allows it at most. Returns that number. */
export function raiseDescriptorLimit(libc: Libc): number {
  const limits = new BigUint64Array(2);
  const bytes = new Uint8Array(limits.buffer);
  if (libc.getrlimit(RLIMIT_NOFILE, bytes) !== 0) return 0;
  const most = limits[1]!;
  if (limits[0]! < most) {
    limits[0] = most;
    libc.setrlimit(RLIMIT_NOFILE, bytes);
  }
  return Number(most);
}
