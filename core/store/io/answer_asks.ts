import type { Ask, Asks, Reply } from "./asks.ts";

/** One function per question. */
export type Answers<A extends Asks> = {
  readonly [Name in keyof A]: (told: A[Name]["told"]) => A[Name]["answer"] | Promise<A[Name]["answer"]>;
};

/** The half of a worker's global scope that the compiler does not know in this program. */
interface WorkerScope {
  postMessage(message: Reply): void;
}

/**
 * Makes this worker answer: one question at a time, in the order they were asked. What an answer throws goes back as a
 * fault; a question that nobody knows is a mistake of ours and ends the worker.
 */
export function answerAsks<A extends Asks>(answers: Answers<A>): void {
  const scope = globalThis as typeof globalThis & WorkerScope;
  const byName = new Map<string, (told: A[string]["told"]) => unknown>(Object.entries(answers));
  let before: Promise<void> = Promise.resolve();
  scope.addEventListener("message", (event) => {
    const { id, name, told } = (event as MessageEvent<Ask>).data;
    const answer = byName.get(name);
    if (answer === undefined) throw new Error(`Cannot answer "${name}": no case is written for it`);
    before = before.then(async () => scope.postMessage(await attempt(id, () => answer(told))));
  });
}

async function attempt(id: number, answer: () => unknown): Promise<Reply> {
  try {
    return { id, answer: await answer() };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) };
  }
}
