import type { Group, GroupMember } from "../../core/directory/mod.ts";

/** Who rings together, each so long after the first, and for how long in all. */
export interface Wave {
  readonly members: readonly { readonly number: string; readonly afterMs: number }[];
  readonly forMs: number;
}

/** The waves in which a group's people ring, in this order of them; together they last as long as the group rings. */
export function wavesOf(group: Group, order: readonly GroupMember[]): readonly Wave[] {
  const forMs = group.ringForS * 1000;
  const stepMs = group.memberForS * 1000;
  if (order.length === 0) return [];
  switch (group.strategy) {
    case "all":
      return [{ members: order.map(({ number, delayS }) => ({ number, afterMs: delayS * 1000 })), forMs }];
    case "memory":
      return [{ members: order.map(({ number }, at) => ({ number, afterMs: at * stepMs })), forMs }];
    case "hunt":
    case "random": {
      const waves: Wave[] = [];
      for (let at = 0; at * stepMs < forMs; at++) {
        const { number } = order[at % order.length]!;
        waves.push({ members: [{ number, afterMs: 0 }], forMs: Math.min(stepMs, forMs - at * stepMs) });
      }
      return waves;
    }
  }
}
