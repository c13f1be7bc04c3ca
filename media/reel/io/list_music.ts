import { fail, ok, type Result } from "../../../core/base/mod.ts";

const SOUND = /\.(wav|opus|ogg)$/i;

/**
 * The paths of a folder's files with sound, by their names' order: of its subfolder for a class of music, or, where that has
 * none, of the folder itself. None where there is no such folder.
 */
export function listMusic(folder: string | undefined, of?: string): Result<readonly string[]> {
  if (folder === undefined) return ok([]);
  const ofClass = of === undefined ? ok([]) : list(`${folder}/${of}`);
  return ofClass.ok && ofClass.value.length === 0 ? list(folder) : ofClass;
}

function list(folder: string): Result<readonly string[]> {
  try {
    const names = [...Deno.readDirSync(folder)].filter(({ isDirectory }) => !isDirectory).map(({ name }) => name);
    return ok(names.filter((name) => SOUND.test(name)).sort().map((name) => `${folder}/${name}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return ok([]);
    return fail("no-music", `Cannot look for music in "${folder}": ${(error as Error).message}`);
  }
}
