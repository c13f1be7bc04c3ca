import type { VNode } from "preact";
import { actsOf, type CallerState } from "../console/mod.ts";
import type { OperatorCall } from "../live/mod.ts";
import type { OperatorWords } from "../words/mod.ts";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";
import { clockOf } from "./time.ts";

const KIND: Readonly<Record<CallerState, string>> = {
  ringing: "warn",
  calling: "",
  talking: "good",
  held: "accent",
  announcing: "accent",
  three: "good",
  queued: "warn",
  parked: "accent",
};

/** What a caller is called. */
export function whoIs(
  { name, shown, number }: Pick<OperatorCall, "name" | "number" | "shown">,
  words: OperatorWords,
): string {
  return name ?? shown ?? number ?? words.hidden;
}

/** How many wait, and where. */
export function OperatorCounts(
  { calls, words }: { readonly calls: readonly OperatorCall[]; readonly words: OperatorWords },
): VNode {
  const count = (state: CallerState): number => calls.filter((call) => call.state === state).length;
  return (
    <div role="status">
      <ul class="counts bare-list">
        {(["ringing", "queued", "parked", "held"] as const).map((state) => (
          <li key={state} data-callers-in={state} class={count(state) > 0 ? "some" : ""}>
            <b>{count(state)}</b> {words.counts[state]}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface CallsParts {
  readonly calls: readonly OperatorCall[];
  /** The leg of the chosen one. */
  readonly chosen: string | undefined;
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: OperatorWords;
  readonly onChoose: (leg: string) => void;
}

/** Who rings, talks and waits: one of them is chosen, and may be dragged on to a person. */
export function OperatorCalls({ calls, chosen, now, words, onChoose }: CallsParts): VNode {
  return (
    <section class="card" aria-labelledby="callers-title">
      <header>
        <Icon name="phone-incoming" />
        <h2 id="callers-title">{words.callers}</h2>
        <span class="soft" data-callers={calls.length}>{calls.length}</span>
      </header>
      {calls.length === 0 ? <Empty icon="phone" title={words.none} text={words.noneText} /> : (
        <div
          class="callers"
          role="listbox"
          tabindex={0}
          aria-labelledby="callers-title"
          {...calls.some(({ leg }) => leg === chosen) ? { "aria-activedescendant": `call-${chosen}` } : {}}
        >
          {calls.map((call) => (
            <div
              class="caller"
              key={call.leg}
              id={`call-${call.leg}`}
              role="option"
              aria-selected={call.leg === chosen}
              draggable={actsOf(call.state).some((act) => act === "transfer" || act === "park")}
              data-leg={call.leg}
              data-state={call.state}
              onClick={() => onChoose(call.leg)}
              onDragStart={(event) => event.dataTransfer?.setData("text/plain", call.leg)}
            >
              <span class="name">
                <b>{whoIs(call, words)}</b>{" "}
                {call.name !== undefined && <span class="number soft">{call.shown ?? call.number}</span>}
              </span>
              <span class="clock number">{clockOf(now - call.at)}</span>
              <span class="tags">
                <span class={`tag ${KIND[call.state]}`}>{words.states[call.state]}</span>
                {call.isVip === true && (
                  <span class="tag vip">
                    <Icon name="star" />
                    {words.vip}
                  </span>
                )}
                <span class="soft">{detailOf(call, words)}</span>
              </span>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function detailOf({ company, queue, announcedTo }: OperatorCall, words: OperatorWords): string {
  const announced = announcedTo === undefined ? undefined : `${words.asksAt} ${announcedTo}`;
  return [announced, queue, company].filter((text) => text !== undefined).join(" · ");
}
