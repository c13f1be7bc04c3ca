/**
 * What goes wrong with the box, and well again, while nobody looks: found again and again, and told once to whoever keeps it.
 *
 * @module
 */
export { AlertWatch, type AlertWatchParts } from "./alert_watch.ts";
export { ALERT_FAMILY } from "./alert_page.ts";
export { type KnownFinding, knownFindings } from "./known_findings.ts";
