import type { VNode } from "preact";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Icon, Moment } from "../../parts/mod.ts";
import { goneFrom, seenAt } from "../../sign_in/mod.ts";

/** Who may sign in, and as what. */
export const accounts: Route = {
  path: "/accounts",
  needs: "change-people",
  get: (visit) => ({ title: visit.words.nav.accounts, page: <List visit={visit} /> }),
};

function List({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { accounts: words, nav, me, language }, world } = visit;
  const { timeZone } = world.directory().office;
  return (
    <>
      <header class="head">
        <h1>{nav.accounts}</h1>
        <a class="button first" href="/accounts/+">
          <Icon name="plus" />
          {words.add}
        </a>
      </header>
      <section class="card wide">
        <table class="table stacks named">
          <thead>
            <tr>
              <th scope="col">{words.fullName}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.extension}</th>
              <th scope="col">{words.secondFactor}</th>
              <th scope="col">{words.lastSeen}</th>
            </tr>
          </thead>
          <tbody>
            {world.accounts.all().map((account) => {
              const { name, fullName, role, extension = "", totp, passkeys } = account;
              const gone = goneFrom(world, account);
              const seen = seenAt(world, name);
              const hasMore = totp !== undefined || passkeys.length > 0;
              return (
                <tr key={name}>
                  <td>
                    <a href={`/accounts/${encodeURIComponent(name)}`}>{fullName}</a> <span class="soft">{name}</span>
                  </td>
                  <td data-label={words.role}>{me.roles[role]}</td>
                  <td data-label={words.extension}>
                    <span class="number">{extension}</span>
                    {gone.length > 0 && (
                      <>
                        {" "}
                        <span class="tag warn" data-gone>{words.gone(gone.map(({ value }) => value).join(", "))}</span>
                      </>
                    )}
                  </td>
                  <td data-label={words.secondFactor}>
                    <span class={`tag ${hasMore ? "good" : "warn"}`}>{hasMore ? words.yes : words.no}</span>
                  </td>
                  <td data-label={words.lastSeen}>
                    {seen > 0 && <Moment at={seen} timeZone={timeZone} language={language} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
