import type { VNode } from "preact";
import type { MailboxView } from "../../../core/switchboard/mod.ts";
import { type MessageChange, nameOfChange } from "../../mailbox/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Empty, Icon, Told } from "../../parts/mod.ts";
import { keepSound } from "../../sound/mod.ts";
import type { Words } from "../../words/mod.ts";
import { Greetings } from "./greetings_card.tsx";
import { boxesFor, doWith, mailboxFor, messageFor, soundIn } from "./mailbox.ts";
import { MessageRow } from "./message_row.tsx";

/** Who has left a message, to be heard and dealt with; and what callers hear before they leave one. */
export const voicemail: Route = {
  path: "/voicemail",
  needs: "own",
  get: (visit) => {
    const boxes = boxesFor(visit);
    const wanted = visit.url.searchParams.get("box");
    const box = wanted !== null && boxes.includes(wanted) ? wanted : boxes[0];
    return box === undefined ? nothing(visit) : boxPage(visit, box);
  },
};

/** What has come of something that was done. */
interface Outcome {
  readonly fault?: string;
  readonly done?: string;
}

export function boxPage(visit: SignedVisit, box: string, outcome: Outcome = {}): Answer {
  const mailbox = mailboxFor(visit, box);
  if (mailbox === undefined) return new Response(null, { status: 404 });
  return {
    title: visit.words.nav.voicemail,
    page: <Mailbox visit={visit} mailbox={mailbox} outcome={outcome} />,
    status: outcome.fault === undefined ? 200 : 422,
  };
}

function nothing({ words: { nav, voicemail: words } }: SignedVisit): Answer {
  return {
    title: nav.voicemail,
    page: (
      <>
        <header class="head">
          <h1>{nav.voicemail}</h1>
        </header>
        <section class="card">
          <Empty icon="voicemail" title={words.noBox} text={words.noBoxText} />
        </section>
      </>
    ),
  };
}

function Mailbox(
  { visit, mailbox, outcome }: {
    readonly visit: SignedVisit;
    readonly mailbox: MailboxView;
    readonly outcome: Outcome;
  },
): VNode {
  const { nav, voicemail: words } = visit.words;
  const { box, messages, usedMs, quotaMs } = mailbox;
  const minutes = (ms: number): number => Math.ceil(ms / 60_000);
  const deleted = messages.filter(({ state }) => state === "deleted");
  const kept = messages.filter(({ state }) => state !== "deleted");
  return (
    <>
      <header class="head">
        <h1>{nav.voicemail}</h1>
        <Chooser visit={visit} box={box} words={words} />
      </header>
      {outcome.fault !== undefined && <Told kind="bad">{outcome.fault}</Told>}
      {outcome.done !== undefined && <Told kind="good">{outcome.done}</Told>}
      <section class="card" aria-labelledby="messages-title">
        <header>
          <Icon name="voicemail" />
          <h2 id="messages-title">{words.messages}</h2>
          <span class="soft">{words.used(minutes(usedMs), minutes(quotaMs))}</span>
        </header>
        {kept.length === 0 ? <Empty icon="voicemail" title={words.none} text={words.noneText} /> : (
          <>
            <ul class="entries">{kept.map((one) => <MessageRow key={one.id} visit={visit} message={one} />)}</ul>
            {kept.every(({ transcript }) => transcript === undefined) && <p class="soft">{words.noTranscripts}</p>}
          </>
        )}
      </section>
      {deleted.length > 0 && (
        <details class="card">
          <summary>
            <b>{words.deletedOnes}</b> <span class="soft">{deleted.length}</span>
          </summary>
          <ul class="entries">{deleted.map((one) => <MessageRow key={one.id} visit={visit} message={one} />)}</ul>
        </details>
      )}
      <Greetings visit={visit} mailbox={mailbox} />
    </>
  );
}

/** Whose mailbox, where he may open several. */
function Chooser(
  { visit, box, words }: {
    readonly visit: SignedVisit;
    readonly box: string;
    readonly words: Words["voicemail"];
  },
): VNode {
  const { extensions } = visit.world.directory();
  const boxes = boxesFor(visit);
  if (boxes.length < 2) return <span class="soft">{extensions.get(box)?.name} {box}</span>;
  return (
    <form class="row" method="get" action="/voicemail">
      <label class="only-heard" for="box">{words.mailbox}</label>
      <select class="input" id="box" name="box">
        {boxes.map((each) => (
          <option key={each} value={each} selected={each === box}>{each} {extensions.get(each)?.name}</option>
        ))}
      </select>
      <button class="button" type="submit">{words.open}</button>
    </form>
  );
}

/** Saves, deletes or brings back a message; or says whether it is urgent. */
export const messageChange: Route = {
  path: "/voicemail/:box/:message/change",
  needs: "own",
  post: async (visit, form) => {
    const { box = "", message: id = "" } = visit.params;
    const change = changeIn(form);
    if (change === undefined || messageFor(visit) === undefined) return new Response(null, { status: 404 });
    await doWith(visit, nameOfChange(change), { type: "change-message", box, id, change });
    return { goTo: `/voicemail?box=${box}` };
  },
};

/** What a button of the message's asks for. */
function changeIn(form: FormData): MessageChange | undefined {
  const urgent = textOf(form, "urgent");
  if (urgent === "yes" || urgent === "no") return { urgent: urgent === "yes" };
  const state = (["saved", "deleted"] as const).find((each) => each === textOf(form, "state"));
  return state === undefined ? undefined : { state };
}

/** A new message that was heard to its end is saved, and the lamp goes out. */
export const messageHeard: Route = {
  path: "/voicemail/:box/:message/heard",
  needs: "own",
  post: (visit) => {
    const { box = "", message: id = "" } = visit.params;
    const found = messageFor(visit);
    if (found === undefined) return new Response(null, { status: 404 });
    if (found.message.state === "new") {
      visit.world.ask({ type: "change-message", box, id, change: { state: "saved" } });
    }
    return new Response(null, { status: 204 });
  },
};

/** Passes a message on, behind what he says about it. */
export const messageForward: Route = {
  path: "/voicemail/:box/:message/forward",
  needs: "own",
  post: async (visit, form) => {
    const { words: { voicemail: words }, params: { box = "", message: id = "" } } = visit;
    if (messageFor(visit) === undefined) return new Response(null, { status: 404 });
    const to = textOf(form, "to");
    if (visit.world.directory().extensions.get(to)?.mailbox === undefined) {
      return boxPage(visit, box, { fault: words.full });
    }
    const sound = await soundIn(form);
    const comment = sound && await keepSound(visit.world, sound, { box: to, kind: "comment" });
    if (comment !== undefined && "refused" in comment) {
      return boxPage(visit, box, { fault: words.refused[comment.refused] });
    }
    const command = { type: "forward-message", box, id, to, ...comment === undefined ? {} : { comment } } as const;
    const answer = await doWith(visit, "voicemail.forwarded", command);
    return boxPage(visit, box, answer.type === "done" ? { done: words.done } : { fault: words.full });
  },
};
