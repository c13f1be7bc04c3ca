import type { ComponentChildren, VNode } from "preact";
import { CALL_ENDS } from "../../../core/record/mod.ts";
import { DIRECTIONS } from "../../calls/mod.ts";
import { Choice } from "../../parts/mod.ts";
import type { Words } from "../../words/mod.ts";

export const ARROWS = { in: "phone-incoming", out: "phone-outgoing", internal: "phone" } as const;
/** The colour of how a call ended. */
export const KINDS: Readonly<Record<(typeof CALL_ENDS)[number], "good" | "warn" | "bad" | "">> = {
  ...{ answered: "good", abandoned: "warn", lost: "bad", message: "good", unreached: "", void: "" },
};

interface Said {
  readonly words: Words["calls"];
}

/** Which way calls went, and how they ended. */
export function WaysAndEnds({ words, asked }: Said & { readonly asked: URLSearchParams }): VNode {
  const value = (name: string) => asked.get(name) ?? "";
  return (
    <>
      <Choice
        name="direction"
        label={words.direction}
        value={value("direction")}
        options={[
          ["", words.anyDirection],
          ...DIRECTIONS.map((each) => [each, words.directions[each]] as const),
          ["outside", words.together.outside],
        ]}
      />
      <Choice
        name="outcome"
        label={words.outcome}
        value={value("outcome")}
        options={[
          ["", words.anyOutcome],
          ...CALL_ENDS.map((each) => [each, words.outcomes[each]] as const),
          ["missed", words.together.missed],
          ["judged", words.together.judged],
        ]}
      />
    </>
  );
}

/** Calls that are over, a line each. */
export function CallTable({ words, count, children }: Said & {
  readonly count: number;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section class="card wide" data-calls={count}>
      <table class="table stacks calls past-calls">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col" class="end">{words.talked}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
