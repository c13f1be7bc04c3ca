import { useEffect, useRef, useState } from "preact/hooks";
import type { CallerAbout } from "../../../core/directory/mod.ts";
import type { CallerFacts } from "../../softphone/mod.ts";

/** It rings no later than this for want of a name. */
const SOON_MS = 700;

/** What has been said so far of somebody who calls or is called. */
export interface KnownCaller {
  /** By the phone book, and by the calls before. */
  readonly facts?: CallerFacts;
  /** By the customer databases. */
  readonly about?: CallerAbout;
  /** No more comes, or it has been waited for long enough. */
  readonly isSettled: boolean;
}

const NOTHING: KnownCaller = { isSettled: false };

/** What the office knows of each of these numbers. */
export function useCallers(numbers: readonly string[]): (number: string) => KnownCaller {
  const [known, setKnown] = useState<ReadonlyMap<string, KnownCaller>>(new Map());
  const asked = useRef(new Set<string>());
  const add = (number: string, more: Partial<KnownCaller>) =>
    setKnown((before) => new Map(before).set(number, { ...NOTHING, ...before.get(number), ...more }));
  useEffect(() => {
    for (const number of numbers) {
      if (asked.current.has(number)) continue;
      asked.current.add(number);
      const settle = () => add(number, { isSettled: true });
      const late = setTimeout(settle, SOON_MS);
      Promise.all([
        ask<CallerFacts>("caller", number).then((facts) => facts !== undefined && add(number, { facts })),
        ask<CallerAbout>("about", number).then((about) => about !== undefined && add(number, { about })),
      ]).catch((error: unknown) => {
        // The box is not heard, which the page says elsewhere: it rings all the same.
        if (!(error instanceof TypeError)) throw error;
      }).finally(() => {
        clearTimeout(late);
        settle();
      });
    }
    // A later call is asked about anew: something has happened in between.
    for (const number of asked.current) if (!numbers.includes(number)) asked.current.delete(number);
  }, [numbers.join()]);
  return (number) => known.get(number) ?? NOTHING;
}

async function ask<Answer>(what: "caller" | "about", number: string): Promise<Answer | undefined> {
  const response = await fetch(`/call/${what}?number=${encodeURIComponent(number)}`);
  return response.ok ? await response.json() : undefined;
}
