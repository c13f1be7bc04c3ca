import { dateFormat } from "../../parts/mod.ts";
import type { VNode } from "preact";
import type { Examined, Route, SignedVisit } from "../../page/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { Findings } from "../health/findings.tsx";

/** By which zone the office goes, and whether the box's clock is right. */
export const time: Route = {
  path: "/settings/time",
  needs: "see-health",
  get: async (visit) => ({
    title: visit.words.box.pages.time,
    page: <Time visit={visit} examined={await visit.world.examine()} />,
  }),
};

function Time({ visit, examined }: { readonly visit: SignedVisit; readonly examined: Examined }): VNode {
  const { words: { box: words, language }, world, account } = visit;
  const { timeZone } = world.directory().office;
  const now = new Date(world.clock.wall());
  const said = dateFormat(language, { dateStyle: "full", timeStyle: "long", timeZone }).format(now);
  return (
    <>
      <header class="head">
        <h1>{words.pages.time}</h1>
      </header>
      <div class="columns">
        <section class="card padded">
          <h2>{words.zone}</h2>
          <dl class="facts">
            <dt>{words.zone}</dt>
            <dd>{timeZone}</dd>
            <dt>{words.now}</dt>
            <dd>
              <time datetime={now.toISOString()}>{said}</time>
            </dd>
          </dl>
          <p class="soft">{words.zoneText}</p>
          {mayDo(account, "change-office") && (
            <p>
              <a class="button" href="/office/office">{words.change}</a>
            </p>
          )}
        </section>
        <section class="card">
          <header>
            <h2>{words.clock}</h2>
          </header>
          <Findings
            words={visit.words.health}
            findings={examined.findings[language].filter(({ about }) => about === "clock")}
          />
          <p class="soft inset">{words.clockText}</p>
        </section>
      </div>
    </>
  );
}
