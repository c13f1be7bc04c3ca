import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../parts/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
const LETTERS: Readonly<Record<string, string>> = {
  "2": "ABC",
  "3": "DEF",
  "4": "GHI",
  "5": "JKL",
  "6": "MNO",
  "7": "PQRS",
  "8": "TUV",
  "9": "WXYZ",
  "0": "+",
};

export interface DialerParts {
  readonly written: string;
  readonly canCall: boolean;
  readonly words: SoftphoneWords;
  readonly onWrite: (text: string) => void;
  readonly onKey: (key: string) => void;
  readonly onCall: () => void;
}

/** The field for a number or a name, and the keys below it. */
export function Dialer({ written, canCall, words, onWrite, onKey, onCall }: DialerParts): VNode {
  const field = useRef<HTMLInputElement>(null);
  // Whoever came here to call somebody has only to press Enter.
  useEffect(() => {
    if (written !== "") field.current?.focus();
  }, []);
  return (
    <form
      class="dialer"
      onSubmit={(event) => {
        event.preventDefault();
        onCall();
      }}
    >
      <div class="dialled">
        <label class="only-heard" for="dialled">{words.number}</label>
        <input
          id="dialled"
          ref={field}
          class="input"
          name="number"
          inputMode="tel"
          autocomplete="off"
          spellcheck={false}
          placeholder={words.number}
          aria-describedby="dialled-hint"
          value={written}
          onInput={({ currentTarget: { value } }) => onWrite(value)}
        />
        <button class="button first" type="submit" disabled={!canCall}>
          <Icon name="phone" />
          {words.call}
        </button>
      </div>
      <span class="soft hint" id="dialled-hint">{words.numberHint}</span>
      <div class="keypad" role="group" aria-label={words.keypad}>
        {KEYS.map((key) => (
          <button
            class="button"
            type="button"
            key={key}
            onClick={() => onKey(key)}
          >
            <b>{key}</b>
            <span class="soft" aria-hidden="true">{LETTERS[key]}</span>
          </button>
        ))}
      </div>
    </form>
  );
}
