import { startRegistration } from "@simplewebauthn/browser";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";
import { postJson } from "./post_json.ts";

export interface PasskeyAdderProps {
  readonly words: { readonly add: string; readonly failed: string; readonly insecure: string };
}

/** Makes a passkey in this browser, and gives its public half to the box. */
export default function PasskeyAdder({ words }: PasskeyAdderProps): VNode {
  const [isSecure, setSecure] = useState(true);
  const [failed, setFailed] = useState(false);
  useEffect(() => setSecure(isSecureContext), []);
  const add = async () => {
    setFailed(false);
    const options = await postJson("/me/passkeys/options", {});
    // A page instead of options: he is to prove first who he is.
    if (options.redirected) return location.assign(options.url);
    const response = await startRegistration({ optionsJSON: await options.json() }).catch(() => undefined);
    if (response === undefined) return;
    const answer = await postJson("/me/passkeys", { response });
    if (answer.ok && !answer.redirected) location.assign((await answer.json()).goTo);
    else setFailed(true);
  };
  return (
    <>
      {failed && <p class="told bad" role="alert">{words.failed}</p>}
      {!isSecure && <p class="hint soft">{words.insecure}</p>}
      <p>
        <button class="button" type="button" disabled={!isSecure} onClick={() => void add()}>
          <Icon name="key-round" />
          {words.add}
        </button>
      </p>
    </>
  );
}
