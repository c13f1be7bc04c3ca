import type { Json } from "../../core/base/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import type { Alert } from "../page/mod.ts";

/** The family of the notebook that keeps alerts, by what they are about. */
export const ALERT_FAMILY = "desk-alert";

/** A page of the notebook. */
export type Page = Parameters<Store["notebook"]["put"]>[0];

/** One word on each thing: the next takes its place. */
export function keyOf({ about, of }: Pick<Alert, "about" | "of">): string {
  return `${about} ${of}`;
}

/** The page that keeps one; undefined has it forgotten. */
export function alertPage(key: string, alert: Alert | undefined): Page {
  return { family: ALERT_FAMILY, key, value: alert === undefined ? undefined : { ...alert, text: { ...alert.text } } };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readAlert(kept: Json | undefined): Alert | undefined {
  const { about, of, at, verdict, isEvent, text } = fieldsOf(kept);
  const { en, ro } = fieldsOf(text);
  if (typeof about !== "string" || typeof of !== "string" || typeof at !== "number") return undefined;
  if (verdict !== "ok" && verdict !== "warn" && verdict !== "bad") return undefined;
  return typeof en === "string" && typeof ro === "string"
    ? { about, of, at, verdict, isEvent: isEvent === true, text: { en, ro } }
    : undefined;
}

function fieldsOf(kept: Json | undefined): { readonly [key: string]: Json } {
  return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? kept as { [key: string]: Json } : {};
}
