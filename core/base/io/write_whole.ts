/** Never half a file under the final name, and never readable by others, not even for a moment. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  await removeIfThere(draft);
  const options = { mode: 0o600, createNew: true };
  if (typeof content === "string") await Deno.writeTextFile(draft, content, options);
  else await Deno.writeFile(draft, content, options);
  await Deno.rename(draft, path);
}

/** Quiet when it is gone already. */
export async function removeIfThere(path: string): Promise<void> {
  await Deno.remove(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
