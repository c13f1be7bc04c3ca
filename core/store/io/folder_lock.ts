/**
 * Keeps the data folder to one process; the system lets go of it however the process ends. Throws when another has it.
 */
export function lockFolder(folder: string): Disposable {
  const file = Deno.openSync(`${folder}/lock`, { read: true, write: true, create: true, mode: 0o600 });
  if (file.tryLockSync(true)) return file;
  file.close();
  throw new Error(`Cannot open data folder "${folder}": another Kontor is using it`);
}
