import { useEffect, useState } from "preact/hooks";
import type { OperatorCall } from "../live/mod.ts";
import type { PastCall } from "../parts/mod.ts";

/** The last calls with whoever is on the line; undefined until they are known. */
export function usePastCalls(call: OperatorCall | undefined): readonly PastCall[] | undefined {
  const [past, setPast] = useState<readonly PastCall[]>();
  useEffect(() => {
    setPast(undefined);
    if (call === undefined) return;
    const leaving = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/operator/calls/${encodeURIComponent(call.leg)}/last`, { signal: leaving.signal });
      if (answer.ok && !answer.redirected) setPast((await answer.json()).calls);
    };
    ask().catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error;
    });
    return () => leaving.abort();
  }, [call?.leg]);
  return past;
}
