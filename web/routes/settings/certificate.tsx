import type { VNode } from "preact";
import type { AcmeStatus, CertificateStatus } from "../../../core/certificate/mod.ts";
import { addressOf } from "../../box/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Progress } from "../../islands/mod.ts";
import { Icon, Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

/** An authority takes its time. */
const ASKED_EVERY_MS = 2_000;

/** By what the box proves who it is, and how to have that trusted. */
export const certificate: Route = {
  path: "/settings/certificate",
  needs: "see-health",
  get: (visit) => certificatePage(visit, undefined),
};

/** Whether the authority is still being asked. */
export const certificateAsking: Route = {
  path: "/settings/certificate/asking",
  needs: "see-health",
  get: ({ world }) => {
    const isOver = world.box.certificates.status().acme?.isAsking !== true;
    return Response.json({ done: 0, isOver }, { headers: { "cache-control": "no-store" } });
  },
};

/** Asks the authority that gives certificates at once. */
export const certificateAsk: Route = {
  path: "/settings/certificate/ask",
  needs: "change-office",
  post: async ({ world, account, from }): Promise<Answer> => {
    world.box.certificates.askNow();
    await world.signIn.note("certificate.asked", { who: account.name, address: from.address, facts: {} });
    return { goTo: "/settings/certificate" };
  },
};

/** A new authority of the box's own: for names that came later, or because somebody got hold of the old one. */
export const certificateAuthority: Route = {
  path: "/settings/certificate/authority",
  needs: "change-office",
  wantsProof: true,
  post: async ({ world, account, from }): Promise<Answer> => {
    await world.box.certificates.replaceAuthority();
    await world.signIn.note("certificate.authority", { who: account.name, address: from.address, facts: {} });
    return { goTo: "/settings/certificate" };
  },
};

/** @param told what has just been done */
export function certificatePage(visit: SignedVisit, told: string | undefined): Answer {
  const { words, world } = visit;
  return {
    title: words.certificate.title,
    page: <Page visit={visit} status={world.box.certificates.status()} told={told} />,
  };
}

interface Parts {
  readonly visit: SignedVisit;
  readonly status: CertificateStatus;
}

function Page({ visit, status, told }: Parts & { readonly told: string | undefined }): VNode {
  const { words: { certificate: words }, world: { box } } = visit;
  const { source, fault, without, acme, root } = status;
  const trustAt = addressOf(box, "http", box.found() ?? visit.url.hostname);
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
      </header>
      {told !== undefined && <Told kind="good">{told}</Told>}
      {fault !== undefined && <Told kind="bad">{words.fault(fault.code, fault.what) ?? fault.text}</Told>}
      {without.length > 0 && <Told kind="warn">{words.without(without.join(", "))}</Told>}
      <div class="columns">
        <Shown visit={visit} status={status} />
        <div class="stack">
          {acme !== undefined && <Acme visit={visit} acme={acme} />}
          {root !== undefined && source === "own" && (
            <section class="card padded">
              <h2>{words.trust}</h2>
              <p>{words.trustText}</p>
              <p class="soft">{words.trustLimits}</p>
              <p class="row tight start">
                <a class="button first" href="/trust">
                  <Icon name="shield-check" />
                  {words.steps}
                </a>
                <a class="button" href="/trust/kontor.crt">
                  <Icon name="download" />
                  {words.download}
                </a>
              </p>
              <dl class="facts">
                {trustAt !== undefined && <dt class="whole">{words.trustAt}</dt>}
                {trustAt !== undefined && <dd class="number whole">{trustAt}/trust</dd>}
                <dt class="whole">{words.fingerprint}</dt>
                <dd class="number whole">{root.facts.fingerprint}</dd>
              </dl>
              {mayDo(visit.account, "change-office") && (
                <details>
                  <summary>{words.newAuthority}</summary>
                  <form class="form" method="post" action="/settings/certificate/authority">
                    <p class="soft">{words.newAuthorityText}</p>
                    <p>
                      <button class="button danger" type="submit">{words.newAuthority}</button>
                    </p>
                  </form>
                </details>
              )}
            </section>
          )}
          <Another visit={visit} status={status} />
        </div>
      </div>
    </>
  );
}

