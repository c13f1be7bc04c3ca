import type { VNode } from "preact";
import { API_SCOPES } from "../../core/store/mod.ts";
import { addKey, keyFacts, type KeyRefused, removeKey } from "../keys/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../page/mod.ts";
import { Empty, Field, Icon, Moment, Told } from "../parts/mod.ts";

/** The keys with which programs ask the box over REST. */
export const keys: Route = {
  path: "/keys",
  needs: "change-people",
  wantsProof: true,
  get: (visit) => page(visit, {}),
  post: async (visit, form) => {
    const { world, account, from } = visit;
    const name = textOf(form, "name").trim();
    const scopes = API_SCOPES.filter((scope) => form.getAll("scope").includes(scope));
    const extensions = textOf(form, "extensions").split(/[\s,;]+/).filter((each) => each !== "");
    const wish = { name, scopes, extensions };
    const made = await addKey(world, wish, { who: account.name, key: undefined });
    if ("refused" in made) {
      return page(visit, { fault: refusalIn(visit, made), name, scopes, extensions: extensions.join(", ") });
    }
    await world.signIn.note("key.added", { who: account.name, address: from.address, facts: keyFacts(wish) });
    return page(visit, { made: made.key });
  },
};

export const keyRemove: Route = {
  path: "/keys/remove",
  needs: "change-people",
  wantsProof: true,
  post: async ({ world, account, from }, form): Promise<Answer> => {
    const name = textOf(form, "name");
    const refused = await removeKey(world, name, { who: account.name, key: undefined });
    if (refused === undefined) {
      await world.signIn.note("key.removed", { who: account.name, address: from.address, facts: { key: name } });
    }
    return { goTo: "/keys" };
  },
};

/** What is wrong with what was typed: people at the desk give whatever there is. */
function refusalIn({ words: { keys: words } }: SignedVisit, outcome: KeyRefused): string {
  switch (outcome.refused) {
    case "no-such":
      return `${words.noExtension} "${outcome.extension}".`;
    case "taken":
      return words.taken;
    default:
      return words.wanting;
  }
}

interface Outcome {
  readonly fault?: string;
  /** What was typed. */
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly extensions?: string;
  /** Shown once. */
  readonly made?: string;
}

function page(visit: SignedVisit, outcome: Outcome): Answer {
  const status = outcome.fault === undefined ? 200 : 422;
  return { title: visit.words.keys.title, page: <Keys visit={visit} outcome={outcome} />, status };
}

function Keys({ visit, outcome }: { readonly visit: SignedVisit; readonly outcome: Outcome }): VNode {
  const { words: { keys: words, scopes: scopeWords, language }, world } = visit;
  const { timeZone } = world.directory().office;
  const all = world.keys.all();
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
        <a class="button" href="/api/v1/docs">
          <Icon name="book-user" />
          {words.docs}
        </a>
      </header>
      <p class="soft">
        {words.intro} <a href="/api/v1/docs#click-to-call">{words.click}</a>
      </p>
      {outcome.made !== undefined && (
        <Told kind="good">
          <div>
            <b>{words.made}</b>
            <p class="number" data-secret>{outcome.made}</p>
          </div>
        </Told>
      )}
      {outcome.fault !== undefined && <Told kind="bad">{outcome.fault}</Told>}
      <section class="card wide" tabindex={0} aria-label={words.title}>
        {all.length === 0 ? <Empty text={words.none} /> : (
          <table class="table stacks named">
            <tbody>
              {all.map(({ name, scopes, extensions, createdAt, createdBy }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <span class="number">{scopes.join(", ")}</span>
                    <span class="soft below">
                      {extensions === undefined ? words.everybody : `${words.only} ${extensions.join(", ")}`}
                    </span>
                  </td>
                  <td class="soft">
                    {createdBy}, <Moment at={createdAt} timeZone={timeZone} language={language} />
                  </td>
                  <td class="end">
                    <form method="post" action="/keys/remove">
                      <input type="hidden" name="name" value={name} />
                      <button class="button small danger" type="submit">{words.remove}</button>
                    </form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <form class="card padded narrow" method="post" action="/keys">
        <h2>{words.add}</h2>
        <Field name="name" label={words.name} hint={words.nameHint} value={outcome.name ?? ""} required />
        <fieldset class="checks rows">
          <legend>{words.scopes}</legend>
          {API_SCOPES.map((scope) => (
            <label key={scope}>
              <input type="checkbox" name="scope" value={scope} checked={outcome.scopes?.includes(scope)} />
              <span>
                {scopeWords[scope]} <span class="number soft">{scope}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          name="extensions"
          label={words.extensions}
          hint={words.extensionsHint}
          value={outcome.extensions ?? ""}
        />
        <p>
          <button class="button first" type="submit">{words.add}</button>
        </p>
      </form>
    </>
  );
}
