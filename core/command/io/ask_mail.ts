import type { Sealing } from "../../base/mod.ts";
import type { BoxSettings } from "../../config/mod.ts";
import type { SmtpSettings } from "../../mail/mod.ts";
import { MailServer, tryServer } from "../../mail/io/mod.ts";
import type { MailFact } from "../doctor.ts";

/**
 * What the mail server says that is in force; undefined where there is none.
 *
 * @param trusted what is known to take mails: it is not asked
 */
export async function askMail(
  settings: Pick<BoxSettings, "data" | "smtp">,
  trusted?: SmtpSettings,
): Promise<MailFact | undefined> {
  const server = trusted ?? await inForce(settings);
  if (server === undefined) return undefined;
  const why = trusted === undefined ? await tryServer(server) : undefined;
  return { server: `${server.host}:${server.port}`, ...why === undefined ? {} : { why } };
}

async function inForce({ data, smtp }: Pick<BoxSettings, "data" | "smtp">): Promise<SmtpSettings | undefined> {
  if (smtp !== undefined) return smtp;
  // Loaded for it alone: all else that the doctor asks is outside the data folder.
  const { mailSeal } = await import("../../store/io/mod.ts");
  // Read once something is sealed with it: where nobody chose a server there may be no key yet.
  const sealing: Sealing = {
    close: (path, plain) => mailSeal(data).close(path, plain),
    open: (path, sealed) => mailSeal(data).open(path, sealed),
  };
  try {
    return (await MailServer.open({ data }, sealing)).now;
  } catch (error) {
    // Whoever may not look into the data folder does not know of it.
    if (error instanceof Deno.errors.PermissionDenied) return undefined;
    throw error;
  }
}
