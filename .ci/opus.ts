/**
 * libopus as a plain program: `media/wasm/opus.wasm`, taken out of the npm package `libopus-wasm` that carries it as text.
 *
 * The package's own door makes codecs asynchronously, cannot reset one, and puts every frame into an array of its own. The
 * media worker's loop never gives the turn back and allocates nothing, so it calls libopus itself. The package shortens
 * names to letters; here they get their own names back, so that a new version cannot mix them up.
 *
 * @module
 */
import { createHash } from "node:crypto";

const OUT = new URL("../media/wasm/opus.wasm", import.meta.url);
/** The custom section that says what the file was made from; it ends the file. */
const SECTION = "sources";
const HASH_LENGTH = 64;
const IMPORTS = 2;
const EXPORTS = 7;
/** WebAssembly core §5.1.1: magic and version. */
const PREAMBLE = 8;

/** Takes the program out of the package unless it is there already. Returns whether it had to. */
export async function buildOpus(): Promise<boolean> {
  const source = await Deno.readTextFile(
    new URL("generated/libopus.generated.mjs", import.meta.resolve("libopus-wasm")),
  );
  const hash = createHash("sha256").update(source).update(await Deno.readTextFile(new URL(import.meta.url))).digest(
    "hex",
  );
  if (await hashOfBuilt() === hash) return false;
  const made = await Deno.makeTempFile({ dir: new URL(".", OUT).pathname, suffix: ".wasm" });
  await Deno.writeFile(made, programOf(source, hash));
  await Deno.chmod(made, 0o644);
  await Deno.rename(made, OUT);
  return true;
}

async function hashOfBuilt(): Promise<string | undefined> {
  try {
    return new TextDecoder().decode((await Deno.readFile(OUT)).subarray(-HASH_LENGTH));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The program with its names, ended by a section with the hash. */
function programOf(source: string, hash: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeText(source);
  const names = new Map([[IMPORTS, importNames(source)], [EXPORTS, exportNames(source)]]);
  const parts: number[][] = [[...bytes.subarray(0, PREAMBLE)]];
  for (const reader = new Reader(bytes, PREAMBLE); !reader.isAtEnd;) {
    const id = reader.byte();
    const body = reader.take(reader.number());
    const known = names.get(id);
    parts.push(section(id, known === undefined ? [...body] : rename(body, id, known)));
  }
  parts.push(section(0, [...text(SECTION), ...new TextEncoder().encode(hash)]));
  return Uint8Array.from(parts.flat());
}

/** Emscripten's text: each character one octet, those past 255 a zero. */
function decodeText(source: string): Uint8Array<ArrayBuffer> {
  const [, literal = ""] = /binaryDecode\('((?:[^'\\]|\\.)*)'\)/s.exec(source) ?? [];
  const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r" };
  const plain = literal.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
  const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0) > 255 ? 0 : letter.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) throw new Error("Cannot take libopus out of its package: no program was found");
  return bytes;
}

function exportNames(source: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, name = "", letter = ""] of source.matchAll(/[,{;](\w+)=(?:\w+\[?[^,;=]*=)?wasmExports\["(\w+)"\]/g)) {
    names.set(letter, name.replace(/^_/, ""));
  }
  const [, start = ""] = /runtimeInitialized=true;wasmExports\["(\w+)"\]\(\)/.exec(source) ?? [];
  return names.set(start, "start");
}

function importNames(source: string): Map<string, string> {
  const [, list = ""] = /wasmImports=\{([^}]*)\}/.exec(source) ?? [];
  return new Map(
    list.split(",").map((entry) => {
      const [letter = "", name = ""] = entry.split(":");
      return [letter, name.replace(/^_+/, "")];
    }),
  );
}

/** An import or export section with every short name made long (WebAssembly core §5.5.5, §5.5.10). */
function rename(body: Uint8Array, id: number, names: ReadonlyMap<string, string>): number[] {
  const reader = new Reader(body, 0);
  const count = reader.number();
  const out: number[] = number(count);
  for (let at = 0; at < count; at++) {
    if (id === IMPORTS) out.push(...text(reader.text()));
    const name = reader.text();
    out.push(...text(names.get(name) ?? name));
    const kind = reader.byte();
    if (id === IMPORTS && kind !== 0) throw new Error(`Cannot take libopus out of its package: it imports "${name}"`);
    out.push(kind, ...number(reader.number()));
  }
  return out;
}

function section(id: number, body: readonly number[]): number[] {
  return [id, ...number(body.length), ...body];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...number(bytes.length), ...bytes];
}

/** An unsigned number as LEB128 (WebAssembly core §5.2.2). */
function number(value: number): number[] {
  return value < 128 ? [value] : [value % 128 + 128, ...number(Math.floor(value / 128))];
}

/** Reads a program from front to back. */
class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error("Cannot take libopus out of its package: the program is cut off");
    return byte;
  }

  number(): number {
    const byte = this.byte();
    return byte < 128 ? byte : byte - 128 + 128 * this.number();
  }

  take(length: number): Uint8Array {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.number()));
  }
}
