import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../parts/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";

/** Browsers let no page make a sound that nobody has touched (HTML §6.4.1): until then a call is seen and not heard. */
export function TouchHint({ words }: { readonly words: SoftphoneWords }): VNode | null {
  const [isTouched, setTouched] = useState(true);
  useEffect(() => {
    if (navigator.userActivation.hasBeenActive) return;
    setTouched(false);
    const touch = () => setTouched(true);
    const events = ["pointerdown", "keydown"] as const;
    for (const event of events) addEventListener(event, touch);
    return () => events.forEach((event) => removeEventListener(event, touch));
  }, []);
  if (isTouched) return null;
  return (
    <p class="about soft touch">
      <Icon name="volume-2" />
      {words.touch}
    </p>
  );
}
