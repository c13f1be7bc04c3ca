/**
 * HTTP as it stands, to the octet: a URL library would tidy up on the way what no browser sends.
 *
 * @module
 */
const GIVE_UP_MS = 15_000;

export interface RawAnswer {
  readonly status: number;
  /** Status line and headers, as they came. */
  readonly head: string;
  readonly body: string;
  /** All of it: more than one answer would stand here. */
  readonly text: string;
}

/** Sends a whole request, of text or octets; all that comes back until the other side hangs up, as Latin-1. */
export async function askRaw(port: number, request: string | Uint8Array): Promise<RawAnswer> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const octets = typeof request === "string" ? new TextEncoder().encode(request) : request;
  const timer = setTimeout(() => connection.close(), GIVE_UP_MS);
  const chunks: Uint8Array[] = [];
  const listen = async () => {
    for await (const chunk of connection.readable) chunks.push(chunk);
  };
  const speak = async () => {
    for (let at = 0; at < octets.length;) at += await connection.write(octets.subarray(at));
  };
  const ends = await Promise.allSettled([listen(), speak()]);
  clearTimeout(timer);
  // Who refuses a body need not read it (RFC 9112 §9.6): the line is cut behind his answer.
  const cut = ends.find((end) => end.status === "rejected");
  if (cut !== undefined && chunks.length === 0) throw cut.reason;
  const text = new TextDecoder("latin1").decode(await new Blob(chunks as BlobPart[]).bytes());
  const [head = "", ...rest] = text.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head, body: rest.join("\r\n\r\n"), text };
}

/** A request whose connection ends with its answer. The path may be any octets: it is written in Latin-1. */
export function rawRequest(
  method: string,
  path: string,
  { headers = {}, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array } = {},
): Uint8Array {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: close",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...body === undefined ? [] : [`Content-Length: ${body.length}`],
  ];
  const head = Uint8Array.from(`${lines.join("\r\n")}\r\n\r\n`, (letter) => letter.charCodeAt(0));
  const whole = new Uint8Array(head.length + (body?.length ?? 0));
  whole.set(head);
  whole.set(body ?? [], head.length);
  return whole;
}
