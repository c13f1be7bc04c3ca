/**
 * A provider that a SIPp plays, with its challenges, and the office that knows it.
 *
 * @module
 */
import { parseMessage, respondTo, writeMessage } from "../../core/sip/mod.ts";
import { answer, answerInside, audio, expect, goTo, mark, type Steps } from "./scenario.ts";

/** Where providers are: other addresses than the phones', for a trunk is known by its own. */
export const PROVIDER = { ip: "127.0.0.2" };
export const SILENT = { ip: "127.0.0.3" };

/** As whom the box registers. */
export const ACCOUNT: { readonly user: string; readonly secret: string } = {
  user: "40211234567",
  secret: "s3cret-of-provider",
};

/** The office's sections for trunks, each `name: port`, in the order in which a route tries them. */
export function officeWith(trunks: Readonly<Record<string, string>>): string {
  const lines = Object.entries(trunks).map(([name, keys]) =>
    `  - { name: ${name}, number: "+40211234567", ${keys} }\n`
  );
  return `trunks:\n${lines.join("")}routes: [{ match: "0.", trunks: [${Object.keys(trunks)}] }]\n` +
    `numbers: [{ number: "0211234567", to: "101" }]\n`;
}

/** A trunk of `officeWith` that registers. */
export const registerAt = (port: number): string =>
  `kind: register, host: ${PROVIDER.ip}, port: ${port}, user: "${ACCOUNT.user}", secret: ${ACCOUNT.secret}`;

/** What a provider demands, and whether it got it: SIPp checks Authorization only, so that no 407 is here. */
const challenge = (): string =>
  answer("401 Unauthorized", {
    headers: ['WWW-Authenticate: Digest realm="provider", nonce="n[call_number]", algorithm=MD5, qop="auth"'],
  });
const isRight = (assignTo: string): string =>
  `<action><verifyauth assign_to="${assignTo}" username="${ACCOUNT.user}" password="${ACCOUNT.secret}"/></action>`;

/** A request whose credentials must be right. */
const expectSigned = (method: string, more = ""): string =>
  `<recv request="${method}"${more}>${isRight("right")}</recv>\n<nop test="right" next="${method}_in"/>\n` +
  `<nop><action><error message="wrong credentials"/></action></nop>\n${mark(`${method}_in`)}`;

/** Answers a registration, or the one call: what comes first tells which. */
export const provider: Steps = [
  '<recv request="REGISTER" optional="true" next="registering"/>',
  expect("INVITE"),
  challenge(),
  expect("ACK"),
  expectSigned("INVITE", ' rrs="true"'),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
  expect("BYE"),
  answerInside("200 OK"),
  goTo("end"),
  mark("registering"),
  challenge(),
  expectSigned("REGISTER"),
  answer("200 OK", { headers: ["[last_Contact:];expires=120"] }).replace(/^Contact: <sip:.*$/m, "X: y"),
  mark("end"),
];

/**
 * A peer that is there, and takes no calls: it answers OPTIONS, or only what else it `answers`, and to an INVITE `says` so
 * much and no more; one that `diesThen` is never heard of again, though nobody says that its port is closed.
 */
export async function answerOptions(
  hostname: string,
  port: number,
  { says = [], diesThen = false, answers = "OPTIONS" }: {
    readonly says?: readonly number[];
    readonly diesThen?: boolean;
    readonly answers?: "OPTIONS" | "REGISTER";
  } = {},
): Promise<{ invites: number; close(): void }> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname, port });
  const peer = { invites: 0, close: () => socket.close() };
  (async () => {
    for await (const [bytes, from] of socket) {
      const message = parseMessage(bytes);
      if (!message.ok || message.value.kind !== "request" || diesThen && peer.invites > 0) continue;
      if (message.value.method === "INVITE") {
        peer.invites += 1;
        for (const status of says) {
          await socket.send(writeMessage(respondTo(message.value, status, { toTag: "t" })), from);
        }
      }
      if (message.value.method !== answers) continue;
      await socket.send(writeMessage(respondTo(message.value, 200, { toTag: "t" })), from);
    }
  })();
  return await Promise.resolve(peer);
}
