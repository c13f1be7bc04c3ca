/** What so many agents make of so many calls, if nobody ever gives up (Erlang C knows no abandonment). */
export interface Staffing {
  /** Offered load in Erlang. */
  readonly load: number;
  /** How likely a caller has to wait. */
  readonly waiting: number;
  /** Share answered within the threshold. */
  readonly serviceLevel: number;
  readonly averageWaitS: number;
  readonly occupancy: number;
}

/** Erlang C; null when the agents cannot keep up, and the queue would grow without end. */
export function erlangC(
  agents: number,
  work: { readonly callsPerHour: number; readonly handlingS: number; readonly thresholdS?: number },
): Staffing | null {
  const { callsPerHour, handlingS, thresholdS = 20 } = work;
  const load = callsPerHour * handlingS / 3_600;
  if (!(load < agents)) return null;
  // Erlang B by its recurrence: factorials would overflow at 170 agents.
  let blocked = 1;
  for (let count = 1; count <= agents; count++) blocked = load * blocked / (count + load * blocked);
  const waiting = agents * blocked / (agents - load * (1 - blocked));
  const idle = agents - load;
  return {
    load,
    waiting,
    serviceLevel: 1 - waiting * Math.exp(-idle * thresholdS / handlingS),
    averageWaitS: waiting * handlingS / idle,
    occupancy: load / agents,
  };
}
