import { useEffect, useRef } from "preact/hooks";
import { PHONE_CHANNEL } from "./phone_channel.ts";

/** Calls whom another window of this browser wants called, while this one has the phone. */
export function useAsked(canCall: boolean, call: (number: string) => void): void {
  const latest = useRef({ canCall, call });
  latest.current = { canCall, call };
  useEffect(() => {
    const channel = new BroadcastChannel(PHONE_CHANNEL);
    channel.addEventListener("message", ({ data }) => {
      const number: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "dial") : undefined;
      if (!latest.current.canCall || typeof number !== "string") return;
      channel.postMessage("taken");
      latest.current.call(number);
    });
    return () => channel.close();
  }, []);
}
