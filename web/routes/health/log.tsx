import type { VNode } from "preact";
import { type Level, LEVELS } from "../../health/mod.ts";
import type { LoggedLine, SignedVisit } from "../../page/mod.ts";
import { dateFormat, Empty, Icon } from "../../parts/mod.ts";

const KIND = { debug: "", info: "", warn: "warn", error: "bad" } as const;
interface LogParts {
  readonly visit: SignedVisit;
  readonly lines: readonly LoggedLine[];
  readonly level: Level;
}

/** The last lines of the log, newest first. */
export function Log({ visit, lines, level: wanted }: LogParts): VNode {
  const { words: { health: words, language }, world } = visit;
  const { timeZone } = world.directory().office;
  const hour = dateFormat(language, { timeStyle: "medium", timeZone });
  return (
    <section class="card" id="log">
      <header class="log-head">
        <h2>{words.log}</h2>
        <nav class="row tight start" aria-label={words.levels}>
          {LEVELS.map((level) => (
            <a
              class="button small"
              key={level}
              href={`/health?level=${level}#log`}
              {...level === wanted ? { "aria-current": "true" } : {}}
            >
              {words.fromLevel[level]}
            </a>
          ))}
          <a class="button small" href={`/health/log?level=${wanted}`}>
            <Icon name="download" />
            {words.download}
          </a>
        </nav>
      </header>
      {lines.length === 0
        ? <Empty text={words.noLog} />
        : (
          <div class="wide log" tabindex={0} role="region" aria-label={words.log}>
            <table class="table">
              <tbody>
                {lines.toReversed().map(({ at, level, text, facts }, nth) => (
                  <tr key={nth}>
                    <td class="number">
                      <time datetime={new Date(at).toISOString()}>{hour.format(new Date(at))}</time>
                    </td>
                    <td>
                      <span class={`tag ${KIND[level]}`}>{level}</span>
                    </td>
                    <td>
                      {text} <span class="soft number">{said(facts)}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}

function said(facts: LoggedLine["facts"]): string {
  return Object.entries(facts ?? {}).flatMap(([name, value]) => value === undefined ? [] : [`${name}=${value}`])
    .join(" ");
}
