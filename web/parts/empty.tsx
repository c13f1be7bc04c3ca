import type { ComponentChildren, VNode } from "preact";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon_names.ts";

export interface EmptyParts {
  readonly icon?: IconName;
  readonly title?: string;
  /** What one would see here, and when. */
  readonly text?: string | undefined;
  /** What leads on from here. */
  readonly children?: ComponentChildren;
}

/** In place of a list in which there is nothing. */
export function Empty({ icon, title, text, children, ...data }: EmptyParts): VNode {
  return (
    <div class="empty" {...data}>
      {icon !== undefined && <Icon name={icon} />}
      {title !== undefined && <b>{title}</b>}
      {text !== undefined && <span class="soft">{text}</span>}
      {children}
    </div>
  );
}
