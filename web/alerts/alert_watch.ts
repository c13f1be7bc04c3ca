import { isClockBelieved, type Log, sentenceOf } from "../../core/base/mod.ts";
import type { AuditLog } from "../../core/store/mod.ts";
import type { Alert, DeskWorld } from "../page/mod.ts";
import { ALERT_FAMILY, alertPage, keyOf, type Page, readAlert } from "./alert_page.ts";
import { changesIn, type Look } from "./changes.ts";
import { guessesIn } from "./guesses.ts";
import { inBoth } from "./in_both.ts";
import { type Knower, knownFindings, unknownTrunks } from "./known_findings.ts";

const LOOK_EVERY_MS = 60_000;
/** Of what is found these are told of; the rest waits on the page of health. */
const TOLD_OF: readonly string[] = ["trunk", "disk", "web.tls"];

export interface AlertWatchParts {
  readonly world: Knower & Pick<DeskWorld, "directory">;
  readonly audit: Pick<AuditLog, "lines">;
  /** Trunks and extensions whose calls sound bad. */
  readonly soundsBad: () => Promise<readonly string[]>;
  /** Calls `fire` after so many milliseconds; what it returns takes the call back. */
  readonly timer: (fire: () => void, ms: number) => () => void;
  /** Writes pages of the notebook. */
  readonly keep: (pages: readonly Page[]) => void;
  readonly log: Log;
}

/** Looks every minute whether the box goes well. What was told is kept, so that a restart neither forgets nor repeats it. */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #alerts = new Map<string, Alert>();
  #cancel: () => void = () => {};
  #isStopped = false;

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
  }

  /** The last word on each thing, newest first. */
  all(): readonly Alert[] {
    return [...this.#alerts.values()].sort((one, other) => other.at - one.at);
  }

  /** With what was kept from before the start. */
  start(pages: readonly Page[]): void {
    for (const { family, key, value } of pages) {
      const alert = family === ALERT_FAMILY ? readAlert(value) : undefined;
      if (alert !== undefined) this.#alerts.set(key, alert);
    }
    this.#lookSoon();
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    const { world, keep, log } = this.#parts;
    const now = world.clock.wall();
    try {
      // Without the time nobody can say what is over, nor for how long a certificate is good.
      const look = isClockBelieved(now) ? await this.#lookAt(now) : undefined;
      if (look !== undefined && !this.#isStopped) {
        const changes = changesIn(this.#alerts, look, now);
        for (const [key, alert] of changes) {
          if (alert === undefined) this.#alerts.delete(key);
          else this.#alerts.set(key, alert);
        }
        if (changes.size > 0) keep([...changes].map(([key, alert]) => alertPage(key, alert)));
      }
    } catch (error) {
      log.write({ level: "warn", text: "Cannot look for alerts", facts: { reason: sentenceOf(error) } });
    }
    this.#lookSoon();
  }

  #lookSoon(): void {
    if (!this.#isStopped) this.#cancel = this.#parts.timer(() => void this.#look(), LOOK_EVERY_MS);
  }

  async #lookAt(now: number): Promise<Look> {
    const { world, audit, soundsBad } = this.#parts;
    const events = await guessesIn(audit);
    const bad = await soundsBad();
    const unknown = [
      ...unknownTrunks(world).map((of) => ({ about: "trunk", of })),
      ...world.examined() === undefined ? [{ about: "disk", of: "" }] : [],
    ];
    return {
      things: [...this.#found(now), ...bad.map((source) => this.#badSource(source, now))],
      unknown: new Set(unknown.map(keyOf)),
      events,
    };
  }

  #found(at: number): readonly Alert[] {
    const { en, ro } = inBoth((words) =>
      knownFindings(this.#parts.world, words).filter(({ about }) => TOLD_OF.includes(about)).map((finding) => ({
        ...finding,
        said: [...finding.of === undefined ? [words.health.about[finding.about]] : [], finding.text].join(": "),
      }))
    );
    return en.map(({ about, of = "", verdict, said }, nth) => ({
      ...{ about, of, at, verdict, isEvent: false },
      text: { en: said, ro: ro[nth]?.said ?? said },
    }));
  }

  #badSource(source: string, at: number): Alert {
    const name = this.#parts.world.directory().extensions.get(source)?.name;
    const who = name === undefined ? source : `${name} (${source})`;
    const text = inBoth(({ alerts }) => alerts.soundsBad(who));
    return { about: "quality", of: source, at, verdict: "warn", isEvent: false, text };
  }
}
