import { toBytes, toText } from "../../base/mod.ts";
import { removeIfThere, writeWhole } from "./write_whole.ts";

/** Closes what is secret, and opens it again; what was closed for one name is opened for no other. */
export interface Sealing {
  close(name: string, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Undefined when it was not closed here. */
  open(name: string, sealed: Uint8Array): Uint8Array | undefined;
}

/** Keys and what belongs to them, in one sealed file each: `<data>/tls/box.sealed`. */
export class Vault {
  readonly #folder: string;
  readonly #sealing: Sealing;

  constructor(folder: string, sealing: Sealing) {
    this.#folder = folder;
    this.#sealing = sealing;
  }

  /** What was kept under a name; undefined when nothing was. Throws when it is not ours. */
  async read<T>(name: string): Promise<T | undefined> {
    const path = this.#pathOf(name);
    try {
      const opened = this.#sealing.open(`tls/${name}`, await Deno.readFile(path));
      if (opened === undefined) throw new Error(`Cannot open "${path}": it was sealed with another box key`);
      return JSON.parse(toText(opened));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  async write(name: string, value: object): Promise<void> {
    await Deno.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeWhole(this.#pathOf(name), this.#sealing.close(`tls/${name}`, toBytes(JSON.stringify(value))));
  }

  async remove(name: string): Promise<void> {
    await removeIfThere(this.#pathOf(name));
  }

  /** For everybody's eyes, beside the secrets: `cert.pem`. */
  async show(name: string, text: string): Promise<void> {
    await writeWhole(`${this.#folder}/${name}`, text);
  }

  /** Takes it away again. */
  async hide(name: string): Promise<void> {
    await removeIfThere(`${this.#folder}/${name}`);
  }

  #pathOf(name: string): string {
    return `${this.#folder}/${name}.sealed`;
  }
}
