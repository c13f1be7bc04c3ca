import type { VNode } from "preact";
import { type FieldSpec, showValue } from "../../forms/mod.ts";
import { aboutOf, choiceOf, type DeskLanguage, labelOf, type Words } from "../../words/mod.ts";
import { DESTINATION_LIST } from "./destinations.tsx";

/** What a form shows, besides what it asks for. */
export interface FormState {
  /** `extensions` */
  readonly section: string;
  /** One that is not there yet, and whose password is made for it. */
  readonly makesSecret: boolean;
  readonly valueAt: (path: string) => unknown;
  readonly hasSecretAt: (path: string) => boolean;
  readonly typed: FormData | undefined;
  readonly faults: readonly { readonly path: string; readonly text: string }[];
  readonly language: DeskLanguage;
  readonly words: Words["office"];
  readonly isLocked: boolean;
}

/** So many stand in the hint; more are folded up below it. */
const CHOICES_AT_A_GLANCE = 12;

interface RowParts {
  readonly field: FieldSpec;
  readonly state: FormState;
}

/** A card for what is asked for singly, and one for each group; groups that say nothing are folded up. */
export function FieldRows(
  { fields, state }: { readonly fields: readonly FieldSpec[]; readonly state: FormState },
): VNode {
  const plain = fields.filter(({ kind }) => kind.is !== "group");
  return (
    <>
      {plain.length > 0 && (
        <section class="card padded">
          <div class="grid">{plain.map((field) => <Row key={field.path} field={field} state={state} />)}</div>
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
  const { path, key, about, kind } = field;
  const fields = kind.is === "group" ? kind.fields : [];
  const says = state.valueAt(path) !== undefined || state.faults.some((fault) => fault.path.startsWith(`${path}.`));
  return (
    <details class="card" open={says}>
      <summary>
        <b>{labelOf(key, state.language)}</b>
        <span class="soft">{aboutOf(about, state.language)}</span>
      </summary>
      <div class="inside">
        <FieldRows fields={fields} state={state} />
      </div>
    </details>
  );
}

function Row({ field, state }: RowParts): VNode {
  const { path, key, about, kind } = field;
  const fault = state.faults.find((each) => each.path === path)?.text;
  const unless = saidUnless(field, state);
  const choices = kind.is === "lines" ? kind.of : [];
  const isLong = choices.length > CHOICES_AT_A_GLANCE;
  const hints = [
    kind.is === "destination" ? state.words.leadsTo : aboutOf(about, state.language),
    unless === "" || showsUnless(kind) ? "" : state.words.unless(unless),
    choices.length === 0 || isLong ? "" : state.words.linesOf(choices.join(", ")),
    kind.is !== "secret" ? "" : hasSecret(field, state) ? state.words.keptSecret : "",
    isMade(field, state) ? state.words.madeSecret : "",
  ].filter((hint) => hint !== "");
  const isTall = kind.is === "lines" || kind.is === "pairs" || kind.is === "yaml";
  return (
    <div class={`field ${isTall ? "tall" : ""}`}>
      <label for={path}>
        {labelOf(key, state.language)}
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

/** What holds where nothing is said, in the words of whoever reads. */
function saidUnless(field: FieldSpec, state: FormState): string {
  return sayValue(field, field.fallback, state).replaceAll("\n", ", ");
}

/** Whether it stands where one would type. */
function showsUnless({ is }: FieldSpec["kind"]): boolean {
  return is === "choice" || is === "number" || is === "text" || is === "destination";
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

/** A value in the words of whoever reads. */
export function sayValue(
  { key, kind }: FieldSpec,
  value: unknown,
  { section, language }: Pick<FormState, "section" | "language">,
): string {
  if (value === undefined || value === "") return "";
  const isWord = typeof value === "string" || typeof value === "boolean";
  return (kind.is === "choice" || typeof value === "boolean") && isWord
    ? choiceOf(value, { section, key }, language)
    : showValue(kind, value);
}

function Control(
  { field, state, about, fault }: RowParts & { readonly about: string; readonly fault: string | undefined },
): VNode {
  const { path, key, kind, isRequired } = field;
  const typed = state.typed?.get(path);
  const value = typeof typed === "string" ? typed : kind.is === "secret" ? "" : showValue(kind, state.valueAt(path));
  const unless = saidUnless(field, state);
  const common = {
    id: path,
    name: path,
    disabled: state.isLocked,
    "aria-describedby": about,
    ...fault === undefined ? {} : { "aria-invalid": "true" as const },
  };
  const line = {
    type: "text" as const,
    autocomplete: "off",
    placeholder: unless === "" ? "" : state.words.unless(unless),
    value,
  };
  switch (kind.is) {
    case "choice":
      return (
        <select {...common}>
          {!isRequired && <option value="">{unless === "" ? "–" : state.words.unless(unless)}</option>}
          {kind.of.map((each) => (
            <option key={String(each)} value={String(each)} selected={String(each) === value}>
              {choiceOf(each, { section: state.section, key }, state.language)}
            </option>
          ))}
        </select>
      );
    case "lines":
    case "pairs":
    case "yaml":
      return <textarea {...common} rows={Math.min(12, Math.max(3, value.split("\n").length + 1))} value={value} />;
    case "secret":
      return <input {...common} type="password" autocomplete="new-password" value={value} />;
    case "number":
      return <input {...common} {...line} inputmode="decimal" />;
    case "destination":
      return <input {...common} {...line} list={DESTINATION_LIST} />;
    default:
      return <input {...common} {...line} required={isRequired} />;
  }
}
