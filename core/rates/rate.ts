/** What calls to numbers that begin alike cost, in millionths of the table's currency. */
export interface Rate {
  /** In E.164: `+4072`. A `+` alone stands for the whole world. */
  readonly prefix: string;
  readonly perMinute: number;
  /** For a call that is answered at all. */
  readonly setup: number;
  /** Seconds; what has begun is paid whole. */
  readonly increment: number;
}

/** A provider's prices. */
export interface RateTable {
  /** ISO 4217: `EUR`. */
  readonly currency: string;
  /** By prefix. */
  readonly rates: ReadonlyMap<string, Rate>;
}

/** Of two rates for one prefix the later one counts. */
export function tableOf(currency: string, rates: Iterable<Rate>): RateTable {
  return { currency, rates: new Map([...rates].map((rate) => [rate.prefix, rate])) };
}

/** What a number (in E.164) costs: the longest prefix counts. Undefined where the table does not know it. */
export function rateFor({ rates }: RateTable, number: string): Rate | undefined {
  for (let length = number.length; length > 0; length--) {
    const rate = rates.get(number.slice(0, length));
    if (rate !== undefined) return rate;
  }
  return undefined;
}
