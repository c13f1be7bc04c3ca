/** The file in which the list of missed calls of another phone system is kept, in the box's data folder. */
export function listFile(name: string): string {
  return `missed-${encodeURIComponent(name)}.db`;
}

/** The files of phone systems that the office names no more: what people did to their missed calls is nowhere else. */
export async function leftLists(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const followed = new Set(names.map(listFile));
  const left: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (/^missed-.+\.db$/.test(name) && !followed.has(name)) left.push(name);
  }
  return left.sort();
}
