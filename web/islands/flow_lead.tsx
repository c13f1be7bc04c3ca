import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { FlowWords } from "../words/mod.ts";

/** A way that is to lead somewhere. */
export interface Lead {
  /** What its box is called. */
  readonly from: string;
  /** Where the form goes. */
  readonly action: string;
  /** Which of its ways it may be, as its thing writes them. */
  readonly ways: readonly { readonly path: string; readonly name: string }[];
  /** How the office file leads a call there; empty where that is to be said. */
  readonly to: string;
}

export interface LeadAskedProps {
  readonly lead: Lead;
  readonly words: Pick<FlowWords, "leadOn" | "whichWay" | "leadsTo" | "cancel" | "makeNothing" | "make"> & {
    readonly save: string;
  };
  /** Of the office, as it is drawn. */
  readonly revision: number;
  /** The list of everything that a call may be led to. */
  readonly list: string;
  /** What a field is called by which something new is wanted at the end of a way, but for the way. */
  readonly makeField: string;
  readonly onClose: () => void;
}

/** Asks which way of a box leads where: the same fields as its panel has. */
export function LeadAsked({ lead, words, revision, list, makeField, onClose }: LeadAskedProps): VNode {
  const { from, action, ways, to } = lead;
  const dialog = useRef<HTMLDialogElement>(null);
  const [path, setPath] = useState(ways[0]?.path ?? "");
  const [make, setMake] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="card padded" aria-labelledby="lead-title" onClose={onClose}>
      <h2 id="lead-title">{`${words.leadOn}: ${from}`}</h2>
      <form class="form" method="post" action={action}>
        <input type="hidden" name="revision" value={String(revision)} />
        <div class="field">
          <label for="lead-way">{words.whichWay}</label>
          <select id="lead-way" value={path} onChange={({ currentTarget }) => setPath(currentTarget.value)}>
            {ways.map(({ path, name }) => <option key={path} value={path}>{name}</option>)}
          </select>
        </div>
        <div class="field">
          <label for="lead-to">{words.leadsTo}</label>
          <div class="new-way">
            <input
              id="lead-to"
              class="input"
              name={path}
              type="text"
              autocomplete="off"
              list={list}
              defaultValue={to}
              required={make === ""}
            />
            <select
              class="input"
              name={makeField + path}
              aria-label={words.makeNothing}
              value={make}
              onChange={({ currentTarget }) => setMake(currentTarget.value)}
            >
              <option value="">{words.makeNothing}</option>
              {Object.entries(words.make).map(([section, name]) => <option key={section} value={section}>{name}
              </option>)}
            </select>
          </div>
        </div>
        <p class="row">
          <button class="button first" type="submit">{words.save}</button>
          <button class="button" type="button" onClick={() => dialog.current?.close()}>{words.cancel}</button>
        </p>
      </form>
    </dialog>
  );
}
