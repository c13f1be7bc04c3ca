import { SeededChance } from "../../core/base/mod.ts";
import { QUEUE_STRATEGIES, type QueueStrategy } from "../../core/directory/mod.ts";
import {
  type Candidate,
  type Desk,
  FLOOR_RULE,
  type FloorMove,
  type FloorState,
  type FloorView,
  type Offer,
} from "../../features/queue/mod.ts";
import { faultOf, Lots, poolOf } from "./queue_oracle.ts";

/** An agent as the model knows him. */
interface ModelAgent extends Candidate {
  readonly queues: ReadonlySet<QueueStrategy>;
  isIn: boolean;
  isPaused: boolean;
  restsUntil: number;
  /** For whom he is rung, or with whom he talks. */
  takenBy: string | undefined;
  lastAt: number;
  calls: number;
}

interface ModelCall {
  readonly leg: string;
  readonly queue: QueueStrategy;
  priority: number;
  readonly order: number;
  readonly since: number;
  agents: Set<string>;
  talks: boolean;
  tried: Set<string>;
  /** The desk has sent him elsewhere, and he has not gone yet. */
  isSent: boolean;
}

const AGENTS = 30;
const MOST = 12;
const SKILLS = ["german", "sales"];

/** Queues, one of every strategy, with agents of several queues who do as they like; the model knows what must hold. */
export class QueueModel {
  readonly #chance: SeededChance;
  readonly #agents: readonly ModelAgent[];
  readonly #calls = new Map<string, ModelCall>();
  readonly #last = new Map<string, number>();
  #state: FloorState = FLOOR_RULE.empty;
  #now = 1;
  #made = 0;
  readonly counts = {
    calls: 0,
    full: 0,
    offers: 0,
    talked: 0,
    declined: 0,
    abandoned: 0,
    crashed: 0,
    moved: 0,
    sent: 0,
    left: 0,
    // Offers of each strategy.
    all: 0,
    memory: 0,
    "least-recent": 0,
    fewest: 0,
    random: 0,
    linear: 0,
    weighted: 0,
    skills: 0,
  };
  readonly #lots = new Lots();

