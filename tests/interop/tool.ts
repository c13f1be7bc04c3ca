/**
 * Tests that need a real tool: skipped with the reason in their name where the tool is missing, failed for it on CI.
 *
 * @module
 */

/** The Debian package that brings each tool. */
const PACKAGES = {
  baresip: "baresip",
  sipp: "sip-tester",
  linphonec: "linphone-cli",
  openssl: "openssl",
  ip: "iproute2",
  nft: "nftables",
  tshark: "tshark",
} as const;
export type Tool = keyof typeof PACKAGES;

/** Whether a tool lies on the PATH. */
function isThere(tool: Tool): boolean {
  const folders = `${Deno.env.get("PATH") ?? ""}:/usr/sbin:/sbin`.split(":").filter((folder) => folder !== "");
  return folders.some((folder) => {
    try {
      return Deno.statSync(`${folder}/${tool}`).isFile;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
      throw error;
    }
  });
}

/**
 * Registers a test that needs real tools. On CI (the variable `CI` is set) a missing tool fails the test.
 *
 * @param name a sentence
 * @param tools what must be installed
 */
export function realTest(name: string, tools: readonly Tool[], run: () => Promise<void>): void {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) return Deno.test(name, run);
  const packages = missing.map((tool) => `no ${tool}, apt-get install ${PACKAGES[tool]}`).join("; ");
  if (Deno.env.get("CI") === undefined) {
    Deno.test({ name: `${name} (skipped: ${packages})`, ignore: true, fn: run });
    return;
  }
  Deno.test(name, () => {
    throw new Error(`Cannot test with ${missing.join(", ")}: ${packages}`);
  });
}
