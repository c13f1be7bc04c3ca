import type { Transporter } from "nodemailer";
import type { SmtpSettings } from "../mod.ts";

const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

/** A way to the mail server; nothing is sent yet. */
export async function transportTo(
  { host, port, tls, user, password }: SmtpSettings,
): Promise<Pick<Transporter, "sendMail" | "verify" | "close">> {
  // Loaded with the first mail: a box that sends none is spared its memory.
  const { createTransport } = await import("nodemailer");
  return createTransport({
    host,
    port,
    secure: tls === "tls",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "off",
    ...(user === undefined ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
