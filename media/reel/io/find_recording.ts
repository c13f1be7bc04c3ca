import { fail, ok, type Result } from "../../../core/base/mod.ts";
import type { Language } from "../../../core/sound/mod.ts";

/** Where one of the owner's recordings is: in the folder of the language, or beside these folders. Nothing leads out of there. */
export function findRecording(path: string, language: Language, folder: string | undefined): Result<string> {
  if (folder === undefined) {
    return fail("no-recordings", `Cannot play the recording "${path}": there is no folder for it`);
  }
  if (path.split("/").some((part) => part === "" || part.startsWith("."))) {
    return fail("outside", `Cannot play the recording "${path}": it leads out of its folder`);
  }
  const own = `${folder}/${language}/${path}`;
  return ok(isThere(own) ? own : `${folder}/${path}`);
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    // Whatever else is wrong with it is said of the path that is opened instead.
    if (error instanceof Error) return false;
    throw error;
  }
}
