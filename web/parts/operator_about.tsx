import type { VNode } from "preact";
import type { OperatorCall } from "../live/mod.ts";
import type { OperatorWords } from "../words/mod.ts";
import { Icon } from "./icon.tsx";
import { OpenMatters } from "./open_matters.tsx";
import { whoIs } from "./operator_calls.tsx";

/** A call of the past, in words. */
export interface PastCall {
  readonly call: string;
  readonly when: string;
  /** Of the office. */
  readonly who: string;
  readonly outcome: string;
  readonly isGood: boolean;
}

interface AboutParts {
  readonly call: OperatorCall;
  /** Undefined until they are known. */
  readonly past: readonly PastCall[] | undefined;
  readonly words: OperatorWords;
}

/** What the office knows of whoever is on the line: his mark, its note, his last calls. */
export function OperatorAbout({ call, past, words }: AboutParts): VNode {
  return (
    <section class="card" aria-labelledby="about-title">
      <header>
        <Icon name="book-user" />
        <h2 id="about-title">{words.about}</h2>
      </header>
      <div class="about">
        <p>
          <b>{whoIs(call, words)}</b>
          {call.company !== undefined && <span>{call.company}</span>}
          {call.name !== undefined && <span class="number soft">{call.shown ?? call.number}</span>}
          {call.isVip === true && (
            <span class="tag vip">
              <Icon name="star" />
              {words.vip}
            </span>
          )}
        </p>
        {call.note !== undefined && <p class="told warn" data-note>{call.note}</p>}
        <OpenMatters matters={call.matters} words={words.matters} />
        <h3>{words.lastCalls}</h3>
        {past !== undefined && past.length === 0 && <p class="soft">{words.noLastCalls}</p>}
        <ul class="past bare-list">
          {past?.map((one) => (
            <li key={one.call} data-past>
              <a href={`/calls/${encodeURIComponent(one.call)}`}>{one.when}</a>
              <span>{one.who}</span>
              <span class={`tag ${one.isGood ? "good" : "warn"}`}>{one.outcome}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
