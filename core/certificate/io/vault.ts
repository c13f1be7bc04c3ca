import type { Sealing } from "../../base/mod.ts";
import { removeIfThere, SealedFile, writeWhole } from "../../base/io/mod.ts";

/** Keys and what belongs to them, in one sealed file each: `<data>/tls/box.sealed`. */
export class Vault {
  readonly #folder: string;
  readonly #sealing: Sealing;

  constructor(folder: string, sealing: Sealing) {
    this.#folder = folder;
    this.#sealing = sealing;
  }

  /** What was kept under a name; undefined when nothing was. Throws when it is not ours. */
  async read<T extends object>(name: string): Promise<T | undefined> {
    return await this.#fileOf<T>(name).read();
  }

  async write(name: string, value: object): Promise<void> {
    await Deno.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#fileOf(name).write(value);
  }

  async remove(name: string): Promise<void> {
    await this.#fileOf(name).remove();
  }

  /** For everybody's eyes, beside the secrets: `cert.pem`. */
  async show(name: string, text: string): Promise<void> {
    await writeWhole(`${this.#folder}/${name}`, text);
  }

  /** Takes it away again. */
  async hide(name: string): Promise<void> {
    await removeIfThere(`${this.#folder}/${name}`);
  }

  #fileOf<T extends object>(name: string): SealedFile<T> {
    return new SealedFile(`${this.#folder}/${name}.sealed`, `tls/${name}`, this.#sealing);
  }
}
