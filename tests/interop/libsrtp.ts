/**
 * libsrtp2, asked many things at once: a small C program around it reads requests and writes answers.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { DEFAULT_SUITES, type SrtpKey } from "../../core/sdp/mod.ts";

/** What it can be asked. See `libsrtp.c`. */
export type SrtpRequest =
  | { readonly ask: "session"; readonly key: SrtpKey }
  | { readonly ask: "protect" | "protectRtcp" | "unprotect" | "unprotectRtcp" | "time"; readonly packet: Uint8Array };

/** libsrtp's status, 0 when all was well, and then the packet. */
export interface SrtpAnswer {
  readonly status: number;
  readonly packet: Buffer;
}

const LETTERS = {
  session: "s",
  protect: "p",
  protectRtcp: "P",
  unprotect: "u",
  unprotectRtcp: "U",
  time: "b",
} as const;

function write(request: SrtpRequest): Buffer {
  const content = request.ask === "session" ? writeKey(request.key) : request.packet;
  const head = Buffer.from([LETTERS[request.ask].charCodeAt(0), content.length >> 8, content.length]);
  return Buffer.concat([head, content]);
}

function writeKey({ suite, key }: SrtpKey): Buffer {
  return Buffer.concat([Buffer.from([DEFAULT_SUITES.indexOf(suite)]), Buffer.from(key, "base64")]);
}

function read(octets: Buffer): readonly SrtpAnswer[] {
  const answers: SrtpAnswer[] = [];
  for (let at = 0; at < octets.length;) {
    const length = octets.readUInt16BE(at + 1);
    answers.push({ status: octets[at]!, packet: octets.subarray(at + 3, at + 3 + length) });
    at += 3 + length;
  }
  return answers;
}

/** Compiles the program, asks it everything in order, and gives its answers. Throws when it cannot. */
export async function askLibsrtp(requests: readonly SrtpRequest[]): Promise<readonly SrtpAnswer[]> {
  const folder = await Deno.makeTempDir();
  try {
    const program = `${folder}/libsrtp`;
    const source = new URL("libsrtp.c", import.meta.url).pathname;
    const gcc = new Deno.Command("gcc", { args: ["-std=gnu17", "-O2", "-Wall", "-o", program, source, "-lsrtp2"] });
    const compiled = await gcc.output();
    if (!compiled.success) {
      throw new Error(`Cannot compile "${source}": ${new TextDecoder().decode(compiled.stderr)}`);
    }
    const child = new Deno.Command(program, { stdin: "piped", stdout: "piped", stderr: "inherit" }).spawn();
    const asked = new Blob([Buffer.concat(requests.map(write))]).stream().pipeTo(child.stdin);
    const [{ success, stdout }] = await Promise.all([child.output(), asked]);
    const answers = read(Buffer.from(stdout));
    if (!success || answers.length !== requests.length) {
      throw new Error(`Cannot ask libsrtp: it gave "${answers.length}" answers to "${requests.length}" requests`);
    }
    return answers;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
