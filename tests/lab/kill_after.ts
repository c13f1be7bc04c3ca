import assert from "node:assert/strict";

/** A program that nobody has killed by then ends by itself: it outlives no test, and fills no disk. */
export const MOST_MS = 120_000;

/**
 * Runs a program of the tests, kills it once it has said so many lines, a word of each kind among them, and gives all whole
 * lines that it had said.
 *
 * @param kinds first words of lines
 */
export async function killAfter(
  { lines, kinds = [] }: { readonly lines: number; readonly kinds?: readonly string[] },
  program: URL,
  ...args: readonly string[]
): Promise<readonly string[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program.href, ...args],
    cwd: new URL("../..", import.meta.url),
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let said = "";
  let killed = false;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    const whole = said.split("\n").slice(0, -1);
    const isEnough = whole.length >= lines && kinds.every((kind) => whole.some((line) => line.startsWith(`${kind} `)));
    if (killed || !isEnough) continue;
    killed = true;
    child.kill("SIGKILL");
  }
  assert.equal((await child.status).signal, "SIGKILL");
  return said.split("\n").slice(0, -1);
}
