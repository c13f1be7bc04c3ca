import { FileSink } from "../../file/io/mod.ts";
import type { Piece } from "../../file/mod.ts";
import type { SoundFile } from "../mod.ts";

const SOUND = /\.(wav|opus|ogg)$/i;

/** Writes a file, or puts it in the place of the one that is there: whoever plays that meanwhile hears it to its end. */
export function writeSound(path: string, pieces: readonly Piece[], replaces: boolean): void {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true, mode: 0o700 });
  const fresh = replaces ? `${path}.${crypto.randomUUID()}.part` : path;
  {
    using file = new FileSink(fresh);
    file.write(pieces);
  }
  if (replaces) Deno.renameSync(fresh, path);
}

/** The sounds in a folder and in the folders that are in it, by their names' order; none where there is no such folder. */
export function soundsIn(data: string, folder: string): readonly SoundFile[] {
  const below = entriesOf(`${data}/${folder}`);
  const files = below.flatMap(({ name, isDirectory }) =>
    isDirectory ? entriesOf(`${data}/${folder}/${name}`).map((each) => `${name}/${each.name}`) : [name]
  );
  return files.filter((name) => SOUND.test(name)).toSorted().flatMap((name) => {
    const path = `${folder}/${name}`;
    const { isFile, size } = Deno.statSync(`${data}/${path}`);
    return isFile ? [{ path, bytes: size }] : [];
  });
}

function entriesOf(folder: string): readonly Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
