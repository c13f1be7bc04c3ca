import type { VNode } from "preact";
import type { DeskLanguage, MissedListWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";

/** The form to which the ticks of all rows belong. */
const SEVERAL = "several";

/** One entry of the list, as it is shown. */
export interface MissedRow {
  readonly id: string;
  /** As people read it; undefined where the caller does not say who he is. */
  readonly number?: string;
  readonly name?: string;
  /** What a phone dials to call him back. */
  readonly dial?: string;
  /** By which he is ignored; undefined where nothing tells him from others. */
  readonly caller?: string;
  readonly isErased: boolean;
  /** Our number. */
  readonly on: string;
  readonly route?: string;
  /** By which line outside he came last. */
  readonly trunk?: string;
  readonly state: "open" | "cleared" | "archived";
  readonly attempts: number;
  /** `3 times`, where it was more than once. */
  readonly times?: string;
  readonly lastAt: number;
  readonly rang: readonly { readonly number: string; readonly name?: string }[];
  readonly clearedBy?: "returned" | "answered_later" | "manual" | "expired";
  readonly closedBy?: string;
  readonly note?: string;
}

export interface MissedPage {
  readonly rows: readonly MissedRow[];
  /** What to ask for to read on. */
  readonly older?: string;
}

export interface MissedListParts {
  readonly page: MissedPage;
  readonly words: MissedListWords;
  readonly language: DeskLanguage;
  readonly timeZone: string;
  /** Behind `/missed/ID`: whose list it is. */
  readonly query: string;
  readonly canClear: boolean;
  readonly canIgnore: boolean;
  /** Whether something is looked for: an empty list then means something else. */
  readonly isNarrowed: boolean;
  readonly onDeed?: ((form: HTMLFormElement) => void) | undefined;
}

/** Callers whom nobody has answered, and what can be done about each. */
export function MissedList(parts: MissedListParts): VNode {
  const { page: { rows }, words, isNarrowed } = parts;
  if (rows.length === 0) {
    return (
      <section class="card">
        <Empty
          data-missed="0"
          icon={isNarrowed ? "search" : "check"}
          title={isNarrowed ? words.noneFits : words.none}
          text={isNarrowed ? words.noneFitsText : words.noneText}
        />
      </section>
    );
  }
  const open = rows.filter((row) => canBeDone(row, parts));
  return (
    <section class="card wide" data-missed={rows.length}>
      {open.length > 1 && <Several {...parts} />}
      <table class="table stacks calls">
        <thead>
          <tr>
            <th scope="col">{words.caller}</th>
            <th scope="col">{words.missedAt}</th>
            <th scope="col">{words.on}</th>
            <th scope="col">
              <span class="only-heard">{words.callBack}, {words.done}</span>
            </th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Entry key={row.id} row={row} {...parts} />)}</tbody>
      </table>
    </section>
  );
}

function Entry(
  { row, words, language, timeZone, query, ...can }: MissedListParts & { readonly row: MissedRow },
): VNode {
  return (
    <tr data-entry={row.id}>
      <td>
        <span class="ticked">
          {canBeDone(row, can) && (
            <input
              type="checkbox"
              name="entry"
              value={row.id}
              form={SEVERAL}
              aria-label={`${words.tick}: ${row.name ?? row.number ?? words.withheld}`}
            />
          )}
          <a class="person" href={`/missed/${encodeURIComponent(row.id)}${query}`}>
            <CallerName row={row} words={words} />
          </a>
        </span>
      </td>
      <td>
        <Moment at={row.lastAt} timeZone={timeZone} language={language} />
        {row.times !== undefined && <span class="times">{row.times}</span>}
        <span class="below">
          <MissedState row={row} words={words} />
        </span>
        {row.note !== undefined && row.note !== "" && <span class="soft below">{row.note}</span>}
      </td>
      <td>
        <span class="number">{row.on}</span>
        {row.trunk !== undefined && <span class="soft below">{row.trunk}</span>}
        {row.route !== undefined && <span class="soft below">{row.route}</span>}
        {row.rang.length > 0 && (
          <span class="soft below">{words.rang}: {row.rang.map(({ number, name }) => name ?? number).join(", ")}</span>
        )}
      </td>
      <td class="end">
        <MissedDeeds row={row} words={words} query={query} {...can} />
      </td>
    </tr>
  );
}

