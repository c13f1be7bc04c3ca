import type { VNode } from "preact";
import type { OperatorCall } from "../live/mod.ts";
import type { OperatorWords } from "../words/mod.ts";
import { BookLink } from "./book_link.tsx";
import { Icon } from "./icon.tsx";
import { OpenMatters } from "./open_matters.tsx";
import { whoIs } from "./operator_calls.tsx";
import { type PastCall, PastCalls } from "./past_calls.tsx";

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
          {call.number !== undefined && call.isOutside === true && (
            <BookLink
              number={call.number}
              {...call.name === undefined ? {} : { name: call.name }}
              label={words.toBook}
            />
          )}
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
        {past !== undefined && <PastCalls past={past} none={words.noLastCalls} />}
      </div>
    </section>
  );
}
