import type { Picture } from "../../page/mod.ts";

const PATIENCE_MS = 3_000;
const MOST_BYTES = 5_000_000;

/**
 * What a door phone sees, fetched for whoever looks: the browser talks with the box alone. Undefined where the door does not
 * answer in time, or not with a picture.
 */
export async function doorPicture(url: string): Promise<Picture | undefined> {
  try {
    const { username, password, href } = withoutUser(url);
    const headers = username === "" ? {} : { authorization: `Basic ${btoa(`${username}:${password}`)}` };
    const answer = await fetch(href, { headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
    const type = answer.headers.get("content-type") ?? "";
    if (!answer.ok || !/^image\/(jpeg|png|webp|gif)\b/.test(type)) {
      await answer.body?.cancel();
      return undefined;
    }
    const bytes = await readAtMost(answer, MOST_BYTES);
    return bytes && { type, bytes };
  } catch (error) {
    // It is away, or takes too long: the page says that there is no picture.
    if (error instanceof TypeError || error instanceof DOMException) return undefined;
    throw error;
  }
}

function withoutUser(text: string): { readonly username: string; readonly password: string; readonly href: string } {
  const url = new URL(text);
  const [username, password] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  url.username = url.password = "";
  return { username, password, href: url.href };
}

async function readAtMost(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels what is still to come.
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
