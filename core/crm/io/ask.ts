import type { Json } from "../../base/mod.ts";
import type { CrmAnswer, CrmRequest } from "../mod.ts";

const MOST_OCTETS = 512 * 1024;

/** Asks once. Rejects when nobody answers in time, or with more than one could want to read. */
export async function ask(request: CrmRequest, patienceMs: number): Promise<CrmAnswer> {
  const { url, method, headers, body } = request;
  const answer = await fetch(url, {
    method,
    headers: { Accept: "application/json", "User-Agent": "Kontor", ...headers },
    ...body === undefined ? {} : { body },
    // The key would go along to wherever it leads.
    redirect: "error",
    signal: AbortSignal.timeout(patienceMs),
  });
  const retryAfter = Number(answer.headers.get("Retry-After") ?? "");
  return {
    status: answer.status,
    body: jsonOf(await textOf(answer)),
    ...retryAfter > 0 ? { retryAfterS: retryAfter } : {},
  };
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let octets = 0;
  for await (const chunk of answer.body ?? []) {
    octets += chunk.length;
    if (octets > MOST_OCTETS) throw new Error(`it says more than ${MOST_OCTETS} octets`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** What is no JSON is nothing: the status tells what it is worth. */
function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
