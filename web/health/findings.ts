import type { Clock } from "../../core/base/mod.ts";
import type { BoxDoor, Examined, ExaminedThing } from "../page/mod.ts";
import type { Words } from "../words/mod.ts";
import { certificateFinding } from "./certificate_finding.ts";

export interface HealthSource {
  readonly clock: Pick<Clock, "wall">;
  readonly box: Pick<BoxDoor, "certificates">;
  /** Looks at all that `kontor doctor` judges, away from the thread that carries signalling. */
  examine(): Promise<Examined>;
}

/** Looks at the box now: the machine, and all that was found in the language of these words. */
export async function findingsOf(
  { clock, box, examine }: HealthSource,
  words: Words,
): Promise<{ readonly machine: Examined; readonly findings: readonly ExaminedThing[] }> {
  const machine = await examine();
  const certificate = certificateFinding(box.certificates.status(), words, clock.wall());
  return { machine, findings: [...machine.findings[words.language], certificate] };
}
