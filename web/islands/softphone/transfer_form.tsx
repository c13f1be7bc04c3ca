import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { dialable } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";

export interface TransferFormParts {
  readonly words: SoftphoneWords;
  readonly onTransfer: (number: string) => void;
  readonly onAsk: (number: string) => void;
  readonly onCancel: () => void;
}

/** Where a call is to go: at once (Enter), or after the other was asked. Escape leaves it where it is. */
export function TransferForm({ words, onTransfer, onAsk, onCancel }: TransferFormParts): VNode {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const number = () => dialable(field.current?.value ?? "");
  return (
    <form
      class="transfer"
      onSubmit={(event) => {
        event.preventDefault();
        onTransfer(number());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <label>
        <span>{words.transferTo}</span>
        <input ref={field} class="input" type="tel" name="transfer" list="people" autocomplete="off" required />
      </label>
      <button class="button small first" type="submit">{words.transferNow}</button>
      <button class="button small" type="button" onClick={() => number() !== "" && onAsk(number())}>
        {words.askFirst}
      </button>
      <button class="button small bare" type="button" onClick={onCancel}>{words.cancel}</button>
    </form>
  );
}
