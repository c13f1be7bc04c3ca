import type { VNode } from "preact";
import { atLeast, type Level } from "../../health/mod.ts";
import type { Examined, ExaminedThing, SignedVisit } from "../../page/mod.ts";
import { Icon, Told } from "../../parts/mod.ts";
import { Findings } from "./findings.tsx";
import { Log } from "./log.tsx";
import { Lines, Machine, Phones } from "./machine.tsx";

interface HealthParts {
  readonly visit: SignedVisit;
  readonly machine: Examined;
  readonly findings: readonly ExaminedThing[];
  /** The least weighty lines of the log that are wanted. */
  readonly level: Level;
}

export function HealthPage({ visit, machine, findings, level }: HealthParts): VNode {
  const { words: { health: words }, world } = visit;
  const count = (verdict: keyof typeof words.verdicts) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const [bad, warn] = [count("bad"), count("warn")];
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
        <a class="button" href="/health">
          <Icon name="heart-pulse" />
          {words.again}
        </a>
      </header>
      {bad > 0
        ? <Told kind="bad">{words.broken(bad)}</Told>
        : warn > 0
        ? <Told kind="warn">{words.toLookAt(warn)}</Told>
        : <Told kind="good">{words.allWell}</Told>}
      <div class="columns">
        <section class="card">
          <header>
            <h2>{words.checks}</h2>
            <span class="soft">{words.checksText}</span>
          </header>
          <Findings words={words} findings={findings} />
        </section>
        <div class="stack">
          <Machine visit={visit} examined={machine} />
          <Lines visit={visit} />
        </div>
      </div>
      <Phones visit={visit} />
      <Log visit={visit} lines={atLeast(world.logged(), level)} level={level} />
    </>
  );
}
