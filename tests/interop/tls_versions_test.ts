import assert from "node:assert/strict";
import { makeOwn } from "../../core/certificate/io/mod.ts";
import { startTransports, SystemClock } from "../../core/io/mod.ts";

interface Handshake {
  readonly code: number;
  readonly text: string;
}

/** What `openssl s_client` makes of the port when it speaks one version only. */
async function shakeHands(port: number, version: string): Promise<Handshake> {
  const process = new Deno.Command("openssl", {
    // Security level 0 lets openssl offer what it refuses of its own accord: the refusal we see is the box's.
    args: ["s_client", "-connect", `127.0.0.1:${port}`, version, "-cipher", "DEFAULT:@SECLEVEL=0"],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await process.output();
  return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

async function whyNoOpenssl(): Promise<string | undefined> {
  try {
    await new Deno.Command("openssl", { args: ["version"] }).output();
    return undefined;
  } catch (error) {
    return `Debian's openssl is not installed: ${error}`;
  }
}

const NO_OPENSSL = await whyNoOpenssl();

async function withBox(check: (port: number) => Promise<void>): Promise<void> {
  const [clock, log] = [new SystemClock(), { write: () => {} }];
  const reached = { names: ["kontor.local", "localhost"], addresses: ["127.0.0.1"] };
  const { certificate } = await makeOwn(reached, { now: clock.wall() });
  const box = await startTransports(
    { bind: ["127.0.0.1"], udp: false, tcp: false, tls: 0, certificate },
    { clock, log },
    { message: () => {}, closed: () => {}, unsent: () => {} },
  );
  try {
    await check(box.listening[0]!.address.port);
  } finally {
    await box.stop();
  }
}

for (const [version, protocol] of [["-tls1_3", "TLSv1.3"], ["-tls1_2", "TLSv1.2"]] as const) {
  Deno.test({
    name: `openssl agrees on ${protocol} with the SIP port${NO_OPENSSL ? ` (skipped: ${NO_OPENSSL})` : ""}`,
    ignore: NO_OPENSSL !== undefined,
    fn: () =>
      withBox(async (port) => {
        const { code, text } = await shakeHands(port, version);
        assert.equal(code, 0, text);
        assert.match(text, new RegExp(`New, ${protocol}, Cipher is \\S+`));
        assert.match(text, /subject=CN = ?kontor\.local|subject=CN=kontor\.local/);
      }),
  });
}

for (const version of ["-tls1_1", "-tls1"]) {
  Deno.test({
    name: `the SIP port refuses openssl ${version} and makes no cipher with it${
      NO_OPENSSL ? ` (skipped: ${NO_OPENSSL})` : ""
    }`,
    ignore: NO_OPENSSL !== undefined,
    fn: () =>
      withBox(async (port) => {
        const { code, text } = await shakeHands(port, version);
        assert.notEqual(code, 0);
        // RFC 8446 §6.2, from the box: 70 is protocol_version; 40, handshake_failure, is what rustls says to a client so
        // old that it offers no signature algorithms.
        assert.match(text, /SSL alert number (70|40)/);
        assert.match(text, /New, \(NONE\), Cipher is \(NONE\)/);
      }),
  });
}
