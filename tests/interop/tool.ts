/**
 * Tests that need a real tool: skipped with the reason in their name where the tool is missing, failed for it on CI.
 *
 * @module
 */

import { GENEROUS, onSteadyMachine } from "./steady.ts";

/** The Debian package that brings each tool, or a library's header. */
const PACKAGES = {
  baresip: "baresip",
  sipp: "sip-tester",
  linphonec: "linphone-cli",
  openssl: "openssl",
  pebble: "pebble",
  turnserver: "coturn",
  "zeroconf/__init__.py": "python3-zeroconf",
  certutil: "libnss3-tools",
  ip: "iproute2",
  nft: "nftables",
  tshark: "tshark",
  "espeak-ng": "espeak-ng",
  ffmpeg: "ffmpeg",
  opusdec: "opus-tools",
  opusenc: "opus-tools",
  smtpd: "opensmtpd",
  pdftotext: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  chromium: "chromium",
  mariadbd: "mariadb-server-core",
  initdb: "postgresql",
  gcc: "gcc libc6-dev",
  "srtp2/srtp.h": "libsrtp2-dev",
  "spandsp/g168models.h": "libspandsp-dev",
  "speex/speex_echo.h": "libspeexdsp-dev",
} as const;
export type Tool = keyof typeof PACKAGES;

/** What a test needs: programs, and the right to make network namespaces. */
export type Need = Tool | "namespaces";

/** Why a need is not met; undefined when it is. */
export function missing(need: Need): string | undefined {
  if (need !== "namespaces") return isThere(need) ? undefined : `no ${need}, apt-get install ${PACKAGES[need]}`;
  const { success } = new Deno.Command("unshare", { args: ["--net", "true"] }).outputSync();
  return success ? undefined : "no right to make network namespaces, run as root";
}

/** Debian keeps the programs of PostgreSQL's server by version, and off the PATH. */
export function postgresFolder(): string | undefined {
  const top = "/usr/lib/postgresql";
  try {
    const version = [...Deno.readDirSync(top)].map(({ name }) => Number(name)).sort((a, b) => b - a)[0];
    return version === undefined ? undefined : `${top}/${version}/bin`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Whether a tool lies on the PATH, a header where the compiler looks, a module where Debian's Python does. */
function isThere(tool: Tool): boolean {
  const path = tool.endsWith(".h")
    ? "/usr/include:/usr/local/include"
    : tool.endsWith(".py")
    ? "/usr/lib/python3/dist-packages"
    : `${Deno.env.get("PATH") ?? ""}:/usr/sbin:/sbin:${postgresFolder() ?? ""}`;
  const folders = path.split(":").filter((folder) => folder !== "");
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
 * Registers a test that needs real tools. On CI (the variable `CI` is set) what is missing fails the test.
 *
 * @param name a sentence
 * @param needs what must be there
 */
export function realTest(name: string, needs: readonly Need[], run: () => Promise<void>): void {
  const reasons = needs.flatMap((need) => missing(need) ?? []).join("; ");
  if (reasons === "") return Deno.test(name, () => onSteadyMachine(run, GENEROUS));
  if (Deno.env.get("CI") === undefined) {
    Deno.test({ name: `${name} (skipped: ${reasons})`, ignore: true, fn: run });
    return;
  }
  Deno.test(name, () => {
    throw new Error(`Cannot run this test: ${reasons}`);
  });
}
