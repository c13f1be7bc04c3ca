import { useEffect, useState } from "preact/hooks";

/** Nobody is asked for before one stops typing. */
const PAUSE_MS = 150;

/** What the box answers to what somebody types, by a path that takes it as `q`; undefined until it has. Nothing is no question. */
export function useAnswer<Answer>(path: string, wanted: string): Answer | undefined {
  const [told, setTold] = useState<{ readonly wanted: string; readonly answer: Answer }>();
  useEffect(() => {
    if (wanted === "") return;
    const stop = new AbortController();
    const ask = async () => {
      const response = await fetch(`${path}?${new URLSearchParams({ q: wanted })}`, { signal: stop.signal });
      // Whoever is signed out meanwhile is led to the way in.
      if (response.ok && !response.redirected) setTold({ wanted, answer: await response.json() });
    };
    // Who types on asks anew; where the line is cut the page says so.
    const leave = (error: unknown) => {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    };
    const timer = setTimeout(() => void ask().catch(leave), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [path, wanted]);
  return wanted === "" || told?.wanted !== wanted ? undefined : told.answer;
}
