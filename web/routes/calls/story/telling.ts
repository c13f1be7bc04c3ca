import type { Party } from "../../../../core/record/mod.ts";
import type { Beat, BeatOf, EventOf, Untimed } from "./beat.ts";

/** A leg, and the beats that it has begun and not ended. */
export interface Sitting {
  party: Party;
  readonly direction: "in" | "out";
  isAnswered: boolean;
  ring?: BeatOf<"rang">;
  ringSince?: number;
  hold?: BeatOf<"held">;
  room?: BeatOf<"joined">;
  listening?: BeatOf<"listened">;
}

/** Two who talk. */
interface Talk {
  readonly legs: readonly [string, string];
  readonly since: number;
  readonly beat: BeatOf<"talked">;
}

/** What is told of a call so far, and what goes on until a later event ends it. */
export class Telling {
  readonly beats: Beat[] = [];
  readonly legs: Map<string, Sitting> = new Map();
  readonly left: Map<string, EventOf<"leg.ended">> = new Map();
  talk: Talk | undefined;
  lastPair: readonly [string, string] | undefined;
  wait: BeatOf<"waited"> | undefined;
  sent: BeatOf<"sent"> | undefined;
  /** Milliseconds since the call began. */
  now = 0;

  partyOn(leg: string): Party | undefined {
    return this.legs.get(leg)?.party;
  }

  tell(beat: Untimed): void {
    this.beats.push({ at: this.now, ...beat } as Beat);
  }

  /** Tells what somebody did, where it is known who. */
  tellBy(leg: string, beatOf: (who: Party) => Untimed): void {
    const who = this.partyOn(leg);
    if (who !== undefined) this.tell(beatOf(who));
  }

  /** Tells what goes on: the rest of it is filled in when it is known. */
  begin<Begun extends Beat>(beat: Begun): Begun {
    this.beats.push(beat);
    return beat;
  }
}
