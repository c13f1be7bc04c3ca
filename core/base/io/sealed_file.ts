import { type Sealing, toBytes, toText } from "../mod.ts";
import { removeIfThere, writeWhole } from "./write_whole.ts";

/** One value in a sealed file: `<data>/tls/box.sealed`. */
export class SealedFile<T extends object> {
  readonly #path: string;
  readonly #name: string;
  readonly #sealing: Sealing;

  /** @param name for which it is sealed: under another it is not opened */
  constructor(path: string, name: string, sealing: Sealing) {
    this.#path = path;
    this.#name = name;
    this.#sealing = sealing;
  }

  /** Undefined when nothing was kept. Throws when it is not ours. */
  async read(): Promise<T | undefined> {
    try {
      const opened = this.#sealing.open(this.#name, await Deno.readFile(this.#path));
      if (opened === undefined) throw new Error(`Cannot open "${this.#path}": it was sealed with another box key`);
      return JSON.parse(toText(opened));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  /** It is on the disk when this resolves. */
  async write(value: T): Promise<void> {
    await writeWhole(this.#path, this.#sealing.close(this.#name, toBytes(JSON.stringify(value))));
  }

  /** Quiet when there is none. */
  async remove(): Promise<void> {
    await removeIfThere(this.#path);
  }
}