function canBeDone({ state }: MissedRow, { canClear }: Pick<MissedListParts, "canClear">): boolean {
  return canClear && state === "open";
}

/** What is done with all who are ticked, at once. */
function Several({ words, query, onDeed }: Pick<MissedListParts, "words" | "query" | "onDeed">): VNode {
  return (
    <form class="several" id={SEVERAL} method="post" action={`/missed/done${query}`} {...sentBy(onDeed)}>
      {onDeed !== undefined && (
        <label class="check">
          <input type="checkbox" onChange={({ currentTarget }) => tickAll(currentTarget)} />
          <span>{words.tickAll}</span>
        </label>
      )}
      <input class="input" name="note" aria-label={words.note} placeholder={words.note} maxlength={1_000} />
      <button class="button small" type="submit">
        <Icon name="check" />
        {words.tickedDone}
      </button>
    </form>
  );
}

/** Ticks all that belong to its form, or none. */
function tickAll({ form, checked }: HTMLInputElement): void {
  for (const each of form?.elements ?? []) {
    if (each instanceof HTMLInputElement && each.name === "entry") each.checked = checked;
  }
}

/** Where a script sends it, the page stays. */
function sentBy(onDeed: MissedListParts["onDeed"]) {
  return onDeed === undefined ? {} : {
    onSubmit: (event: { preventDefault(): void; currentTarget: HTMLFormElement }) => {
      event.preventDefault();
      onDeed(event.currentTarget);
    },
  };
}

export function CallerName({ row, words }: { readonly row: MissedRow; readonly words: MissedListWords }): VNode {
  if (row.isErased) return <span class="soft">{words.erased}</span>;
  if (row.number === undefined) return <span>{words.withheld}</span>;
  if (row.name === undefined) return <b class="number">{row.number}</b>;
  return (
    <>
      <b>{row.name}</b>
      <span class="number soft below">{row.number}</span>
    </>
  );
}

export function MissedState({ row, words }: { readonly row: MissedRow; readonly words: MissedListWords }): VNode {
  const { state, clearedBy, closedBy } = row;
  if (state === "open") return <span class="tag warn">{words.states.open}</span>;
  const how = clearedBy === undefined ? words.states[state] : words.clearedBy[clearedBy];
  return (
    <>
      <span class={`tag ${state === "cleared" ? "good" : ""}`}>{how}</span>
      {closedBy !== undefined && <span class="soft below">{words.by} {closedBy}</span>}
    </>
  );
}

/** Calling back, settling it with a note, opening it again. */
export function MissedDeeds(
  { row, words, query, canClear, canIgnore, onDeed }:
    & Pick<MissedListParts, "words" | "query" | "canClear" | "canIgnore" | "onDeed">
    & {
      readonly row: MissedRow;
    },
): VNode {
  const path = `/missed/${encodeURIComponent(row.id)}`;
  const sends = sentBy(onDeed);
  return (
    <span class="deeds">
      {row.dial !== undefined && (
        <DialLink number={row.dial} kind="button small">
          <Icon name="phone-outgoing" />
          {words.callBack}
        </DialLink>
      )}
      {canIgnore && row.caller !== undefined && (
        <a
          class="button small bare"
          href={`/missed/ignored${query === "" ? "?" : `${query}&`}${new URLSearchParams({ caller: row.caller })}`}
          aria-label={`${words.ignore}: ${row.name ?? row.number}`}
          title={words.ignore}
        >
          <Icon name="phone-off" />
        </a>
      )}
      {canClear && row.state === "open" && (
        <form method="post" action={`${path}/done${query}`} class="deed" {...sends}>
          <input class="input" name="note" aria-label={words.note} placeholder={words.note} maxlength={1_000} />
          <button class="button small" type="submit">
            <Icon name="check" />
            {words.done}
          </button>
        </form>
      )}
      {canClear && row.state !== "open" && !row.isErased && (
        <form method="post" action={`${path}/reopen${query}`} class="deed" {...sends}>
          <button class="button small" type="submit">
            <Icon name="undo-2" />
            {words.reopen}
          </button>
        </form>
      )}
    </span>
  );
}
