import type { VNode } from "preact";
import type { OperatorCall } from "../live/mod.ts";
import type { OperatorWords } from "../words/mod.ts";
import { Icon } from "./icon.tsx";
import { whoIs } from "./operator_calls.tsx";
import { clockOf } from "./time.ts";

interface SlotsParts {
  readonly slots: readonly string[];
  readonly calls: readonly OperatorCall[];
  /** The leg of the chosen call. */
  readonly chosen: string | undefined;
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: OperatorWords;
  readonly onFetch: (leg: string) => void;
  /** The call of this leg was dropped on a free slot. */
  readonly onDrop: (leg: string, slot: string) => void;
}

/** The parking slots: who waits there and for how long, to be fetched; a call may be dropped on a free one. */
export function OperatorSlots({ slots, calls, chosen, now, words, onFetch, onDrop }: SlotsParts): VNode {
  return (
    <section class="card" aria-labelledby="slots-title">
      <header>
        <Icon name="circle-parking" />
        <h2 id="slots-title">{words.slots}</h2>
      </header>
      <ul class="slots bare-list">
        {slots.map((slot) => {
          const call = calls.find((each) => each.slot === slot);
          return call === undefined
            ? (
              <li
                key={slot}
                data-slot={slot}
                onDragOver={(event) => event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault();
                  onDrop(event.dataTransfer?.getData("text/plain") ?? "", slot);
                }}
              >
                <span class="number">{slot}</span> <span class="soft">{words.free}</span>
              </li>
            )
            : (
              <li key={slot} data-slot={slot} data-taken class={call.leg === chosen ? "chosen" : ""}>
                <span class="number">{slot}</span>
                <span class="name">{whoIs(call, words)}</span>
                <span class="number soft">{clockOf(now - call.at)}</span>
                <button class="button small" type="button" onClick={() => onFetch(call.leg)}>
                  {words.taken}
                  <span class="only-heard">{` ${words.slot} ${slot}`}</span>
                </button>
              </li>
            );
        })}
      </ul>
    </section>
  );
}
