import { Buffer } from "node:buffer";

/**
 * A list of texts most of which are ids: the same few letters, and as many hexadecimal digits of chance. These cannot be
 * packed, and stand as octets behind all that can be.
 */
export interface PackedIds {
  readonly lead: string;
  /** Of each: an even number. */
  readonly digits: number;
  readonly count: number;
  /** Where they begin, in digits. */
  readonly from: number;
  /** Whatever else is in the list, and where. */
  readonly others: readonly (readonly [at: number, text: string | null])[];
}

const ID = /^([a-z]?)((?:[0-9a-f]{2}){4,})$/;

/** The digits of a page's ids, as they come. */
export class IdOctets {
  #digits = "";

  get octets(): Uint8Array {
    return Buffer.from(this.#digits, "hex");
  }

  /** The texts as they are where they are no ids. */
  pack<T extends string | null>(texts: readonly T[]): readonly T[] | PackedIds {
    const forms = Map.groupBy(texts, (text) => formOf(text)?.key);
    const [form, alike] = [...forms].filter(([key]) => key !== undefined)
      .reduce<readonly [string | undefined, readonly T[]]>(
        (most, each) => each[1].length > most[1].length ? each : most,
        [undefined, []],
      );
    const { lead, digits } = formOf(alike[0]) ?? { lead: "", digits: "" };
    if (2 * alike.length <= texts.length) return texts;
    const from = this.#digits.length;
    const others: (readonly [number, string | null])[] = [];
    texts.forEach((text, at) => {
      const found = formOf(text);
      if (found?.key === form) this.#digits += found!.digits;
      else others.push([at, text]);
    });
    return { lead, digits: digits.length, count: texts.length, from, others };
  }
}

export function isIds(packed: unknown): packed is PackedIds {
  return typeof packed === "object" && packed !== null && "lead" in packed;
}

/** @param hex the digits of all ids of the page */
export function unpackIds<T extends string | null>(packed: readonly T[] | PackedIds, hex: string): readonly T[] {
  if (!isIds(packed)) return packed;
  const { lead, digits, count, from, others } = packed;
  const texts: (string | null)[] = Array(count);
  for (const [at, text] of others) texts[at] = text;
  for (let at = 0, place = from; at < count; at++) {
    if (texts[at] !== undefined) continue;
    texts[at] = lead + hex.slice(place, place + digits);
    place += digits;
  }
  return texts as T[];
}

function formOf(text: string | null | undefined) {
  const [, lead, digits] = (typeof text === "string" && ID.exec(text)) || [];
  return lead === undefined || digits === undefined ? undefined : { key: `${lead} ${digits.length}`, lead, digits };
}
