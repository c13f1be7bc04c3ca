import { certificateFinding, officeFindings } from "../health/mod.ts";
import type { BoxDoor, DeskWorld, ExaminedThing, OfficeDoor } from "../page/mod.ts";
import { troubleIn } from "../parts/mod.ts";
import type { Words } from "../words/mod.ts";

export interface KnownFinding extends ExaminedThing {
  /** Which of several. */
  readonly of?: string;
}

export interface Knower extends Pick<DeskWorld, "ask" | "clock" | "examined"> {
  readonly office: Pick<OfficeDoor, "refused">;
  readonly box: { readonly certificates: Pick<BoxDoor["certificates"], "status"> };
}

/** How the box is, as far as that is known at once: lines outside, office and certificate as they are, the machine as it was. */
export function knownFindings(world: Knower, words: Words): readonly KnownFinding[] {
  const { health, now, language } = words;
  const answer = world.ask({ type: "trunks" });
  const trunks = answer.type === "trunks" ? answer.trunks : [];
  return [
    ...trunks.flatMap(({ name, state, why }): readonly KnownFinding[] => {
      if (state === "starting") return [];
      const reason = why === undefined || state === "up" ? [] : [troubleIn(why, now.trouble)];
      const text = [`${name}: ${health.trunkState[state]}`, ...reason].join(", ");
      return [{ about: "trunk", of: name, verdict: state === "up" ? "ok" : "bad", text }];
    }),
    ...officeFindings(world.office, words),
    certificateFinding(world.box.certificates.status(), words, world.clock.wall()),
    ...world.examined()?.machine.findings[language] ?? [],
  ];
}

/** Of which of them nobody can say yet how they are. */
export function unknownTrunks({ ask }: Pick<Knower, "ask">): readonly string[] {
  const answer = ask({ type: "trunks" });
  return answer.type === "trunks"
    ? answer.trunks.filter(({ state }) => state === "starting").map(({ name }) => name)
    : [];
}
