/** One file as `deno task wasm` packs it. */
export interface PackedFile {
  readonly type: string;
  /** Base64 of the file, compressed. */
  readonly br: string;
  readonly gzip: string;
}

/** All of them, and what they were made from. */
export interface PackedAssets {
  readonly hash: string;
  readonly files: Readonly<Record<string, PackedFile>>;
}

export interface Assets {
  /** Where a file is: `/assets/1f3a.../desk.css`. */
  url(name: string): string;
  /** The answer to a request below `/assets/`; undefined for what is not there. */
  answer(path: string, accepts: string): Response | undefined;
}

const FOREVER = "public, max-age=31536000, immutable";

export function assetsFrom({ hash, files }: PackedAssets): Assets {
  const base = `/assets/${hash}/`;
  const unpacked = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    url: (name) => base + name,
    answer: (path, accepts) => {
      const name = path.startsWith(base) ? path.slice(base.length) : undefined;
      const file = name === undefined || !Object.hasOwn(files, name) ? undefined : files[name];
      if (name === undefined || file === undefined) return undefined;
      const encoding = /\bbr\b/.test(accepts) ? "br" : "gzip";
      const key = `${encoding} ${name}`;
      const bytes = unpacked.get(key) ?? Uint8Array.fromBase64(file[encoding]);
      unpacked.set(key, bytes);
      const headers = {
        "content-type": file.type,
        "content-encoding": encoding,
        "cache-control": FOREVER,
        vary: "accept-encoding",
      };
      return new Response(bytes, { headers });
    },
  };
}

/** For tests that look at pages only. */
export const NO_ASSETS: Assets = { url: (name) => `/assets/none/${name}`, answer: () => undefined };
