import type { VNode } from "preact";
import { derOf } from "../../../core/certificate/mod.ts";
import { addressOf } from "../../box/mod.ts";
import type { Route, Visit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { type Device, DEVICES } from "../../words/mod.ts";

/** How to trust the box's own authority, for everybody in the office: signed in or not. */
export const trust: Route = {
  path: "/trust",
  needs: "nobody",
  get: (visit) => ({ title: visit.words.trust.title, frame: "bare", page: <Trust visit={visit} /> }),
};

/** The authority's certificate, as devices take it (DER, RFC 2585 §4.1). */
export const trustFile: Route = {
  path: "/trust/kontor.crt",
  needs: "nobody",
  get: ({ world }) => {
    const { root } = world.box.certificates.status();
    if (root === undefined) return { goTo: "/trust" };
    return new Response(derOf(root.pem), {
      headers: {
        "content-type": "application/x-x509-ca-cert",
        "content-disposition": 'attachment; filename="kontor.crt"',
        "cache-control": "no-store",
      },
    });
  },
};

function Trust({ visit }: { readonly visit: Visit }): VNode {
  const { words: { trust: words }, world, url, from } = visit;
  const { root, served, source } = world.box.certificates.status();
  const mine = deviceOf(from.agent);
  const name = served?.names.includes(url.hostname) === true ? url.hostname : served?.names[0];
  const address = name === undefined ? undefined : addressOf(world.box, "https", name);
  return (
    <div class="card padded">
      <h1>{words.title}</h1>
      {root === undefined ? <p class="soft">{words.none}</p> : (
        <>
          <p>{words.text}</p>
          <p>
            <a class="button first" href="/trust/kontor.crt" download="kontor.crt">
              <Icon name="download" />
              {words.download}
            </a>
          </p>
          {DEVICES.toSorted((one, other) => Number(other === mine) - Number(one === mine)).map((device) => (
            <details key={device} open={device === mine}>
              <summary>{words.devices[device]}</summary>
              <ol class="steps">
                {words.steps(device, root.facts.subject).map((step) => <li key={step}>{step}</li>)}
              </ol>
            </details>
          ))}
          {source === "own" && address !== undefined && (
            <p>
              {words.then} <a href={address}>{address}</a>
            </p>
          )}
          <p class="soft">{words.compare}</p>
          <p class="number soft wrap">{root.facts.fingerprint}</p>
        </>
      )}
    </div>
  );
}

/** What somebody looks with, by what his browser says of itself. */
function deviceOf(agent: string): Device | undefined {
  if (/Android/.test(agent)) return "android";
  if (/iPhone|iPad/.test(agent)) return "ios";
  if (/Firefox/.test(agent)) return "firefox";
  if (/Windows/.test(agent)) return "windows";
  return /Macintosh/.test(agent) ? "macos" : undefined;
}
