import type { VNode } from "preact";
import {
  COLUMNS,
  DUPLICATES,
  type Duplicates,
  ENCODINGS,
  type ImportDraft,
  type ImportFault,
  placeOf,
} from "../../../features/contacts/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Choice, Icon, Told } from "../../parts/mod.ts";
import type { DirectoryWords } from "../../words/mod.ts";
import { MENDING } from "./import_wish.ts";

export interface ImportPreviewParts {
  readonly visit: SignedVisit;
  readonly draft: ImportDraft;
  readonly duplicates: Duplicates;
  /** What confirming it would do. */
  readonly plan: { readonly added: number; readonly changed: number; readonly same: number };
  readonly told: string | undefined;
}

interface Parts {
  readonly words: DirectoryWords;
  readonly draft: ImportDraft;
}

/** All that was read of a file, before anything of it is kept. */
export function ImportPreview({ visit, draft, duplicates, plan, told }: ImportPreviewParts): VNode {
  const { words: { directory: words }, url } = visit;
  const { head, contacts, faulty } = draft;
  return (
    <form class="stack" method="post" action={url.pathname} data-import={contacts.length}>
      <header class="head">
        <h1>{draft.file}</h1>
        <span class="soft">{head === undefined ? "" : words.found(head.rows, head.kind)}</span>
      </header>
      {told !== undefined && <Told kind="warn">{told}</Told>}
      {faulty > 0 && <Faults words={words} draft={draft} />}
      {head?.kind === "csv" && <Columns words={words} draft={draft} />}
      <First words={words} draft={draft} />
      <section class="card padded">
        <div class="columns">
          <fieldset class="checks">
            <legend>{words.duplicates}</legend>
            {DUPLICATES.map((way) => (
              <label key={way}>
                <input type="radio" name="duplicates" value={way} checked={way === duplicates} /> {words.ways[way]}
              </label>
            ))}
          </fieldset>
          <div class="filters">
            <Choice
              name="encoding"
              label={words.encoding}
              value={head?.encoding ?? "utf-8"}
              options={ENCODINGS.map((each) => [each, each.toUpperCase()])}
            />
          </div>
        </div>
      </section>
      <div class="bar row">
        <span class="soft" data-would>{words.would(plan)}</span>
        <span class="deeds">
          <button class="button bare" type="submit" name="do" value="drop">{words.drop}</button>
          <button class="button" type="submit" name="do" value="check">{words.check}</button>
          <button class="button first" type="submit" name="do" value="import" disabled={contacts.length === 0}>
            {words.confirm(contacts.length)}
          </button>
        </span>
      </div>
    </form>
  );
}

function Faults({ words, draft }: Parts): VNode {
  const { faults, faulty } = draft;
  const rows = new Set(faults.map(({ line }) => line)).size;
  return (
    <section class="card wide">
      <header>
        <h2>{words.faults(faulty)}</h2>
        <button class="button small" type="submit" name="do" value="check">{words.check}</button>
      </header>
      <p class="soft inset">{words.faultsText} {rows < faulty ? words.moreFaults : ""}</p>
      <table class="table stacks faults">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>{faults.map((fault) => <Fault key={placeOf(fault)} fault={fault} words={words} />)}</tbody>
      </table>
    </section>
  );
}

function Fault({ fault, words }: { readonly fault: ImportFault; readonly words: DirectoryWords }): VNode {
  const { line, field, value, why } = fault;
  const name = MENDING + placeOf(fault);
  return (
    <tr data-fault={placeOf(fault)}>
      <td>
        <span class="soft only-narrow">{words.line}</span>
        <span class="number">{line}</span>
      </td>
      <td>{words.fields[field]}</td>
      <td>
        {field === "row" ? <span class="number">{value}</span> : (
          <input
            class="input broad"
            name={name}
            value={value}
            aria-label={`${words.line} ${line}, ${words.fields[field]}`}
          />
        )}
      </td>
      <td class="fault-text">{words.flaws[why]}</td>
    </tr>
  );
}

function Columns({ words, draft }: Parts): VNode {
  return (
    <details class="card" open>
      <summary>
        <h2>{words.columns}</h2>
        <span class="soft">{words.columnsText}</span>
      </summary>
      <div class="wide">
        <table class="table stacks guessed">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.samples}</th>
              <th scope="col">{words.means}</th>
            </tr>
          </thead>
          <tbody>
            {draft.head?.columns.map(({ head, samples, use }, at) => (
              <tr key={at}>
                <td>{head === "" ? `${words.column} ${at + 1}` : head}</td>
                <td class="soft">{samples.join(" · ")}</td>
                <td>
                  <select
                    class="input broad"
                    name={`column.${at}`}
                    aria-label={`${words.column} ${head === "" ? at + 1 : head}`}
                  >
                    {COLUMNS.map((each) => (
                      <option key={each} value={each} selected={each === use}>{words.uses[each]}</option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function First({ words, draft }: Parts): VNode | null {
  if (draft.shown.length === 0) return null;
  return (
    <section class="card wide">
      <header>
        <h2>{words.first}</h2>
      </header>
      <table class="table stacks contacts">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.list.name}</th>
            <th scope="col">{words.list.company}</th>
            <th scope="col">{words.list.numbers}</th>
            <th scope="col">{words.list.note}</th>
          </tr>
        </thead>
        <tbody>
          {draft.shown.map(({ line, contact }) => (
            <tr key={line}>
              <td class="soft number">{line}</td>
              <td>
                <b>{contact?.name}</b>
                {contact?.isVip === true && (
                  <span class="vip" title={words.list.vip}>
                    <Icon name="star" />
                    <span class="only-heard">{words.list.vip}</span>
                  </span>
                )}
              </td>
              <td>{contact?.company}</td>
              <td class="number">{contact?.numbers.join(", ")}</td>
              <td class="soft note">{contact?.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
