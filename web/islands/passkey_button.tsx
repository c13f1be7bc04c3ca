import { startAuthentication } from "@simplewebauthn/browser";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";
import { postJson } from "./post_json.ts";

export interface PasskeyButtonProps {
  readonly words: { readonly passkey: string; readonly passkeyFailed: string };
  /** Whom a passkey is shown, and where he says what is to be signed: `/sign-in/passkey`. */
  readonly to: string;
  readonly back: string;
  /** The form that is sent once it was good, by its id; undefined: he goes back. */
  readonly sends?: string;
}

/** Shows the box a passkey, where the browser can: it wants HTTPS, or this very machine. */
export default function PasskeyButton({ words, to, back, sends }: PasskeyButtonProps): VNode {
  const [can, setCan] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => setCan(isSecureContext && "PublicKeyCredential" in globalThis), []);
  const show = async () => {
    setFailed(false);
    const optionsJSON = await postJson(`${to}/options`, {});
    // A page instead of options: he is not signed in any more.
    if (optionsJSON.redirected) return location.assign(optionsJSON.url);
    // Whoever closes the browser's window has changed his mind: nothing to tell.
    const response = await startAuthentication({ optionsJSON: await optionsJSON.json() }).catch(() => undefined);
    if (response === undefined) return;
    const answer = await postJson(to, { response, back });
    if (!answer.ok) return setFailed(true);
    const form = sends === undefined ? null : document.getElementById(sends);
    // Not as by its button: what else could be typed there is not wanted any more.
    if (form instanceof HTMLFormElement) form.submit();
    else location.assign((await answer.json()).goTo);
  };
  return (
    <div class="form" hidden={!can}>
      {failed && <p class="told bad" role="alert">{words.passkeyFailed}</p>}
      <button class="button" type="button" onClick={() => void show()}>
        <Icon name="key-round" />
        {words.passkey}
      </button>
    </div>
  );
}
