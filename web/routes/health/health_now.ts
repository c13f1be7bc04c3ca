import { knownFindings } from "../../alerts/mod.ts";
import type { ExaminedThing, Route, SignedVisit } from "../../page/mod.ts";
import type { HealthLine } from "../../parts/mod.ts";
import { momentOf } from "../../parts/mod.ts";
import { sayBytes } from "./machine.tsx";

const WEIGHTS: readonly ExaminedThing["verdict"][] = ["bad", "warn", "ok"];

/**
 * How well the box is, as far as it knows already: the lines outside and the certificate as they are, and what the doctor
 * found last, which the box looks for by itself. To look anew takes a worker and seconds: the page of health does.
 */
export function healthNow({ world, words }: Pick<SignedVisit, "world" | "words">): HealthLine {
  const { health, language } = words;
  const { timeZone } = world.directory().office;
  const examined = world.examined();
  const findings = knownFindings(world, words);
  const verdict = WEIGHTS.find((weight) => findings.some((finding) => finding.verdict === weight)) ?? "ok";
  const worst = findings.find((finding) => finding.verdict === verdict);
  const isWell = verdict === "ok" || worst === undefined;
  if (examined === undefined) {
    return isWell
      ? { verdict: "unknown", text: health.notExamined, notes: [] }
      : { verdict, text: worst.text, notes: [health.notExamined] };
  }
  const { at, machine: { disk } } = examined;
  return {
    verdict,
    text: isWell ? health.allWell : worst.text,
    notes: [
      health.examined(momentOf({ at, timeZone, language })),
      ...disk === undefined
        ? []
        : [health.diskFree(sayBytes(disk.freeBytes, language), sayBytes(disk.totalBytes, language))],
    ],
  };
}

/** The same again: what changes slowly is asked for now and then. */
export const liveHealth: Route = {
  path: "/live/health",
  needs: "see-health",
  get: (visit) => Response.json(healthNow(visit), { headers: { "cache-control": "no-store" } }),
};
