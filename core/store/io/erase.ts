/** Throws files below a folder away, behind the turn that wants it. One that is not there is gone already. */
export function eraseIn(folder: string): (path: string) => void {
  return (path) => {
    Deno.remove(`${folder}/${path}`).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  };
}
