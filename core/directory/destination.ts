/** Where a call may lead: the kind picks the call script, the id says which of its kind. */
export interface Destination {
  readonly kind: string;
  readonly id: string;
}

/** What a kind of destination is called in `office.yml`, and what stands behind it. */
export const DESTINATION_KINDS = {
  "extension": "number",
  "group": "number",
  "queue": "number",
  "room": "number",
  "page": "number",
  "voicemail": "number",
  "park": "nothing",
  "announcement": "name",
  "hours": "name",
  "menu": "name",
  "directory": "nothing",
  "disa": "name",
  "clock": "nothing",
  "echo-test": "nothing",
  "hang-up": "cause",
} as const;

/** With what a caller may be let go of on purpose. */
const HANG_UP_CAUSES = ["normal", "busy", "rejected", "unavailable", "not-found"] as const;

/**
 * Reads a destination: `group 600`, `hang-up busy`; or a number as somebody in the office would dial it: `101`,
 * `*43`, `0040211234567`. Undefined when it is neither.
 */
export function parseDestination(text: string): Destination | undefined {
  if (/^[0-9*#+][0-9*#]*$/.test(text)) return { kind: "dial", id: text };
  const [kind = "", id = "", ...more] = text.split(/ +/);
  if (more.length > 0 || !Object.hasOwn(DESTINATION_KINDS, kind)) return undefined;
  const takes: string = DESTINATION_KINDS[kind as keyof typeof DESTINATION_KINDS];
  if (takes === "cause") return HANG_UP_CAUSES.some((cause) => cause === id) ? { kind, id } : undefined;
  return (takes === "nothing") === (id === "") ? { kind, id } : undefined;
}

/** A destination as `office.yml` writes it. */
export function formatDestination({ kind, id }: Destination): string {
  return kind === "dial" ? id : id === "" ? kind : `${kind} ${id}`;
}