function Shown({ visit, status: { served, source, renewal } }: Parts): VNode {
  const { words: { certificate: words, language }, world } = visit;
  const { timeZone } = world.directory().office;
  if (served === undefined) {
    return (
      <section class="card padded">
        <h2>{words.shown}</h2>
        <p class="soft">{words.none}</p>
      </section>
    );
  }
  const moment = (at: number) => <Moment at={at} timeZone={timeZone} language={language} />;
  return (
    <section class="card padded">
      <h2>{words.shown}</h2>
      <dl class="facts">
        <dt>{words.source}</dt>
        <dd>{words.sources[source]}</dd>
        <dt>{words.names}</dt>
        <dd>
          <ul class="lines">{served.names.map((name) => <li class="number" key={name}>{name}</li>)}</ul>
        </dd>
        <dt>{words.by}</dt>
        <dd>{served.issuer}</dd>
        <dt>{words.from}</dt>
        <dd>{moment(served.notBefore)}</dd>
        <dt>{words.until}</dt>
        <dd>{moment(served.notAfter)}</dd>
        {renewal !== undefined && <dt>{words.renewed}</dt>}
        {renewal !== undefined && <dd>{moment(renewal)}</dd>}
        <dt class="whole">{words.fingerprint}</dt>
        <dd class="number whole">{served.fingerprint}</dd>
      </dl>
    </section>
  );
}

function Acme({ visit, acme }: { readonly visit: SignedVisit; readonly acme: AcmeStatus }): VNode {
  const { words: { certificate: words, language }, world, account } = visit;
  const { timeZone } = world.directory().office;
  const { asked, isAsking, isBarred } = acme;
  return (
    <section class="card padded">
      <h2>{words.acme}</h2>
      {isAsking && (
        <Told>
          <div>
            {words.isAsking}
            <Progress again="/settings/certificate/asking" title={words.isAsking} everyMs={ASKED_EVERY_MS} />
          </div>
        </Told>
      )}
      {!isAsking && asked !== undefined && (
        <Told kind={asked.why === undefined ? "good" : "bad"}>
          {asked.why === undefined ? words.gave : words.gaveNot(asked.why)}
        </Told>
      )}
      <dl class="facts">
        <dt>{words.directory}</dt>
        <dd>{acme.directory}</dd>
        <dt>{words.names}</dt>
        <dd class="number">{acme.names.join(", ")}</dd>
        <dt>{words.challenge}</dt>
        <dd>{acme.challenge.toUpperCase()}</dd>
        {asked !== undefined && <dt>{words.lastAsked}</dt>}
        {asked !== undefined && (
          <dd>
            <Moment at={asked.at} timeZone={timeZone} language={language} />
          </dd>
        )}
        <dt>{words.nextAsked}</dt>
        <dd>
          <Moment at={acme.next} timeZone={timeZone} language={language} />
          {isBarred && <div class="soft">{words.barred}</div>}
        </dd>
      </dl>
      {mayDo(account, "change-office") && (
        <form method="post" action="/settings/certificate/ask">
          <button class="button" type="submit" disabled={isAsking || isBarred}>{words.askNow}</button>
        </form>
      )}
    </section>
  );
}

function Another({ visit, status: { source, acme } }: Parts): VNode | null {
  const { words: { certificate: words }, account } = visit;
  if (!mayDo(account, "change-office")) return null;
  return (
    <section class="card padded">
      <h2>{words.own}</h2>
      {source === "file" || acme !== undefined ? <p class="soft">{words.fileDecides}</p> : (
        <>
          <p class="soft">{words.ownText}</p>
          <div class="row tight start">
            <a class="button" href="/settings/certificate/bring">
              <Icon name="plus" />
              {words.bring}
            </a>
            {source === "brought" && (
              <form method="post" action="/settings/certificate/forget">
                <button class="button danger" type="submit">{words.forget}</button>
              </form>
            )}
          </div>
        </>
      )}
    </section>
  );
}
