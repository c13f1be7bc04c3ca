import type { VNode } from "preact";
import type { Value } from "../../../features/reports/mod.ts";
import { sayValue } from "../../parts/mod.ts";
import type { DeskLanguage } from "../../words/mod.ts";

/** Some of a whole. */
export interface ShareLine {
  readonly said: string;
  /** What else there is to say of it. */
  readonly more?: string;
  readonly count: Value;
  readonly share: Value;
  /** Where they are listed; undefined where they cannot be. */
  readonly list: string | undefined;
}

/** What a whole is made of, a line each, which leads to those that it counts. */
export function Shares({ title, lines, language }: {
  readonly title: string;
  readonly lines: readonly ShareLine[];
  readonly language: DeskLanguage;
}): VNode {
  return (
    <section class="card">
      <header>
        <h2>{title}</h2>
      </header>
      <div class="wide" tabindex={0} role="region" aria-label={title}>
        <table class="table">
          <tbody>
            {lines.map(({ said, more, count, share, list }, nth) => (
              <tr key={nth}>
                <td>
                  {list === undefined ? said : <a href={list}>{said}</a>}
                  {more !== undefined && <span class="soft">{more}</span>}
                </td>
                <td class="end">{sayValue(count, "count", language)}</td>
                <td class="end">{sayValue(share, "share", language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
