import type { VNode } from "preact";
import type { Route, Visit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { Code } from "./code.tsx";
import { type Ask, groupsOf, type OpenApi } from "./openapi.ts";
import { Operation } from "./operation.tsx";

/** What programs can ask of the box: made of what the interface says of itself, so that it is never out of date. */
export const docs: Route = {
  path: "/api/v1/docs",
  needs: "nobody",
  get: async (visit) => {
    const api = await visit.world.openapi() as OpenApi;
    return { title: visit.words.docs.title, page: <Docs visit={visit} api={api} /> };
  },
};

function Docs({ visit, api }: { readonly visit: Visit; readonly api: OpenApi }): VNode {
  const { words: { docs: words }, url } = visit;
  const groups = [...groupsOf(api)];
  const named = (group: string) => words.groups[group] ?? group;
  return (
    <div class="docs">
      <header class="head">
        <h1>{words.title}</h1>
        <a class="button" href="/api/v1/openapi.json">
          <Icon name="download" />
          {words.document}
        </a>
      </header>
      <section class="card padded">
        <p>
          {words.intro} <code>{url.origin}/api/v1</code>
        </p>
        <p>{words.keyText}</p>
        <Code
          text={`export KEY=kontor_...\ncurl '${url.origin}/api/v1/calls?limit=10' \\\n  -H "authorization: Bearer $KEY"`}
        />
        <p class="soft">{words.tokenText} {words.faultText}</p>
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
            <Operation key={ask.operation.operationId} ask={ask} api={api} words={visit.words} site={url.origin} />
          ))}
        </section>
      ))}
    </div>
  );
}
