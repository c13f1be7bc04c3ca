import type { VNode } from "preact";
import type { ExaminedThing } from "../../page/mod.ts";
import type { HealthWords } from "../../words/mod.ts";

const KIND = { ok: "good", warn: "warn", bad: "bad" } as const;
/** What is worst stands first. */
const WEIGHT = { bad: 0, warn: 1, ok: 2 } as const;

/** Where one sees to it, where that is on the desk. */
const PLACES: Readonly<Record<string, string>> = { smtp: "/settings/mail", webhooks: "/office/webhooks" };

interface FindingsParts {
  readonly words: HealthWords;
  readonly findings: readonly ExaminedThing[];
}

/** What the doctor found. */
export function Findings({ words, findings }: FindingsParts): VNode {
  return (
    <ul class="findings">
      {findings.toSorted((one, other) => WEIGHT[one.verdict] - WEIGHT[other.verdict]).map((
        { about, verdict, text, advice },
      ) => (
        <li key={about + text}>
          <span class={`tag ${KIND[verdict]}`}>{words.verdicts[verdict]}</span>
          <div>
            <b>{words.about[about] ?? about}</b>{" "}
            {words.about[about] !== undefined && <span class="number soft">{about}</span>}
            <p>{PLACES[about] === undefined ? text : <a href={PLACES[about]}>{text}</a>}</p>
            {advice !== undefined && <p class="soft">{advice}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
