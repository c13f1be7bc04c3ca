import type { VNode } from "preact";
import type { Examined, SignedVisit } from "../../page/mod.ts";
import { Empty, numberFormat, troubleIn } from "../../parts/mod.ts";

const KIND = { up: "good", starting: "warn", down: "bad" } as const;
/** Beyond it a duration is said in minutes. */
const MINUTE_S = 60;

export function Machine({ visit, examined }: { readonly visit: SignedVisit; readonly examined: Examined }): VNode {
  const { words: { health: words, language }, world } = visit;
  const { disk, memoryBytes, runtime } = examined;
  const size = (bytes: number) => sayBytes(bytes, language);
  return (
    <section class="card padded">
      <h2>{words.machine}</h2>
      <dl class="facts">
        <dt>{words.version}</dt>
        <dd>Kontor {world.version}</dd>
        <dt>{words.runtime}</dt>
        <dd>{runtime}</dd>
        <dt>{words.memory}</dt>
        <dd>{size(memoryBytes)}</dd>
        {disk !== undefined && <dt>{words.disk}</dt>}
        {disk !== undefined && (
          <dd>
            {words.free(size(disk.freeBytes), size(disk.totalBytes))}
            <meter
              min={0}
              max={disk.totalBytes}
              low={disk.totalBytes * 0.1}
              optimum={disk.totalBytes}
              value={disk.freeBytes}
              aria-label={words.disk}
            />
          </dd>
        )}
        <dt>{words.calls}</dt>
        <dd>{world.figures()["calls_running"] ?? 0}</dd>
      </dl>
    </section>
  );
}

export function Lines({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { health: words, now }, world } = visit;
  const answer = world.ask({ type: "trunks" });
  const trunks = answer.type === "trunks" ? answer.trunks : [];
  return (
    <section class="card">
      <header>
        <h2>{words.trunks}</h2>
      </header>
      {trunks.length === 0 ? <Empty icon="network" text={words.noTrunks} /> : (
        <table class="table">
          <tbody>
            {trunks.map(({ name, state, address, why }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <span class="number">{address}</span>
                  {why !== undefined && <div class="soft">{troubleIn(why, now.trouble)}</div>}
                </td>
                <td class="end">
                  <span class={`tag ${KIND[state]}`}>{words.trunkState[state]}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Phones({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { health: words }, world } = visit;
  const answer = world.ask({ type: "phones" });
  const phones = answer.type === "phones" ? answer.phones : [];
  return (
    <section class="card">
      <header>
        <h2>{words.phones}</h2>
        <span class="soft">{phones.length}</span>
      </header>
      {phones.length === 0
        ? <Empty icon="phone" title={words.noPhones} text={words.noPhonesText} />
        : (
          <div class="wide" tabindex={0} role="region" aria-label={words.phones}>
            <table class="table stacks named">
              <thead>
                <tr>
                  <th scope="col">{words.number}</th>
                  <th scope="col">{words.agent}</th>
                  <th scope="col">{words.address}</th>
                  <th scope="col">{words.transport}</th>
                  <th scope="col" class="end">{words.expires}</th>
                </tr>
              </thead>
              <tbody>
                {phones.map(({ number, who, userAgent, address, transport, expiresInMs, contact }) => (
                  <tr key={contact}>
                    <th scope="row">{who === undefined ? number : `${number} (${who})`}</th>
                    <td data-label={words.agent}>{userAgent ?? "–"}</td>
                    <td class="number" data-label={words.address}>{address}</td>
                    <td data-label={words.transport}>{transport.toUpperCase()}</td>
                    <td class="end" data-label={words.expires}>{sayTime(expiresInMs / 1_000, words.seconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}

function sayTime(s: number, seconds: (count: number) => string): string {
  return s < MINUTE_S ? seconds(Math.max(0, Math.round(s))) : `${Math.round(s / MINUTE_S)} min`;
}

/** `12.4 GB` */
export function sayBytes(bytes: number, language: "en" | "ro"): string {
  const units = ["B", "kB", "MB", "GB", "TB"] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const format = numberFormat(language, { maximumSignificantDigits: 3 });
  return `${format.format(bytes / 1_000 ** power)} ${units[power]}`;
}
