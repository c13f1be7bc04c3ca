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
  /** How long the longest prefix is. */
  readonly longest: number;
}

/** Of two rates for one prefix the later one counts. */
export function tableOf(currency: string, rates: Iterable<Rate>): RateTable {
  const byPrefix = new Map([...rates].map((rate) => [rate.prefix, rate]));
  return {
    currency,
    rates: byPrefix,
    longest: byPrefix.keys().reduce((most, { length }) => Math.max(most, length), 0),
  };
}

/** What a number (in E.164) costs: the longest prefix counts. Undefined where the table does not know it. */
export function rateFor({ rates, longest }: RateTable, number: string): Rate | undefined {
  for (let length = Math.min(longest, number.length); length > 0; length--) {
    const rate = rates.get(number.slice(0, length));
    if (rate !== undefined) return rate;
  }
  return undefined;
}
