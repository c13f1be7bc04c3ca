import type { VNode } from "preact";
import type { Message } from "../../../core/switchboard/mod.ts";
import { SoundPlayer, SoundRecorder } from "../../islands/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { BookLink, DialLink, Icon, Moment } from "../../parts/mod.ts";

const KIND = { new: "accent", saved: "", deleted: "bad" } as const;

/** A message: who, when, how long; played, and dealt with. */
export function MessageRow({ visit, message }: { readonly visit: SignedVisit; readonly message: Message }): VNode {
  const { world, words: { voicemail: words, sound, language } } = visit;
  const { extensions, office: { timeZone } } = world.directory();
  const { id, box, from, at, durationMs, state, urgent, forwardedBy, transcript } = message;
  const who = from === undefined ? words.hidden : from.name ?? from.number;
  const place = `/voicemail/${box}/${encodeURIComponent(id)}`;
  const others = [...extensions.values()].filter(({ number, mailbox }) => mailbox !== undefined && number !== box);
  return (
    <li class="entry" data-message={id} data-state={state}>
      <div class="row">
        <div>
          {(from === undefined || from.name !== undefined) && <b>{who}</b>}{" "}
          {from !== undefined && <DialLink number={from.number} kind={from.name === undefined ? "" : "soft"} />}
          {from !== undefined && !extensions.has(from.number) && (
            <BookLink {...from} label={visit.words.directory.toBook} />
          )}
        </div>
        <div class="row tight">
          {urgent && <span class="tag bad">{words.urgent}</span>}
          <span class={`tag ${KIND[state]}`}>{words.states[state]}</span>
        </div>
      </div>
      <span class="soft">
        <Moment at={at} timeZone={timeZone} language={language} />
        {forwardedBy !== undefined && <>{" · "}{words.forwardedBy(extensions.get(forwardedBy)?.name ?? forwardedBy)}</>}
      </span>
      <SoundPlayer
        src={`${place}/sound`}
        label={words.messageOf(who)}
        durationMs={durationMs}
        words={sound}
        {...state === "new" ? { heard: `${place}/heard` } : {}}
      />
      {transcript !== undefined && (
        <figure class="transcript">
          <figcaption class="soft">{words.transcript}</figcaption>
          <blockquote>{transcript}</blockquote>
        </figure>
      )}
      <div class="row start tight">
        <form class="row start tight" method="post" action={`${place}/change`}>
          {state === "new" && (
            <button class="button small" type="submit" name="state" value="saved">
              <Icon name="check" />
              {words.save}
            </button>
          )}
          {state !== "deleted" && (
            <button class="button small" type="submit" name="urgent" value={urgent ? "no" : "yes"}>
              <Icon name="circle-alert" />
              {urgent ? words.markOrdinary : words.markUrgent}
            </button>
          )}
          {state === "deleted"
            ? (
              <button class="button small" type="submit" name="state" value="saved">
                <Icon name="undo-2" />
                {words.bringBack}
              </button>
            )
            : (
              <button class="button small danger" type="submit" name="state" value="deleted">
                <Icon name="trash-2" />
                {words.remove}
              </button>
            )}
        </form>
        {state !== "deleted" && others.length > 0 && <Forward visit={visit} id={id} place={place} others={others} />}
      </div>
    </li>
  );
}

/** Puts it into somebody else's box, too. */
function Forward(
  { visit, id, place, others }: {
    readonly visit: SignedVisit;
    readonly id: string;
    readonly place: string;
    readonly others: readonly { readonly number: string; readonly name: string }[];
  },
): VNode {
  const { voicemail: words, sound } = visit.words;
  return (
    <details class="folded">
      <summary class="button small">
        <Icon name="send" />
        {words.forward}
      </summary>
      <form class="form" method="post" action={`${place}/forward`} enctype="multipart/form-data">
        <div class="field">
          <label for={`to-${id}`}>{words.forwardTo}</label>
          <select id={`to-${id}`} name="to">
            {others.map(({ number, name }) => <option key={number} value={number}>{number} {name}</option>)}
          </select>
        </div>
        <p class="hint soft">{words.comment}</p>
        <SoundRecorder id={`comment-${id}`} words={sound} />
        <p>
          <button class="button first" type="submit">{words.forward}</button>
        </p>
      </form>
    </details>
  );
}
