import { Fragment, type VNode } from "preact";
import { callerHides, type Cell, type Row } from "../../../core/record/mod.ts";
import { shownNumber } from "../../../core/routing/mod.ts";
import type { RecordingView } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { DialLink, Icon, Moment } from "../../parts/mod.ts";
import { type FoundRecording, idOf, keptUntil } from "../../recordings/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { RecordingPlayer } from "./player.tsx";

/** A recording: who talked when, heard, held beyond its days, and erased before them. */
export function RecordingRow(
  { visit, found: { recording, call } }: { readonly visit: SignedVisit; readonly found: FoundRecording },
): VNode {
  const { recordings: words, language } = visit.words;
  const { office: { timeZone }, queues, recording: { keepDays } } = visit.world.directory();
  const { path, at, durationMs, isHeld } = recording;
  const until = keptUntil(recording, keepDays);
  const sides = call === undefined ? [] : [sideOf(call, "from", visit), sideOf(call, "reached", visit)];
  const who = sides.length === 0 ? words.unknown : sides.map(({ name, shown = "" }) => named(name, shown)).join(" → ");
  // Made of whoever is outside, or else of the caller.
  const heard = sides.map(({ name, shown = "" }) => name ?? shown);
  if (call?.["direction"] === "out") heard.reverse();
  return (
    <li class="entry" data-recording={path}>
      <div class="row">
        <b>
          {sides.length === 0 ? who : sides.map((side, at) => (
            <Fragment key={at}>
              {at > 0 && " → "}
              <SideName {...side} />
            </Fragment>
          ))}
        </b>
        <div class="row tight">
          {[queues.get(String(call?.["queue"] ?? ""))?.name ?? call?.["queue"], call?.["account"]].filter(isText).map((
            text,
          ) => <span class="tag accent" key={text}>{text}</span>)}
          {isHeld && <span class="tag accent">{words.held}</span>}
          {durationMs === undefined && <span class="tag warn">{words.running}</span>}
        </div>
      </div>
      <span class="soft">
        <Moment at={at} timeZone={timeZone} language={language} />
        {until !== undefined && (
          <>
            {" · "}
            {words.erasedOn} <Moment at={until} timeZone={timeZone} language={language} />
          </>
        )}
      </span>
      {durationMs !== undefined && (
        <details class="listen">
          <summary class="button small">
            <Icon name="play" />
            {words.listen}
          </summary>
          <RecordingPlayer {...{ visit, path, durationMs, who }} sides={heard}>
            <Deeds visit={visit} recording={recording} />
          </RecordingPlayer>
        </details>
      )}
    </li>
  );
}

/** How long it stays: longer than its days, or no longer. */
function Deeds(
  { visit: { words: { recordings: words }, account, url }, recording: { path, isHeld = false } }: {
    readonly visit: SignedVisit;
    readonly recording: RecordingView;
  },
): VNode {
  const place = `/recordings/${idOf(path)}`;
  return (
    <>
      <form method="post" action={`${place}/hold${url.search}`}>
        <button class="button small" type="submit" name="held" value={isHeld ? "no" : "yes"} title={words.holdText}>
          <Icon name={isHeld ? "lock-open" : "lock"} />
          {isHeld ? words.letGo : words.hold}
        </button>
      </form>
      {mayDo(account, "erase-recordings") && (
        <details class="folded">
          <summary class="button small danger">
            <Icon name="trash-2" />
            {words.erase}
          </summary>
          <form method="post" action={`${place}/erase${url.search}`}>
            <p class="soft">{words.eraseText}</p>
            <button class="button danger" type="submit">{words.erase}</button>
          </form>
        </details>
      )}
    </>
  );
}

function isText(cell: Cell | undefined): cell is string {
  return typeof cell === "string" && cell !== "";
}

/** Somebody who was recorded. */
interface Side {
  readonly name?: string;
  /** Left out: he hides it. */
  readonly number?: string;
  /** As people read it. */
  readonly shown?: string;
}

function sideOf(call: Row, which: "from" | "reached", { world, words }: SignedVisit): Side {
  if (which === "from" && callerHides(call)) {
    return { name: words.recordings.hidden };
  }
  const number = String(call[`${which}_number`] ?? call["dialled"]);
  const name = call[`${which}_name`];
  return {
    ...typeof name === "string" ? { name } : {},
    number,
    shown: shownNumber(number, world.directory().office.country),
  };
}

function SideName({ name, number, shown }: Side): VNode {
  return (
    <>
      {name}{" "}
      {number !== undefined && <DialLink number={number} {...shown === undefined ? {} : { shown }} kind="soft" />}
    </>
  );
}

function named(name: string | undefined, shown: string): string {
  if (name === undefined) return shown;
  return shown === "" ? name : `${name} (${shown})`;
}
