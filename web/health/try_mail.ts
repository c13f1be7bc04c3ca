import type { Directory } from "../../core/directory/mod.ts";
import type { BoxDoor } from "../page/mod.ts";
import type { Words } from "../words/mod.ts";

/** What came of a test mail; undefined where what was given is no address. */
export type MailTrial = Awaited<ReturnType<BoxDoor["tryMail"]>> | undefined;

/** Sends one mail now, in these words. */
export async function tryMail(
  world: { readonly box: Pick<BoxDoor, "tryMail">; directory(): Pick<Directory, "office"> },
  to: string,
  { box: words }: Words,
): Promise<MailTrial> {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(to)) return undefined;
  const { name } = world.directory().office;
  return await world.box.tryMail({
    to,
    subject: words.mailSubject,
    text: words.mailText(name === "" ? "Kontor" : name),
  });
}
