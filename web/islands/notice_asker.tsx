import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";

export interface NoticeAskerProps {
  readonly words: { readonly allow: string } & Readonly<Record<Exclude<Standing, "default">, string>>;
}

/** What this browser says of notices; without HTTPS it shows none. */
type Standing = NotificationPermission | "insecure";

/** Asks the browser whether the desk may tell by the system what happens: only once somebody wants it. */
export default function NoticeAsker({ words }: NoticeAskerProps): VNode {
  // The box does not know the browser.
  const [standing, setStanding] = useState<Standing>();
  useEffect(() => setStanding(standingNow()), []);
  const ask = () => void Notification.requestPermission().then(setStanding);
  if (standing !== undefined && standing !== "default") {
    return (
      <p class={`hint ${standing === "granted" ? "" : "soft"}`} role="status" data-notices-are={standing}>
        {words[standing]}
      </p>
    );
  }
  return (
    <p>
      <button class="button" type="button" disabled={standing === undefined} onClick={ask}>
        <Icon name="circle-alert" />
        {words.allow}
      </button>
    </p>
  );
}

function standingNow(): Standing {
  return isSecureContext && "Notification" in globalThis ? Notification.permission : "insecure";
}
