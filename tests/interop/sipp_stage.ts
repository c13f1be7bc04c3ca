/**
 * A box with SIPps on both sides of it: who calls, who is called, and nothing left behind.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Box, type BoxOptions, secretOf } from "./box.ts";
import {
  answer,
  answerInside,
  audio,
  expect,
  hangingUp,
  inviteKept,
  inviting,
  registering,
  request,
  ringing,
  scenario,
  type Steps,
} from "./scenario.ts";
import { Sipp, type SippOptions, sippPort, type SippResult, type SippUser } from "./sipp.ts";
import { onSteadyMachine } from "./steady.ts";
import { realTest, type Tool } from "./tool.ts";

/** How a SIPp of a test runs; one call unless told. */
export type RunOptions = Partial<Pick<SippOptions, "calls" | "rate" | "limit" | "withinS" | "args" | "transport">>;

/** A box under test and the SIPps around it. */
export class Stage {
  readonly box: Box;
  readonly #opened: AsyncDisposableStack;
  /** By the number of the first extension that SIPp plays there. */
  readonly #ports = new Map<string, number>();

  constructor(box: Box, opened: AsyncDisposableStack) {
    this.box = box;
    this.#opened = opened;
  }

  /** Registers extensions at one SIPp, without answering for them; the port where they are. */
  async registered(numbers: readonly string[]): Promise<number> {
    const users = numbers.map((number) => ({ number, secret: secretOf(number) }));
    const port = this.#portOf(users);
    const run = { to: this.box.port, port, users, calls: users.length, withinS: 20 };
    allGood(await Sipp.run({ scenario: scenario("register", registering), ...run }), users.length);
    return port;
  }

  /** Registers extensions at one SIPp and has it answer their calls by the steps. */
  async callee(numbers: string | readonly string[], steps: Steps, options: RunOptions = {}): Promise<Callee> {
    const { calls = 1, withinS = 60, ...more } = options;
    const port = await this.registered(typeof numbers === "string" ? [numbers] : numbers);
    const sipp = await Sipp.start({ scenario: scenario("callee", steps), port, calls, withinS, ...more });
    this.#opened.adopt(sipp, async (sipp) => void await sipp.stop());
    return {
      done: async () => allGood(await sipp.end(), calls),
      leave: () => sipp.stop(),
      cutOff: () => sipp.cutOff(),
    };
  }

  /** Has an extension call a number by the steps. Throws unless every call went as they say. */
  async caller(number: string, calls: string, steps: Steps, options: RunOptions = {}): Promise<SippResult> {
    return await this.callers([{ number, secret: secretOf(number), calls }], steps, options);
  }

  /** Has extensions call, one after the other. Throws unless every call went as the steps say. */
  async callers(users: readonly SippUser[], steps: Steps, options: RunOptions = {}): Promise<SippResult> {
    const sipp = await this.#start(users, steps, options);
    const result = await sipp.end();
    allGood(result, options.calls ?? 1);
    return result;
  }

  /** Has an extension begin to call a number by the steps, and does not wait for the end. */
  async calling(number: string, calls: string, steps: Steps, options: RunOptions = {}): Promise<Sipp> {
    return await this.#start([{ number, secret: secretOf(number), calls }], steps, options);
  }

  async #start(users: readonly SippUser[], steps: Steps, options: RunOptions): Promise<Sipp> {
    const run = {
      to: this.box.port,
      port: this.#portOf(users),
      users,
      calls: 1,
      withinS: 60,
      echoes: false,
      ...options,
    };
    const sipp = await Sipp.start({ scenario: scenario("caller", steps), ...run });
    return this.#opened.adopt(sipp, async (sipp) => void await sipp.stop());
  }

  /** One port for the same first number, all test long. */
  #portOf(users: readonly SippUser[]): number {
    const number = users[0]?.number ?? "";
    const port = this.#ports.get(number) ?? sippPort();
    this.#ports.set(number, port);
    return port;
  }
}

/** A SIPp that is called. */
export interface Callee {
  /** Waits until all its calls are over; throws unless they went as its steps say. */
  done(): Promise<void>;
  /** Takes it away, with whatever it has not answered. */
  leave(): Promise<SippResult>;
  /** Takes it away at once. */
  cutOff(): Promise<SippResult>;
}

/** Throws unless all calls of a run were successful. */
export function allGood(result: SippResult, calls: number): void {
  assert.deepEqual([result.successful, result.failed], [calls, 0], result.errors);
}

export type StageOptions = BoxOptions & {
  readonly tools?: readonly Tool[];
  /** What is said must have been heard in time: judged only where the machine kept it. */
  readonly inTime?: boolean;
};

/** What happens on a stage of its own. */
export interface Play {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
  readonly options?: BoxOptions;
}

/** A test with a box, which must be empty at its end. */
export function onStage(
  name: string,
  run: (stage: Stage) => Promise<void>,
  { tools = [], inTime = false, ...options }: StageOptions = {},
): void {
  const play = (): Promise<void> => perform({ name, run, options });
  realTest(name, ["sipp", ...tools], () => inTime ? onSteadyMachine(play) : play());
}

/** Plays that mostly wait, all at once, each with a box of its own: one test, which names those that failed. */
export function onStages(name: string, plays: readonly Play[]): void {
  realTest(`${name}: ${plays.map((play) => play.name).join("; ")}`, ["sipp"], async () => {
    const ended = await Promise.allSettled(plays.map(perform));
    const faults = ended.flatMap((end, at) => end.status === "rejected" ? [`${plays[at]!.name}: ${end.reason}`] : []);
    if (faults.length > 0) throw new Error(faults.join("\n\n"));
  });
}

async function perform({ run, options = {} }: Play): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(options), (box) => box.stop());
  try {
    await run(new Stage(box, opened));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\nThe box: ${box.log.slice(-3000)}`, {
      cause: error,
    });
  }
  await box.untilEmpty();
}

/** The caller's part up to a talking call. The CSeq of its next request is 3. */
export const talking: Steps = [
  inviting(),
  ringing,
  expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
  request("ACK", { cseq: 2, inDialog: true }),
];

/** The callee's part up to a talking call: it rings, answers and is acknowledged. */
export const answering: Steps = [
  expect("INVITE", { dialog: true, matching: /m=audio [1-9]/, keep: inviteKept }),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
];

/** The callee is hung up on. */
export const hungUpOn: Steps = [expect("BYE"), answerInside("200 OK")];

/** The caller hangs up; `cseq` is one more than that of its last request. */
export const hangUp = (cseq = 3): Steps => [hangingUp(cseq)];
