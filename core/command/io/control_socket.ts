/** Where the box with this data folder is reached. */
export function controlSocketPath(dataFolder: string): string {
  return `${dataFolder.replace(/\/+$/, "")}/control.sock`;
}

/** Linux keeps 108 bytes for the path of a unix socket, the closing zero included (unix(7)). */
const LONGEST_PATH = 107;

/** Throws when the path is too long for a socket: the kernel's own word for it is no help. */
export function checkSocketPath(path: string): void {
  const length = new TextEncoder().encode(path).length;
  if (length <= LONGEST_PATH) return;
  throw new RangeError(
    `Cannot use control socket "${path}": its path has ${length} bytes and may have ${LONGEST_PATH}, so choose a shorter data folder`,
  );
}
