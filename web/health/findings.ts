import type { Clock } from "../../core/base/mod.ts";
import type { BoxDoor, Examined, ExaminedThing, OfficeDoor } from "../page/mod.ts";
import type { Words } from "../words/mod.ts";
import { certificateFinding } from "./certificate_finding.ts";
import { officeFindings } from "./office_findings.ts";

export interface HealthSource {
  readonly clock: Pick<Clock, "wall">;
  readonly box: Pick<BoxDoor, "certificates">;
  readonly office: Pick<OfficeDoor, "refused">;
  /** Looks at all that `kontor doctor` judges, away from the thread that carries signalling. */
  examine(): Promise<Examined>;
}

/** Looks at the box now: the machine, and all that was found in the language of these words. */
export async function findingsOf(
  { clock, box, office, examine }: HealthSource,
  words: Words,
): Promise<{ readonly machine: Examined; readonly findings: readonly ExaminedThing[] }> {
  const machine = await examine();
  const certificate = certificateFinding(box.certificates.status(), words, clock.wall());
  return { machine, findings: [...officeFindings(office, words), ...machine.findings[words.language], certificate] };
}
