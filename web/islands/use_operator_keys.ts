import { useEffect, useRef } from "preact/hooks";
import { type CallerState, type Deed, deedOf } from "../console/mod.ts";

/** Hears keys for as long as the page is shown. `state`: of the chosen call, if there is one. */
export function useOperatorKeys(state: CallerState | undefined, carryOut: (deed: Deed) => void): void {
  // A key that comes between a change and the effects that follow it must not find things as they were before.
  const latest = useRef({ state, carryOut });
  latest.current = { state, carryOut };
  useEffect(() => {
    const hears = (event: KeyboardEvent) => {
      const { state, carryOut } = latest.current;
      const on = event.target instanceof Element ? event.target : document.body;
      const isTyping = on.matches("input, select, textarea");
      // Enter on a button is that button's.
      if (event.key === "Enter" && on.matches("a, button, summary")) return;
      const deed = deedOf(event, { isTyping, isAtCalls: on.matches(".callers"), state });
      if (deed === undefined || event.repeat && deed.do === "act") return;
      event.preventDefault();
      carryOut(deed);
    };
    addEventListener("keydown", hears);
    return () => removeEventListener("keydown", hears);
  }, []);
}
