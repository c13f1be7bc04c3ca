import type { VNode } from "preact";
import type { BoxSettings } from "../../../core/config/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import type { Words } from "../../words/mod.ts";

/** Where the box is reached: its networks and ports, and how it is seen from outside. */
export const network: Route = {
  path: "/settings/network",
  needs: "see-health",
  get: (visit) => ({ title: visit.words.box.pages.network, page: <Network visit={visit} /> }),
};

interface PortRow {
  readonly key: keyof Words["box"]["portNames"];
  readonly port: string | false;
  readonly bind: readonly string[];
}

function portsOf({ web, sip, rtp }: BoxSettings): readonly PortRow[] {
  const said = (port: number | false) => port === false ? false : String(port);
  return [
    { key: "web.port", port: said(web.port), bind: web.bind },
    { key: "web.tls", port: said(web.tls), bind: web.bind },
    { key: "sip.udp", port: said(sip.udp), bind: sip.bind },
    { key: "sip.tcp", port: said(sip.tcp), bind: sip.bind },
    { key: "sip.tls", port: said(sip.tls), bind: sip.bind },
    { key: "rtp", port: `${rtp.from}–${rtp.to}`, bind: rtp.bind },
    { key: "rtp.web", port: said(rtp.web), bind: rtp.bind },
  ];
}

function Network({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { box: words }, world: { box } } = visit;
  return (
    <>
      <header class="head">
        <h1>{words.pages.network}</h1>
      </header>
      <p class="soft">{words.fileOnly}</p>
      <section class="card">
        <header>
          <h2>{words.ports}</h2>
        </header>
        <div class="wide" tabindex={0} role="region" aria-label={words.ports}>
          <table class="table stacks named">
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.port}</th>
                <th scope="col">{words.where}</th>
              </tr>
            </thead>
            <tbody>
              {portsOf(box.settings).map(({ key, port, bind }) => (
                <tr key={key}>
                  <th scope="row">
                    {words.portNames[key]}
                    <div class="number soft">{key}</div>
                  </th>
                  <td data-label={words.port} class="number">
                    {port === false ? <span class="tag">{words.off}</span> : port}
                  </td>
                  <td data-label={words.where} class="number">{bind.join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <div class="columns">
        <Outside visit={visit} />
        <section class="card padded">
          <h2>{words.interfaces}</h2>
          <dl class="facts">
            <dt>{words.found}</dt>
            <Known value={box.found()} otherwise={words.off} />
            {box.interfaces().map(({ name, addresses }) => (
              <>
                <dt class="number">{name}</dt>
                <dd class="number">{addresses.map((address) => <div key={address}>{address}</div>)}</dd>
              </>
            ))}
          </dl>
        </section>
        <section class="card padded">
          <h2>{words.listening}</h2>
          <ul class="lines number">{box.listening().map((where) => <li key={where}>{where}</li>)}</ul>
        </section>
      </div>
    </>
  );
}

function Outside({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { box: words }, world: { box } } = visit;
  const { sip: { advertise, stun, keepAliveS }, web: { origins } } = box.settings;
  return (
    <section class="card padded">
      <h2>{words.outside}</h2>
      <dl class="facts">
        <dt>{words.publicIp}</dt>
        <Known value={box.publicIp()} otherwise={words.publicUnknown} />
        <dt>{words.advertise}</dt>
        <Known value={advertise === "auto" ? undefined : advertise} otherwise={words.auto} />
        <dt>{words.stun}</dt>
        <Known value={stun} otherwise={words.none} />
        <dt>{words.keepAlive}</dt>
        <dd>{keepAliveS === 0 ? words.off : words.seconds(keepAliveS)}</dd>
        <dt>{words.origins}</dt>
        <Known value={origins.length === 0 ? undefined : origins.join(", ")} otherwise={words.none} />
        <dt>{words.proxies}</dt>
        <dd>{words.none}</dd>
        <dd class="whole soft">{words.proxiesText}</dd>
      </dl>
    </section>
  );
}

function Known({ value, otherwise }: { readonly value: string | undefined; readonly otherwise: string }): VNode {
  return value === undefined ? <dd>{otherwise}</dd> : <dd class="number">{value}</dd>;
}
