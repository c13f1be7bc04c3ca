import type { VNode } from "preact";
import { type Act, actsOf, type KeyRow, KEYS } from "../console/mod.ts";
import type { OperatorCall } from "../live/mod.ts";
import type { OperatorWords } from "../words/mod.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon_names.ts";
import { whoIs } from "./operator_calls.tsx";

const ICON: Readonly<Record<Act | "dial", IconName>> = {
  answer: "phone",
  transfer: "phone-forwarded",
  announce: "phone-outgoing",
  connect: "check",
  "take-back": "undo-2",
  merge: "users",
  voicemail: "voicemail",
  hold: "pause",
  resume: "play",
  park: "circle-parking",
  fetch: "phone-incoming",
  "hang-up": "phone-off",
  dial: "phone",
};
const FIRST: readonly (Act | "dial")[] = ["answer", "transfer", "connect", "fetch", "dial"];

interface ActsParts {
  readonly call: OperatorCall | undefined;
  /** What whoever is chosen is called, or the number that was typed. */
  readonly target: string | undefined;
  readonly words: OperatorWords;
  /** Where the office has parking slots. */
  readonly canPark: boolean;
  /** Where the target has a mailbox; without a target, where anybody has. */
  readonly canLeave: boolean;
  readonly onAct: (act: Act | "dial") => void;
}

/** What can be done with the chosen call, and with whom. */
export function OperatorActs({ call, target, words, canPark, canLeave, onAct }: ActsParts): VNode {
  const acts: readonly (Act | "dial")[] = call !== undefined
    ? actsOf(call.state).filter((act) =>
      (act !== "answer" || call.canAnswer === true) && (act !== "park" || canPark) && (act !== "voicemail" || canLeave)
    )
    : target === undefined
    ? []
    : ["dial"];
  const [main] = acts.filter((act) => FIRST.includes(act));
  return (
    <section class="card padded acts" aria-label={words.actsTitle}>
      <p>
        <b>{call === undefined ? words.noCall : whoIs(call, words)}</b>
        {target !== undefined && (
          <>
            <Icon name="chevron-right" />
            <b data-target>{target}</b>
          </>
        )}
      </p>
      {acts.length === 0
        ? <p class="soft">{call === undefined ? words.noCallText : words.states[call.state]}</p>
        : (
          <div class="buttons">
            {acts.map((act) => (
              <button
                key={act}
                class={`button small ${act === main ? "first" : act === "hang-up" ? "danger" : ""}`}
                type="button"
                data-act={act}
                onClick={() => onAct(act)}
              >
                <Icon name={ICON[act]} />
                {words.acts[act]}
              </button>
            ))}
          </div>
        )}
    </section>
  );
}

/** Which key does what. */
export function OperatorKeys({ words }: { readonly words: OperatorWords }): VNode {
  return (
    <section class="card" aria-labelledby="keys-title">
      <header>
        <Icon name="keyboard" />
        <h2 id="keys-title">{words.keysTitle}</h2>
      </header>
      <dl class="facts keys">
        {(Object.keys(KEYS) as KeyRow[]).map((row) => (
          <div key={row}>
            <dt>{KEYS[row].map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{words.keys[row]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
