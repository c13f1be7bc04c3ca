import { startAuthentication } from "@simplewebauthn/browser";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";
import { postJson } from "./post_json.ts";

export interface PasskeyButtonProps {
  readonly words: { readonly passkey: string; readonly passkeyFailed: string };
  readonly back: string;
}

/** Signs in with a passkey, where the browser can: it wants HTTPS, or this very machine. */
export default function PasskeyButton({ words, back }: PasskeyButtonProps): VNode {
  const [can, setCan] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => setCan(isSecureContext && "PublicKeyCredential" in globalThis), []);
  const signIn = async () => {
    setFailed(false);
    const optionsJSON = await postJson("/sign-in/passkey/options", {});
    // Whoever closes the browser's window has changed his mind: nothing to tell.
    const response = await startAuthentication({ optionsJSON: await optionsJSON.json() }).catch(() => undefined);
    if (response === undefined) return;
    const answer = await postJson("/sign-in/passkey", { response, back });
    if (answer.ok) location.assign((await answer.json()).goTo);
    else setFailed(true);
  };
  return (
    <div class="form" hidden={!can}>
      {failed && <p class="told bad" role="alert">{words.passkeyFailed}</p>}
      <button class="button" type="button" onClick={() => void signIn()}>
        <Icon name="key-round" />
        {words.passkey}
      </button>
    </div>
  );
}