  constructor(seed: number) {
    this.#chance = new SeededChance(seed);
    const below = (most: number) => this.#chance.below(most);
    this.#agents = Array.from({ length: AGENTS }, (_, at) => ({
      number: `1${at}`,
      at,
      penalty: below(3),
      weight: 1 + below(5),
      skills: Object.fromEntries(SKILLS.filter(() => below(2) === 0).map((skill) => [skill, 1 + below(10)])),
      queues: new Set(QUEUE_STRATEGIES.filter(() => below(3) === 0)),
      isIn: true,
      isPaused: false,
      restsUntil: 0,
      takenBy: undefined,
      lastAt: 0,
      calls: 0,
    }));
  }

  /** One thing happens. */
  step(): void {
    this.#now += this.#chance.below(2_000);
    const what = this.#chance.below(22);
    if (what < 4) this.#join();
    else if (what < 7) this.#match();
    else if (what < 10) this.#answer();
    else if (what < 12) this.#decline();
    else if (what < 16) this.#hangUp(({ talks }) => talks);
    else if (what < 17) this.#hangUp(({ talks }) => !talks);
    else if (what === 20) this.#toFront();
    else if (what === 21) this.#send();
    else this.#change(this.#agents[this.#chance.below(AGENTS)]!, what - 17);
    this.#check();
  }

  /** Everybody hangs up. */
  drain(): void {
    while (this.#calls.size > 0) this.#hangUp(() => true);
    this.#lots.judge();
    this.counts.left = this.#state.callers.length + this.#agents.filter(({ takenBy }) => takenBy !== undefined).length;
  }

  #move(leg: string, move: FloorMove): unknown {
    const { state, outcome } = FLOOR_RULE.move(this.#state, leg, move);
    this.#state = state;
    return outcome;
  }

  #join(): void {
    const strategy = QUEUE_STRATEGIES[this.#chance.below(QUEUE_STRATEGIES.length)]!;
    const leg = `c${this.#made++}`;
    const priority = this.#chance.below(10) === 0 ? 1 : 0;
    this.counts.calls += 1;
    const waiting = [...this.#calls.values()].filter(({ queue, talks }) => queue === strategy && !talks).length;
    const joined = this.#move(leg, {
      do: "join",
      queue: strategy,
      weight: weightOf(strategy),
      priority,
      since: this.#now,
      most: MOST,
    });
    if ((joined === "full") !== waiting >= MOST) throw new Error(`${leg} joined ${strategy}: ${joined} of ${waiting}`);
    if (joined === "full") return void this.counts.full++;
    this.#calls.set(leg, {
      leg,
      queue: strategy,
      priority,
      order: this.#made,
      since: this.#now,
      agents: new Set(),
      talks: false,
      tried: new Set(),
      isSent: false,
    });
  }

  /** The desk has somebody served next. */
  #toFront(): void {
    const call = this.#one(({ isSent }) => !isSent);
    if (call === undefined) return;
    if (this.#move(call.leg, { do: "to-front" }) === call.talks) throw new Error(`${call.leg} was moved wrongly`);
    if (call.talks) return;
    const rivals = [...this.#calls.values()].filter((other) =>
      other !== call && other.queue === call.queue && !other.talks
    );
    call.priority = Math.max(call.priority, ...rivals.map(({ priority }) => priority + 1));
    const view = this.#move(call.leg, { do: "look" }) as FloorView;
    if (view.position !== 1) throw new Error(`${call.leg} is number ${view.position}`);
    this.counts.moved += 1;
  }

  /** The desk sends somebody elsewhere: he is offered to nobody any more. */
  #send(): void {
    const call = this.#one(({ isSent }) => !isSent);
    if (call === undefined) return;
    const isSent = this.#move(call.leg, { do: "send", to: { kind: "dial", id: "101" } }) === true;
    if (isSent === call.talks) throw new Error(`${call.leg} was sent wrongly`);
    call.isSent = isSent;
    if (isSent) this.counts.sent += 1;
  }

  #match(): void {
    const wanted = this.#move("", { do: "who-waits" }) as readonly QueueStrategy[];
    const desks = wanted.map((queue): Desk => ({
      queue,
      strategy: queue,
      needs: queue === "skills" ? SKILLS.slice(0, 1) : [],
      needsForMs: queue === "skills" ? 30_000 : undefined,
      last: this.#last.get(queue) ?? -1,
      agents: this.#agents.filter((agent) => agent.queues.has(queue) && this.#isFree(agent)),
    }));
    const lots = Array.from({ length: 5 }, () => this.#chance.below(1 << 30));
    const offers = this.#move("", { do: "match", desks, now: this.#now, lots }) as readonly Offer[];
    for (const offer of offers) this.#offer(offer, desks);
    for (const call of this.#calls.values()) {
      if (call.talks || call.agents.size > 0 || call.isSent) continue;
      const desk = desks.find(({ queue }) => queue === call.queue)!;
      const idle = desk.agents.filter((agent) => this.#agentOf(agent.number).takenBy === undefined);
      const { needs, needsForMs = Infinity } = desk;
      const able = idle.filter(({ skills }) =>
        this.#now - call.since >= needsForMs || needs.every((need) => skills[need])
      );
      if (able.length > 0) throw new Error(`${call.leg} waits in ${call.queue} while ${able[0]!.number} is idle`);
    }
  }

  #offer({ leg, queue, agents }: Offer, desks: readonly Desk[]): void {
    const call = this.#calls.get(leg);
    const desk = desks.find((each) => each.queue === queue)!;
    if (call === undefined || call.talks || call.isSent || call.agents.size > 0) {
      throw new Error(`${leg} was offered out of turn`);
    }
    for (const other of this.#calls.values()) {
      if (other.isSent) continue;
      const isBefore = other.priority > call.priority || other.priority === call.priority && other.order < call.order;
      if (other.queue === queue && isBefore && !other.talks && other.agents.size === 0 && queue !== "skills") {
        throw new Error(`${leg} was offered before ${other.leg}`);
      }
      const isHeavier = weightOf(other.queue) > weightOf(queue) && other.queue !== "skills";
      if (isHeavier && !other.talks && other.agents.size === 0) {
        const theirs = agents.find((agent) => this.#agentOf(agent).queues.has(other.queue));
        if (theirs !== undefined) throw new Error(`${theirs} was given to ${leg} before ${other.leg}`);
      }
    }
    const free = desk.agents.filter((agent) => {
      const isAble = this.#now - call.since >= (desk.needsForMs ?? Infinity) ||
        desk.needs.every((need) => agent.skills[need]);
      return isAble && this.#agentOf(agent.number).takenBy === undefined;
    });
    const fault = faultOf(agents, {
      strategy: desk.strategy,
      free,
      tried: call.tried,
      last: this.#last.get(queue) ?? -1,
      needs: desk.needs,
    });
    if (fault !== undefined) throw new Error(`${queue} offered ${leg} to ${agents}: ${fault}`);
    if (desk.strategy === "random" || desk.strategy === "weighted") {
      this.#lots.fell(desk.strategy, agents[0]!, poolOf(free, call.tried));
    }
    if (free.every(({ number }) => call.tried.has(number))) call.tried.clear();
    for (const number of agents) {
      const agent = this.#agentOf(number);
      if (!this.#isFree(agent) || agent.takenBy !== undefined) throw new Error(`${number} is not free for ${leg}`);
      agent.takenBy = leg;
      call.agents.add(number);
    }
    this.#last.set(queue, this.#agentOf(agents[0]!).at);
    this.counts.offers += 1;
    this.counts[desk.strategy] += 1;
  }

  #answer(): void {
    const call = this.#one(({ talks, agents }) => !talks && agents.size > 0);
    if (call === undefined) return;
    const agent = [...call.agents][this.#chance.below(call.agents.size)]!;
    if (this.#move(call.leg, { do: "connect", agent, now: 0 }) !== true) {
      throw new Error(`${agent} could not take ${call.leg}`);
    }
    for (const other of call.agents) if (other !== agent) this.#agentOf(other).takenBy = undefined;
    call.agents = new Set([agent]);
    call.talks = true;
    this.#agentOf(agent).calls += 1;
    this.counts.talked += 1;
    // Somebody who answers a moment too late takes nobody.
    const late = this.#agents[this.#chance.below(AGENTS)]!.number;
    if (this.#move(call.leg, { do: "connect", agent: late, now: 0 }) === true) {
      throw new Error(`${late} took ${call.leg} as well`);
    }
  }

  #decline(): void {
    const call = this.#one(({ talks, agents }) => !talks && agents.size > 0);
    if (call === undefined) return;
    const agent = this.#agentOf([...call.agents][this.#chance.below(call.agents.size)]!);
    this.#drop(call, agent);
    agent.restsUntil = this.#now + 5_000;
    this.counts.declined += 1;
  }

  #drop(call: ModelCall, agent: ModelAgent): void {
    this.#move(call.leg, { do: "decline", agent: agent.number });
    call.agents.delete(agent.number);
    call.tried.add(agent.number);
    agent.takenBy = undefined;
  }

  #hangUp(who: (call: ModelCall) => boolean): void {
    const call = this.#one(who);
    if (call === undefined) return;
    // The agent may be free before his caller is gone: he has sent him on.
    if (call.talks && this.#chance.below(4) === 0) this.#move(call.leg, { do: "free" });
    this.#move(call.leg, { do: "leave" });
    this.#calls.delete(call.leg);
    for (const number of call.agents) {
      const agent = this.#agentOf(number);
      agent.takenBy = undefined;
      if (call.talks) {
        agent.lastAt = this.#now;
        agent.restsUntil = this.#now + this.#chance.below(10_000);
      }
    }
    if (!call.talks) this.counts.abandoned += 1;
  }

  /** He logs in or out, pauses or comes back; or his phone dies in the middle of whatever he does. */
  #change(agent: ModelAgent, what: number): void {
    if (what === 0) agent.isIn = !agent.isIn;
    else if (what === 1) agent.isPaused = !agent.isPaused && this.#chance.below(2) === 0;
    else {
      agent.isIn = this.#chance.below(4) !== 0;
      const call = agent.takenBy === undefined ? undefined : this.#calls.get(agent.takenBy);
      if (call === undefined) return;
      this.counts.crashed += 1;
      if (call.talks) this.#hangUp((each) => each === call);
      else this.#drop(call, agent);
    }
  }

  #check(): void {
    const { callers } = this.#state;
    if (callers.length !== this.#calls.size) throw new Error(`${callers.length} callers of ${this.#calls.size}`);
    const taken = new Set<string>();
    for (const { leg, agents, talks } of callers) {
      const call = this.#calls.get(leg);
      if (call === undefined || call.talks !== talks) throw new Error(`${leg} is not as it should be`);
      if (talks && agents.length > 1) throw new Error(`${leg} talks with ${agents}`);
      if (agents.length !== call.agents.size) throw new Error(`${leg} has ${agents}`);
      for (const agent of agents) {
        if (!call.agents.has(agent) || taken.has(agent)) throw new Error(`${agent} has two callers`);
        taken.add(agent);
      }
    }
  }

  #isFree({ isIn, isPaused, restsUntil, takenBy }: ModelAgent): boolean {
    return isIn && !isPaused && restsUntil <= this.#now && takenBy === undefined;
  }

  #agentOf(number: string): ModelAgent {
    return this.#agents[Number(number.slice(1))]!;
  }

  #one(who: (call: ModelCall) => boolean): ModelCall | undefined {
    const fitting = [...this.#calls.values()].filter(who);
    return fitting[this.#chance.below(fitting.length)];
  }
}

/** Which of its queues an agent serves first. */
function weightOf(queue: string): number {
  return QUEUE_STRATEGIES.findIndex((each) => each === queue) % 3;
}

/** So many callers come into eight queues. */
export function fuzzQueue(seed: number, count: number): QueueModel["counts"] {
  const model = new QueueModel(seed);
  while (model.counts.calls < count) model.step();
  model.drain();
  return model.counts;
}
