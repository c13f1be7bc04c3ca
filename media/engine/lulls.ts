import type { PlannedCodec } from "../../core/sdp/mod.ts";
import { Lull } from "../voice/mod.ts";
import { isSameCodec } from "./codecs.ts";
import type { Ground } from "./ground.ts";

/** The silences that legs are left in: one for all that hear the same codec, for as long as there are any. */
export class Lulls {
  readonly #ground: Ground;
  readonly #lulls: { readonly lull: Lull; readonly codec: PlannedCodec; legs: number }[] = [];

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** A leg comes; throws on a codec that we do not speak. */
  enter(codec: PlannedCodec): Lull {
    const known = this.#lulls.find((each) =>
      isSameCodec(each.codec, codec) && each.codec.parameters === codec.parameters
    );
    if (known !== undefined) {
      known.legs += 1;
      return known.lull;
    }
    const made = this.#ground.makeCodec(codec);
    if (made === undefined) throw new Error(`Cannot be silent in "${codec.name}": it is not spoken here`);
    const lull = new Lull(this.#ground.kernels, made);
    this.#lulls.push({ lull, codec, legs: 1 });
    return lull;
  }

  /** A leg goes. */
  leave(lull: Lull): void {
    const at = this.#lulls.findIndex((each) => each.lull === lull);
    const left = this.#lulls[at];
    if (left === undefined) return;
    left.legs -= 1;
    if (left.legs > 0) return;
    this.#lulls.splice(at, 1);
    lull[Symbol.dispose]();
  }
}
