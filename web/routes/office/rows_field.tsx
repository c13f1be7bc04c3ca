import type { VNode } from "preact";
import { ROW_KEY, rowCount, rowField, type RowsKind, valueIn } from "../../forms/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { labelOf } from "../../words/mod.ts";
import { aboutIn, Control, type FormState, type RowParts } from "./control.tsx";
import { withoutYaml } from "./without_yaml.ts";

/** More of them are typed as lines of text. */
const MOST_ROWS = 60;
/** So many empty ones stand there once more were asked for. */
const MORE_ROWS = 3;

interface RowsParts extends RowParts {
  readonly kind: RowsKind;
}

/** Several things of some fields each. It does its work without a script: its buttons send the form, which comes back. */
export function RowsField({ field, kind, state }: RowsParts): VNode {
  const { path, place } = field;
  const { words, language, isLocked } = state;
  const rows = rowsOf(path, kind, state);
  const fault = state.faults.find((each) => each.path === path)?.text;
  const sentences = [withoutYaml(aboutIn(field, language))].filter((each) => each !== "");
  const free = isLocked ? 0 : state.more === path ? MORE_ROWS : 1;
  const empty = Array.from({ length: free }, () => EMPTY_ROW);
  const isText = rows.length > MOST_ROWS;
  return (
    <fieldset class="field tall rows" id={path}>
      <legend>
        {labelOf(place, language)}
        {field.isRequired && <span class="soft" aria-hidden="true">*</span>}
      </legend>
      {sentences.map((each) => <span class="hint" key={each}>{each}</span>)}
      {fault !== undefined && <span class="fault">{fault}</span>}
      {isText
        ? <Control field={{ ...field, kind: kind.text }} state={state} about={`${path}-about`} fault={fault} />
        : (
          <>
            <input type="hidden" name={rowCount(path)} value={String(rows.length + empty.length)} />
            {[...rows, ...empty].map((row, nth) => (
              <Row key={nth} {...{ field, kind, state, row, nth }} isLast={nth >= rows.length} />
            ))}
            {!isLocked && (
              <button class="button small" type="submit" name="row-more" value={path} formNoValidate>
                <Icon name="plus" />
                {words.moreRows}
              </button>
            )}
            <Meanings kind={kind} state={state} />
          </>
        )}
    </fieldset>
  );
}

function Row(
  { field: { path }, kind, state, row, nth, isLast }: RowsParts & {
    readonly row: ShownRow;
    readonly nth: number;
    readonly isLast: boolean;
  },
): VNode {
  const { words, language, isLocked } = state;
  const place = kind.isKeyed ? `${path}.${row.key}` : `${path}[${nth}]`;
  const faults = state.faults.filter((each) => each.path === place || each.path.startsWith(`${place}.`));
  const name = words.row(nth + 1);
  return (
    <div class="row-fields" role="group" aria-label={name}>
      {kind.isKeyed && (
        <div class="field key">
          <label for={rowField(path, nth, ROW_KEY)}>{words.rowKey}</label>
          <input
            id={rowField(path, nth, ROW_KEY)}
            name={rowField(path, nth, ROW_KEY)}
            type="text"
            autocomplete="off"
            inputmode="tel"
            value={row.key}
            disabled={isLocked}
          />
        </div>
      )}
      {kind.fields.map((field) => {
        const id = rowField(path, nth, field.path);
        const own = faults.filter((each) => each.path === `${place}.${field.path}`);
        return (
          <div class="field" key={field.path}>
            <label for={id}>{labelOf(field.place, language)}</label>
            <Control
              field={{ ...field, path: id }}
              state={{
                ...state,
                isInRow: true,
                typed: undefined,
                valueAt: () => row.valueAt(field.path),
                ...row.typed,
              }}
              about={`${path}-faults-${nth}`}
              fault={own[0]?.text}
            />
          </div>
        );
      })}
      {!isLocked && !isLast && (
        <div class="acts">
          {!kind.isKeyed && nth > 0 && (
            <button
              class="button bare"
              type="submit"
              name="row-up"
              value={`${path}.${nth}`}
              formNoValidate
              aria-label={`${words.rowUp}: ${name}`}
            >
              <Icon name="chevron-up" />
            </button>
          )}
          <button
            class="button bare"
            type="submit"
            name="row-drop"
            value={`${path}.${nth}`}
            formNoValidate
            aria-label={`${words.remove}: ${name}`}
          >
            <Icon name="x" />
          </button>
        </div>
      )}
      <span class="fault" id={`${path}-faults-${nth}`}>{faults.map(({ text }) => text).join(". ")}</span>
    </div>
  );
}

/** What each field of a row means, said once for all of them. */
function Meanings({ kind, state: { language, words } }: { readonly kind: RowsKind; readonly state: FormState }): VNode {
  const all = kind.fields.filter(({ about }) => about !== "");
  return (
    <details class="hint">
      <summary>{words.allChoices}</summary>
      <dl class="facts">
        {all.flatMap((field) => [
          <dt key={field.path}>{labelOf(field.place, language)}</dt>,
          <dd key={`${field.path}-about`}>
            {field.kind.is === "destination" ? words.leadsTo : withoutYaml(aboutIn(field, language))}
          </dd>,
        ])}
      </dl>
    </details>
  );
}

interface ShownRow {
  readonly key: string;
  readonly valueAt: (path: string) => unknown;
  /** What was typed, where the form comes back. */
  readonly typed?: Pick<FormState, "typed">;
}

const EMPTY_ROW: ShownRow = { key: "", valueAt: () => undefined };

/** The rows of a form that comes back, or those of the file. */
function rowsOf(path: string, kind: RowsKind, { typed, valueAt }: FormState): readonly ShownRow[] {
  const count = typed?.get(rowCount(path));
  if (typed !== undefined && typeof count === "string") {
    return Array.from({ length: Number(count) }, (_, nth) => {
      return { key: String(typed.get(rowField(path, nth, ROW_KEY)) ?? ""), valueAt: () => undefined, typed: { typed } };
    });
  }
  const value = valueAt(path);
  if (value === undefined || value === null) return [];
  const rows: readonly (readonly [string, unknown])[] = kind.isKeyed
    ? Object.entries(value)
    : (Array.isArray(value) ? value : [value]).map((row: unknown) => ["", row]);
  return rows.map(([key, row]) => ({
    key,
    valueAt: (own) => typeof row === "object" ? valueIn(row, own.split(".")) : own === kind.plain ? row : undefined,
  }));
}
