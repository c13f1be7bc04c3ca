import type { SoundDoor } from "./sound_door.ts";

/** So much is decoded and sent at once: two seconds. */
const PIECE = 65_536;
/** Pieces begin where samples of both sides do. */
const HEADER = 44;
const SAMPLE = 4;

/** A sound for a browser, or the stretch of it that it asks for (RFC 9110 §14). Decoded while it is sent, kept nowhere. */
export async function soundAnswer(
  request: Request,
  sounds: SoundDoor,
  { paths, saveAs }: { readonly paths: readonly string[]; readonly saveAs?: string },
): Promise<Response> {
  const measure = await sounds.measure(paths).catch(() => undefined);
  if (measure === undefined) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const { bytes } = measure;
  const wanted = rangeOf(request.headers.get("range"), bytes);
  const headers = new Headers({ "content-type": "audio/wav", "accept-ranges": "bytes", "cache-control": "no-store" });
  if (saveAs !== undefined) {
    headers.set("content-disposition", `attachment; filename="${saveAs.replace(/[^\w.-]/g, "-")}"`);
  }
  if (wanted === "nowhere") {
    headers.set("content-range", `bytes */${bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { from, to } = wanted ?? { from: 0, to: bytes };
  headers.set("content-length", String(to - from));
  if (wanted !== undefined) headers.set("content-range", `bytes ${from}-${to - 1}/${bytes}`);
  return new Response(streamOf(sounds, paths, { from, to }), { status: wanted === undefined ? 200 : 206, headers });
}

function streamOf(
  sounds: SoundDoor,
  paths: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = from;
  return new ReadableStream({
    pull: async (listener) => {
      const next = at + PIECE;
      const length = Math.min(to, next - (next - HEADER) % SAMPLE) - at;
      listener.enqueue(await sounds.read(paths, at, length));
      at += length;
      if (at >= to) listener.close();
    },
  }, { highWaterMark: 0 });
}

/** The one stretch that is asked for; undefined for all of it, which is also the answer to what we do not understand. */
function rangeOf(header: string | null, bytes: number): { from: number; to: number } | "nowhere" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? bytes : Math.min(bytes, Number(last) + 1);
  return from < to ? { from, to } : "nowhere";
}
