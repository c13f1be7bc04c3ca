import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { Empty } from "./empty.tsx";
import { troubleIn } from "./trouble_in.ts";
import { Icon } from "./icon.tsx";

const KIND = { up: "good", starting: "warn", down: "bad" } as const;

/** The lines outside: whether they stand, and how full they are. */
export function LiveTrunks(
  { trunks, words }: { readonly trunks: Snapshot["trunks"]; readonly words: NowWords },
): VNode {
  return (
    <section class="card" aria-labelledby="trunks-title">
      <header>
        <Icon name="network" />
        <h2 id="trunks-title">{words.trunks}</h2>
      </header>
      {trunks.length === 0 ? <Empty text={words.noTrunks} /> : (
        <table class="table">
          <tbody>
            {trunks.map(({ name, state, calls, channels, why }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="soft">{calls} / {channels}</td>
                <td class="end">
                  <span class={`tag ${KIND[state]}`} title={troubleIn(why, words.trouble)}>{words[state]}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
