import type { VNode } from "preact";
import { htmlOf, type Route, type Visit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import type { Words } from "../../words/mod.ts";
import { Code } from "./code.tsx";
import { type Ask, groupsOf, type OpenApi } from "./openapi.ts";
import { Operation } from "./operation.tsx";

/** What programs can ask of the box: made of what the interface says of itself, so that it is never out of date. */
export const docs: Route = {
  path: "/api/v1/docs",
  needs: "nobody",
  get: async (visit) => ({
    title: visit.words.docs.title,
    page: <div class="docs" dangerouslySetInnerHTML={{ __html: await written(visit) }} />,
  }),
};

/** What was written last, by language: half a megabyte that changes with the program alone, for whoever asks. */
const lastOf = new WeakMap<Visit["world"], Map<string, { readonly site: string; readonly html: string }>>();

async function written({ world, words, url: { origin: site } }: Visit): Promise<string> {
  const last = lastOf.getOrInsertComputed(world, () => new Map());
  const kept = last.get(words.language);
  if (kept?.site === site) return kept.html;
  const html = htmlOf(<Docs words={words} site={site} api={await world.openapi() as OpenApi} />);
  last.set(words.language, { site, html });
  return html;
}

interface DocsParts {
  readonly words: Words;
  /** `http://192.0.2.1:5080` */
  readonly site: string;
  readonly api: OpenApi;
}

function Docs({ words: all, site, api }: DocsParts): VNode {
  const { docs: words } = all;
  const groups = [...groupsOf(api)];
  const named = (group: string) => words.groups[group] ?? group;
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
        <a class="button" href="/api/v1/openapi.json">
          <Icon name="download" />
          {words.document}
        </a>
      </header>
      <section class="card padded">
        <p>
          {words.intro} <code>{site}/api/v1</code>
        </p>
        <p>{words.keyText}</p>
        <Code
          text={`export KEY=kontor_...\ncurl '${site}/api/v1/calls?limit=10' \\\n  -H "authorization: Bearer $KEY"`}
        />
        <p class="soft">{words.tokenText} {words.faultText}</p>
      </section>
      <section class="card padded" aria-labelledby="click-to-call">
        <h2 id="click-to-call">{words.clickTitle}</h2>
        <p>{words.clickText}</p>
        <Code text={`${site}/call?to={number}\n${site}/call?to=%2B40722000111`} />
        <p>{words.clickKeyText}</p>
        <Code
          text={`GET ${site}/api/v1/dial?from=101&to=%2B40722000111\nauthorization: Bearer kontor_...`}
        />
      </section>
      <nav class="card padded contents" aria-label={words.contents}>
        <ul>
          {groups.map(([group, asks]) => (
            <li key={group}>
              <a href={`#${group}`}>{named(group)}</a> <span class="soft">{asks.length}</span>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(([group, asks]) => (
        <section key={group} class="stack tight" aria-labelledby={group}>
          <h2 id={group}>{named(group)}</h2>
          {asks.map((ask: Ask) => (
            <Operation key={ask.operation.operationId} ask={ask} api={api} words={all} site={site} />
          ))}
        </section>
      ))}
    </>
  );
}
