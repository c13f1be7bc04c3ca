import type { VNode } from "preact";
import { type FieldSpec, type RowsKind, showValue, SWITCH, valueIn } from "../../forms/mod.ts";
import { aboutOf, choiceOf, type DeskLanguage, labelOf, type Words } from "../../words/mod.ts";
import { DESTINATION_LIST } from "./destinations.tsx";
import { SCHEDULE_LIST } from "./schedules.tsx";

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
  /** Of one of several rows: all of them may be left empty. */
  readonly isInRow?: boolean;
  /** Which rows were wanted more of; undefined: none. */
  readonly more?: string;
}

export interface RowParts {
  readonly field: FieldSpec;
  readonly state: FormState;
}

/** What is typed where something may be switched. */
const TYPED = { true: `"${SWITCH.true}"`, false: `"${SWITCH.false}"` } as const;

/** What a field means, by what one chooses or types there rather than by what the file says. */
export function aboutIn({ about, kind }: FieldSpec, language: DeskLanguage): string {
  return kind.is === "text" && kind.switches.length > 0 ? aboutOf(about, language, TYPED) : aboutOf(about, language);
}

/** What holds where nothing is said, in the words of whoever reads. */
export function saidUnless(field: FieldSpec, state: FormState): string {
  return sayValue(field, field.fallback, state).replaceAll("\n", ", ");
}

/** A value in the words of whoever reads. */
export function sayValue(
  { key, kind }: FieldSpec,
  value: unknown,
  { section, language }: Pick<FormState, "section" | "language">,
): string {
  if (value === undefined || value === "") return "";
  if (kind.is === "rows") return rowsInWords(kind, value, { section, language });
  const isWord = typeof value === "string" || typeof value === "boolean";
  return (kind.is === "choice" || typeof value === "boolean") && isWord
    ? choiceOf(value, { section, key }, language)
    : showValue(kind, value);
}

/** `101; 102 (Delay: 10)`: the first field of each row, and what it says besides. */
function rowsInWords(kind: RowsKind, value: unknown, at: Pick<FormState, "section" | "language">): string {
  const rows: readonly (readonly [string, unknown])[] = kind.isKeyed
    ? Object.entries(value ?? {})
    : (Array.isArray(value) ? value : [value]).map((row: unknown) => ["", row]);
  return rows.map(([key, row]) => {
    const said = kind.fields.flatMap((field) => {
      const each = typeof row === "object"
        ? valueIn(row, field.path.split("."))
        : field === kind.fields[0]
        ? row
        : undefined;
      const text = sayValue(field, each, at);
      return text === "" ? [] : [{ label: labelOf(field.place, at.language), text }];
    });
    const [first, ...more] = said;
    const besides = more.map(({ label, text }) => `${label}: ${text}`).join(", ");
    const whole = `${first?.text ?? ""}${besides === "" ? "" : ` (${besides})`}`;
    return key === "" ? whole : `${key}: ${whole}`;
  }).join("; ");
}

/** Where one types or chooses what a field says. */
export function Control(
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
          {(!isRequired || state.isInRow === true) && (
            <option value="">{unless === "" ? "–" : state.words.unless(unless)}</option>
          )}
          {kind.of.map((each) => (
            <option key={String(each)} value={String(each)} selected={String(each) === value}>
              {choiceOf(each, { section: state.section, key }, state.language)}
            </option>
          ))}
        </select>
      );
    case "rows":
    case "lines":
    case "pairs":
    case "yaml":
      return (
        <textarea
          {...common}
          rows={Math.min(12, Math.max(state.isInRow === true ? 1 : 3, value.split("\n").length + 1))}
          value={value}
        />
      );
    case "secret":
      return <input {...common} type="password" autocomplete="new-password" value={value} />;
    case "number":
      return <input {...common} {...line} inputmode="decimal" />;
    case "destination":
      return <input {...common} {...line} list={DESTINATION_LIST} />;
    case "schedule":
      return <input {...common} {...line} list={SCHEDULE_LIST} />;
    default:
      return <input {...common} {...line} required={isRequired && state.isInRow !== true} />;
  }
}
