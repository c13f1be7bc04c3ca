import type { Mail, MailOutcome, SmtpSettings } from "../mod.ts";
import { transportTo } from "./transport_to.ts";

/** Gives what a file says, in plain. */
export type ReadFile = (path: string) => Uint8Array<ArrayBuffer>;

/**
 * Hands one mail to the mail server. Never throws: what went wrong is in the outcome. A file that is not there any more does
 * not go with it, and the mail says so.
 */
export async function sendMail(mail: Mail, settings: SmtpSettings, read: ReadFile): Promise<MailOutcome> {
  const { from } = settings;
  const transport = await transportTo(settings);
  try {
    const { response } = await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      ...mail.html === undefined ? {} : { html: mail.html },
      messageId: `<${mail.id}@${from.split("@").at(-1)}>`,
      ...mail.thread === undefined ? {} : { references: `<${mail.thread}@${from.split("@").at(-1)}>` },
      // RFC 3834 §5: no answering machine is to answer it.
      headers: {
        "Auto-Submitted": "auto-generated",
        ...mail.settingsAt === undefined ? {} : { "List-Unsubscribe": `<${mail.settingsAt}>` },
      },
      attachments: mail.attachments.flatMap((attachment) => {
        const { name, type, cid } = attachment;
        const content = "path" in attachment
          ? contentOf(attachment.path, read)
          : Buffer.from(attachment.base64, "base64");
        return content === undefined
          ? []
          : [{ filename: name, contentType: type, content, ...cid === undefined ? {} : { cid } }];
      }),
    });
    return { came: "sent", ...response === undefined ? {} : { says: response } };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    transport.close();
  }
}

function contentOf(path: string, read: ReadFile): Buffer | undefined {
  try {
    return Buffer.from(read(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** RFC 5321 §4.2.1: 5yz is for good, but for what the owner can mend: his name, his password, his TLS. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode, code, command, message, response } = error as {
    responseCode?: number;
    code?: string;
    command?: string;
    message?: string;
    response?: string;
  };
  const isRefused = responseCode !== undefined && responseCode >= 500 && code !== "EAUTH" && code !== "ETLS";
  if (isRefused && command === "RCPT TO") return { came: "never", why: response ?? String(message), isAddress: true };
  return { came: isRefused ? "never" : "later", why: message ?? String(error) };
}
