import type { VNode } from "preact";
import { DirectoryLive } from "../../islands/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { type ContactPage, Icon, Moment, Told } from "../../parts/mod.ts";
import { ChangeTold, RemovedLately } from "./changes.tsx";
import { keepsBook, readerOf, rowOf } from "./reader.ts";

const PAGE = 100;
const LONGEST_QUESTION = 200;

/** The phone book. */
export const directory: Route = {
  path: "/directory",
  needs: "own",
  get: (visit) => ({ title: visit.words.nav.directory, page: <Directory visit={visit} /> }),
};

/** The same as JSON, for whoever types. */
export const directoryList: Route = {
  path: "/directory/list",
  needs: "own",
  get: (visit) => Response.json(pageOf(visit), { headers: { "cache-control": "no-store" } }),
};

/** Takes the last import back. */
export const directoryUndo: Route = {
  path: "/directory/undo",
  needs: "keep-contacts",
  post: async (visit) => {
    const { world, account, from, words: { nav, directory: words } } = visit;
    const undone = await world.contacts.undoImport();
    if (undone === undefined) return { goTo: "/directory" };
    await world.signIn.note("contacts.import-undone", { who: account.name, address: from.address, facts: undone });
    const { removed, restored, spared } = undone;
    const told = <Told kind="good">{words.undone(removed, restored, spared)}</Told>;
    return { title: nav.directory, page: <Directory visit={visit} told={told} /> };
  },
};

function questionOf({ url }: Pick<SignedVisit, "url">): string {
  return (url.searchParams.get("q") ?? "").trim().slice(0, LONGEST_QUESTION);
}

function pageOf(visit: SignedVisit): ContactPage {
  const { world, url } = visit;
  const q = questionOf(visit);
  const asked = Number(url.searchParams.get("from") ?? 0);
  const from = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  const found = world.contacts.find(q, readerOf(visit));
  const { country } = world.directory().office;
  const rows = found.slice(from, from + PAGE).map((entry) => rowOf(entry, country));
  const next = new URLSearchParams({ ...q === "" ? {} : { q }, from: String(from + PAGE) });
  return { rows, total: found.length, ...from + PAGE < found.length ? { more: next.toString() } : {} };
}

function Directory({ visit, told }: { readonly visit: SignedVisit; readonly told?: VNode }): VNode {
  const { words: { directory: words, nav }, account } = visit;
  return (
    <>
      <header class="head">
        <h1>{nav.directory}</h1>
        <span class="row">
          {keepsBook(visit) && (
            <>
              <a class="button" href="/directory/import">
                <Icon name="upload" />
                {words.import}
              </a>
              <details class="menu">
                <summary class="button">
                  <Icon name="download" />
                  {words.export}
                </summary>
                <span class="choices">
                  <a href="/directory/export.csv" download>{words.exportCsv}</a>
                  <a href="/directory/export.vcf" download>{words.exportVcard}</a>
                </span>
              </details>
            </>
          )}
          {(keepsBook(visit) || account.extension !== undefined) && (
            <a class="button first" href="/directory/+">
              <Icon name="plus" />
              {words.add}
            </a>
          )}
        </span>
      </header>
      {told ?? <ChangeTold visit={visit} change={visit.url.searchParams.get("removed")} text={words.removed} />}
      {keepsBook(visit) && <LastImport visit={visit} />}
      <DirectoryLive page={pageOf(visit)} q={questionOf(visit)} words={words.list} />
      <RemovedLately visit={visit} />
    </>
  );
}

/** What was imported last, and how it is taken back. */
function LastImport({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { words: { directory: words, language }, world } = visit;
  const last = world.contacts.lastImport;
  if (last === undefined) return null;
  const { file, who, at, added, changed } = last;
  return (
    <form class="told row" method="post" action="/directory/undo" data-last-import>
      <span>
        {words.imported(file, added, changed)}{" "}
        <span class="soft">
          {who}, <Moment at={at} timeZone={world.directory().office.timeZone} language={language} />
        </span>
      </span>
      <button class="button small" type="submit">
        <Icon name="undo-2" />
        {words.undo}
      </button>
    </form>
  );
}
