import type { ComponentChildren, JSX, VNode } from "preact";

export interface FieldParts {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly value?: string;
  readonly type?: "text" | "password" | "email" | "tel" | "number" | "search" | "date" | "time";
  /** What the browser may fill in: `username`, `current-password`, `one-time-code`. */
  readonly fills?: string;
  readonly required?: boolean;
  /** Where one begins to type. */
  readonly first?: boolean;
}

/** One line of a form: what is wanted, where it is typed, what helps, and what was wrong with it. */
export function Field(parts: FieldParts): VNode {
  const { name, label, hint, fault, value = "", type = "text", fills = "off", required = false, first = false } = parts;
  const about = [hint === undefined ? "" : `${name}-hint`, fault === undefined ? "" : `${name}-fault`].filter(Boolean);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        {...{ type } as JSX.IntrinsicElements["input"]}
        value={value}
        autocomplete={fills}
        required={required}
        autofocus={first}
        {...about.length === 0 ? {} : { "aria-describedby": about.join(" ") }}
        {...fault === undefined ? {} : { "aria-invalid": "true" }}
      />
      {hint !== undefined && <span class="hint" id={`${name}-hint`}>{hint}</span>}
      {fault !== undefined && <span class="fault" id={`${name}-fault`}>{fault}</span>}
    </div>
  );
}

/** What the box has to say before anything else. */
export function Told(
  { kind = "", children }: { readonly kind?: "" | "good" | "warn" | "bad"; readonly children: ComponentChildren },
): VNode {
  return <div class={`told ${kind}`} role={kind === "bad" ? "alert" : "status"}>{children}</div>;
}
