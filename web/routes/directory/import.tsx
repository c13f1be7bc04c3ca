import { Progress } from "../../islands/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { ImportPreview } from "./import_preview.tsx";
import { duplicatesIn, isAnother, wishIn } from "./import_wish.ts";

/** Cards with pictures are large. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Where a file is brought. */
export const directoryImport: Route = {
  path: "/directory/import",
  needs: "keep-contacts",
  mostBytes: MOST_BYTES,
  get: (visit) => choosing(visit),
  post: async (visit, form) => {
    const { world, account } = visit;
    const file = form.get("file");
    if (!(file instanceof File) || file.size === 0) return choosing(visit, visit.words.directory.failed);
    const octets = new Uint8Array(await file.arrayBuffer());
    const draft = world.contacts.begin({ octets, name: file.name.slice(0, 100), who: account.name });
    return { goTo: `/directory/import/${draft.id}` };
  },
};

/** What was read of it: shown, mended, read again; then put into the book, or dropped. */
export const directoryImported: Route = {
  path: "/directory/import/:draft",
  needs: "keep-contacts",
  get: async (visit) => {
    const draft = draftOf(visit);
    if (draft === undefined) return gone(visit);
    if (draft.state === "reading") return reading(visit, draft.file);
    return await preview(visit);
  },
  post: async (visit, form) => {
    const { world, account, from, words: { directory: words } } = visit;
    const draft = draftOf(visit);
    if (draft === undefined) return gone(visit);
    const doing = textOf(form, "do");
    if (doing === "drop") {
      world.contacts.drop(draft);
      return { goTo: "/directory" };
    }
    const duplicates = duplicatesIn(form);
    const wish = wishIn(form, draft);
    if (draft.state === "read" && (doing !== "import" || isAnother(wish, draft))) {
      await world.contacts.readAgain(draft, wish);
      // Nobody imports what he has not seen.
      return await preview(visit, doing === "import" ? words.changedSince : undefined, form);
    }
    if (draft.state !== "read" || draft.contacts.length === 0) return await preview(visit);
    const { added, changed, skipped } = await world.contacts.confirm(draft, duplicates);
    const facts = { file: draft.file, added, changed, skipped };
    await world.signIn.note("contacts.imported", { who: account.name, address: from.address, facts });
    return { goTo: "/directory" };
  },
};

/** How far it is read, for the page that waits. */
export const directoryImportFar: Route = {
  path: "/directory/import/:draft/far",
  needs: "keep-contacts",
  get: (visit) => {
    const draft = draftOf(visit);
    if (draft === undefined) return new Response(null, { status: 404 });
    const rows = draft.head?.rows;
    const far = { isOver: draft.state !== "reading", done: draft.done ?? 0, ...rows === undefined ? {} : { rows } };
    return Response.json(far, { headers: { "cache-control": "no-store" } });
  },
};

function draftOf({ world, account, params }: SignedVisit) {
  return world.contacts.draft(params["draft"] ?? "", account.name);
}

function gone(visit: SignedVisit): Answer {
  return choosing(visit, visit.words.directory.gone, 404);
}

function choosing({ words: { directory: words } }: SignedVisit, fault?: string, status: number = 422): Answer {
  return {
    title: words.import,
    status: fault === undefined ? 200 : status,
    page: (
      <>
        <p>
          <a href="/directory">{words.back}</a>
        </p>
        <header class="head">
          <h1>{words.import}</h1>
        </header>
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        <form class="card padded narrow" method="post" action="/directory/import" encType="multipart/form-data">
          <p class="soft">{words.importIntro}</p>
          <div class="field">
            <label for="file">{words.file}</label>
            <input
              id="file"
              name="file"
              type="file"
              accept=".csv,.vcf,.txt,text/csv,text/vcard"
              required
              aria-describedby="file-hint"
            />
            <span class="hint" id="file-hint">{words.fileHint}</span>
          </div>
          <p>
            <button class="button first" type="submit">{words.read}</button>
          </p>
        </form>
      </>
    ),
  };
}

function reading({ words: { directory: words }, url }: SignedVisit, file: string): Answer {
  return {
    title: words.import,
    page: (
      <section class="card padded narrow">
        <h1>{words.reading(file)}</h1>
        <Progress again={`${url.pathname}/far`} title={words.reading(file)} />
        <p>
          <a href={url.pathname}>{words.lookAgain}</a>
        </p>
      </section>
    ),
  };
}

async function preview(visit: SignedVisit, told?: string, form?: FormData): Promise<Answer> {
  const { words: { directory: words }, world } = visit;
  const draft = draftOf(visit);
  if (draft === undefined) return gone(visit);
  if (draft.state === "failed" || draft.contacts.length + draft.faulty === 0) {
    world.contacts.drop(draft);
    return choosing(visit, `${words.failed} ${words.failedText}`);
  }
  const duplicates = form === undefined ? "merge" : duplicatesIn(form);
  const { added, changed, same } = await world.contacts.plan(draft, duplicates);
  return {
    title: `${words.import}: ${draft.file}`,
    page: <ImportPreview {...{ visit, draft, duplicates, told }} plan={{ added, changed, same }} />,
  };
}
