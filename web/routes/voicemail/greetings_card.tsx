import type { VNode } from "preact";
import type { MailboxView } from "../../../core/switchboard/mod.ts";
import { SoundPlayer, SoundRecorder } from "../../islands/mod.ts";
import { GREETING_KINDS, GREETING_USES } from "../../mailbox/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Field, Icon } from "../../parts/mod.ts";

/** What callers hear before the tone: which of it is in use, and what is recorded. */
export function Greetings({ visit, mailbox }: { readonly visit: SignedVisit; readonly mailbox: MailboxView }): VNode {
  const { voicemail: words } = visit.words;
  const { box, greeting } = mailbox;
  return (
    <section class="columns" aria-labelledby="greeting-title">
      <form class="card padded" method="post" action={`/voicemail/${box}/greeting`}>
        <h2 id="greeting-title">{words.greeting}</h2>
        <p class="soft">{words.greetingText}</p>
        <fieldset class="checks">
          <legend class="only-heard">{words.greeting}</legend>
          {GREETING_USES.map((use) => (
            <label key={use}>
              <input type="radio" name="use" value={use} checked={greeting.use === use} /> {words.uses[use]}
            </label>
          ))}
        </fieldset>
        <Field name="until" type="date" label={words.until} hint={words.untilHint} value={greeting.until ?? ""} />
        <p>
          <button class="button first" type="submit">{words.choose}</button>
        </p>
      </form>
      <div class="card padded">
        <h2>{words.recorded}</h2>
        {GREETING_KINDS.map((kind) => <OneGreeting key={kind} visit={visit} mailbox={mailbox} kind={kind} />)}
      </div>
    </section>
  );
}

function OneGreeting(
  { visit, mailbox: { box, greeting }, kind }: {
    readonly visit: SignedVisit;
    readonly mailbox: MailboxView;
    readonly kind: typeof GREETING_KINDS[number];
  },
): VNode {
  const { voicemail: words } = visit.words;
  const place = `/voicemail/${box}/greeting/${kind}`;
  const isThere = greeting.files[kind] !== undefined;
  return (
    <details class="greeting" data-greeting={kind}>
      <summary class="row">
        <span>
          <Icon name="chevron-right" />
          {words.kinds[kind]}
        </span>
        <span class={`tag ${isThere ? "good" : ""}`}>{isThere ? words.recorded : words.notRecorded}</span>
      </summary>
      {isThere && (
        <>
          <SoundPlayer src={`${place}/sound`} label={words.kinds[kind]} durationMs={0} words={visit.words.sound} />
          <form method="post" action={place}>
            <button class="button small danger" type="submit" name="forget" value="yes">
              <Icon name="trash-2" />
              {words.forget}
            </button>
          </form>
        </>
      )}
      <form class="form" method="post" action={place} enctype="multipart/form-data">
        <SoundRecorder id={`greeting-${kind}`} words={visit.words.sound} />
        <p>
          <button class="button" type="submit">{words.keep}</button>
        </p>
      </form>
    </details>
  );
}
