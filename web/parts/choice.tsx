import type { ComponentChildren, VNode } from "preact";
import { Icon } from "./icon.tsx";

export interface ChoiceParts {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

/** One of several, to narrow a list by. */
export function Choice({ name, label, value, options }: ChoiceParts): VNode {
  return (
    <label>
      <span>{label}</span>
      <select class="input" name={name}>
        {options.map(([each, text]) => <option key={each} value={each} selected={each === value}>{text}</option>)}
      </select>
    </label>
  );
}

export interface FiltersParts {
  /** The page that is narrowed. */
  readonly action: string;
  readonly find: string;
  readonly more: string;
  /** Whether the rest is shown at once: something of it is looked for. */
  readonly isOpen: boolean;
  /** What most people look for. */
  readonly children: ComponentChildren;
  readonly rest: ComponentChildren;
}

/** What a list is narrowed by: the usual in sight, the rest a click away. */
export function Filters({ action, find, more, isOpen, children, rest }: FiltersParts): VNode {
  return (
    <form class="filters" method="get" action={action} role="search">
      {children}
      <button class="button" type="submit">
        <Icon name="search" />
        {find}
      </button>
      <details open={isOpen}>
        <summary>{more}</summary>
        <div class="filters">{rest}</div>
      </details>
    </form>
  );
}
