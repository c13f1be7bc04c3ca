import type { VNode } from "preact";
import { fileDecides } from "../../health/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { certificatePage } from "./certificate.tsx";

/** A chain and its key are a few kilobytes. */
const MOST_CHARACTERS = 200_000;

/** The owner's own certificate, in files or pasted. */
export const certificateBring: Route = {
  path: "/settings/certificate/bring",
  needs: "change-office",
  wantsProof: true,
  get: (visit) => bringPage(visit, undefined),
  post: async (visit, form) => {
    const { words, world, account, from } = visit;
    if (fileDecides(world.box)) return { goTo: "/settings/certificate" };
    const files = form.getAll("files").filter((file) => file instanceof File);
    const pem = [textOf(form, "pem"), ...await Promise.all(files.map((file) => file.text()))].join("\n").slice(
      0,
      MOST_CHARACTERS,
    );
    const brought = await world.box.certificates.bring(pem);
    if (!brought.ok) {
      const { code, what, text } = brought.fault;
      return bringPage(visit, words.certificate.fault(code, what) ?? text);
    }
    const { subject, fingerprint } = brought.value;
    await world.signIn.note("certificate.brought", {
      who: account.name,
      address: from.address,
      facts: { subject, fingerprint },
    });
    return certificatePage(visit, words.certificate.brought(subject));
  },
};

/** Back to the box's own. */
export const certificateForget: Route = {
  path: "/settings/certificate/forget",
  needs: "change-office",
  wantsProof: true,
  post: async ({ world, account, from }): Promise<Answer> => {
    await world.box.certificates.forget();
    await world.signIn.note("certificate.forgotten", { who: account.name, address: from.address, facts: {} });
    return { goTo: "/settings/certificate" };
  },
};

function bringPage(visit: SignedVisit, fault: string | undefined): Answer {
  const title = visit.words.certificate.bring;
  if (fileDecides(visit.world.box)) return { goTo: "/settings/certificate" };
  return { title, page: <Bring visit={visit} fault={fault} />, status: fault === undefined ? 200 : 422 };
}

/** What was pasted is not shown again: it has a key in it. */
function Bring({ visit, fault }: { readonly visit: SignedVisit; readonly fault: string | undefined }): VNode {
  const { words: { certificate: words }, from } = visit;
  return (
    <>
      <header class="head">
        <h1>{words.bring}</h1>
      </header>
      <form
        class="card padded narrow"
        method="post"
        action="/settings/certificate/bring"
        encType="multipart/form-data"
      >
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        {!from.secure && <Told kind="warn">{words.inPlain}</Told>}
        <p class="soft">{words.bringText}</p>
        <div class="field">
          <label for="files">{words.files}</label>
          <input id="files" name="files" type="file" multiple accept=".pem,.crt,.cer,.key" />
        </div>
        <div class="field">
          <label for="pem">{words.pasted}</label>
          <textarea id="pem" name="pem" rows={8} class="number" spellcheck={false} autocomplete="off" />
        </div>
        <p>
          <button class="button first" type="submit">{words.serve}</button>
        </p>
      </form>
    </>
  );
}
