import type { SmtpSettings } from "../mod.ts";
import { transportTo } from "./transport_to.ts";

/** Comes to the mail server as with a mail, and leaves without one. Why it does not go; undefined: it does. Never throws. */
export async function tryServer(settings: SmtpSettings): Promise<string | undefined> {
  const transport = await transportTo(settings);
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}
