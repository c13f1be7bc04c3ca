import type { VNode } from "preact";
import type { FieldSpec } from "../../forms/mod.ts";
import { aboutOf, labelOf } from "../../words/mod.ts";
import { aboutIn, Control, type FormState, type RowParts, saidUnless } from "./control.tsx";
import { RowsField } from "./rows_field.tsx";
import { ofList } from "./without_yaml.ts";

/** So many stand in the hint; more are folded up below it. */
const CHOICES_AT_A_GLANCE = 12;

/** A card for what is asked for singly, and one for each group; groups that say nothing are folded up. */
export function FieldRows(
  { fields, state }: { readonly fields: readonly FieldSpec[]; readonly state: FormState },
): VNode {
  const plain = fields.filter(({ kind }) => kind.is !== "group");
  return (
    <>
      {plain.length > 0 && (
        <section class="card padded">
          <div class="grid">{plain.map((field) => <Field key={field.path} field={field} state={state} />)}</div>
        </section>
      )}
      {fields.filter(({ kind }) => kind.is === "group").map((field) => (
        <Group
          key={field.path}
          {...{ field, state }}
        />
      ))}
    </>
  );
}

function Group({ field, state }: RowParts): VNode {
  const { path, place, about, kind } = field;
  const fields = kind.is === "group" ? kind.fields : [];
  const says = state.valueAt(path) !== undefined || state.faults.some((fault) => fault.path.startsWith(`${path}.`));
  return (
    <details class="card" open={says}>
      <summary>
        <b>{labelOf(place, state.language)}</b>
        <span class="soft">{aboutOf(about, state.language)}</span>
      </summary>
      <div class="inside">
        <FieldRows fields={fields} state={state} />
      </div>
    </details>
  );
}

/** What is asked for singly: its name, where one types or chooses it, and what is said of it. */
export function Field({ field, state }: RowParts): VNode {
  if (field.kind.is === "rows") return <RowsField field={field} kind={field.kind} state={state} />;
  const { path, place, kind } = field;
  const fault = state.faults.find((each) => each.path === path)?.text;
  const unless = saidUnless(field, state);
  const choices = kind.is === "lines" ? kind.of : [];
  const isLong = choices.length > CHOICES_AT_A_GLANCE;
  const label = labelOf(place, state.language);
  const whole = kind.is === "destination" ? state.words.leadsTo : aboutIn(field, state.language);
  const { says, asIn } = kind.is === "lines" ? ofList(whole) : { says: whole };
  const hints = [
    says === label ? "" : says,
    unless === "" || showsUnless(kind) ? "" : state.words.unless(unless),
    asIn === undefined ? "" : state.words.linesOf(asIn),
    choices.length === 0 || isLong ? "" : state.words.linesOf(choices.join(", ")),
    kind.is !== "secret" ? "" : hasSecret(field, state) ? state.words.keptSecret : "",
    isMade(field, state) ? state.words.madeSecret : "",
  ].filter((hint) => hint !== "");
  const isTall = kind.is === "lines" || kind.is === "pairs" || kind.is === "yaml";
  return (
    <div class={`field ${isTall ? "tall" : ""}`}>
      <label for={path}>
        {label}
        {isAsked(field, state) && <span class="soft" aria-hidden="true">*</span>}
      </label>
      <Control field={field} state={state} about={`${path}-about`} fault={fault} />
      <span class="hint" id={`${path}-about`}>
        {hints.map((hint) => hint.endsWith(".") ? `${hint} ` : `${hint}. `)}
        {fault !== undefined && <span class="fault">{fault}</span>}
      </span>
      {isLong && (
        <details class="hint">
          <summary>{state.words.allChoices}</summary>
          <span class="number">{choices.join(", ")}</span>
        </details>
      )}
    </div>
  );
}

/** Whether it stands where one would type. */
function showsUnless({ is }: FieldSpec["kind"]): boolean {
  return is === "choice" || is === "number" || is === "text" || is === "destination" || is === "schedule";
}

/** What must be typed: a password that stands there, or is made, need not be. */
function isAsked(field: FieldSpec, state: FormState): boolean {
  return field.isRequired && !hasSecret(field, state) && !isMade(field, state);
}

function hasSecret({ path, kind }: FieldSpec, state: FormState): boolean {
  return kind.is === "secret" && state.hasSecretAt(path);
}

function isMade({ path, kind }: FieldSpec, state: FormState): boolean {
  return kind.is === "secret" && path === "secret" && state.makesSecret;
}
