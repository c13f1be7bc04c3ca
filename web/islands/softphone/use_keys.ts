import { useEffect, useRef } from "preact/hooks";

/** Digits that are pressed while nothing is being written go where the keys on the page go. */
export function useKeys(press: (key: string) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      const isWriting = target instanceof HTMLElement && target.matches("input, textarea, select");
      if (!isWriting && !ctrlKey && !altKey && !metaKey && /^[0-9*#]$/.test(key)) latest.current(key);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
