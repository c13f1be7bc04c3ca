import type { LineSettings } from "../../../core/switchboard/mod.ts";
import { changeLine, LONGEST_NOTE, PRESENCE_STATES } from "../../line/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { maySeeTo, numbersFor } from "../scope.ts";
import { agentOrder, orderAgent } from "../queues/order_agent.ts";
import { AgentCards, agentsOf } from "./agent_card.tsx";
import { Blocked, Calls, Forwards, HowIAm, Quiet, SpeedDials, WakeUp } from "./cards.tsx";
import { LetThroughCard } from "./let_through.tsx";
import { NoPhone } from "./no_phone.tsx";
import { faultOf, wishesOf } from "./wish.ts";

/** What people otherwise set by codes; supervisors and above also that of others in their scope. */
export const phone: Route = {
  path: "/phone",
  needs: "own",
  get: (visit) => {
    const numbers = numbersFor(visit, "steer-calls");
    const wanted = visit.url.searchParams.get("number");
    const number = wanted !== null && numbers.includes(wanted) ? wanted : numbers[0];
    const title = visit.words.nav.me;
    return number === undefined
      ? { title, page: <NoPhone visit={visit} title={title} /> }
      : phonePage(visit, number, {});
  },
};

export const phoneChange: Route = {
  path: "/phone/:number/:what",
  needs: "own",
  post: async (visit, form) => {
    const { world, account, from, words: { phone: words }, params: { number = "", what = "" } } = visit;
    if (lineOf(visit, number) === undefined) return new Response(null, { status: 404 });
    const wishes = what === "presence" ? [] : wishesOf(what, form);
    if (wishes === undefined) return new Response(null, { status: 404 });
    if (what === "presence") say(visit, number, form);
    const refused = changeLine(world, number, wishes);
    if (refused !== undefined) return phonePage(visit, number, { fault: faultOf(refused.change, words) });
    await world.signIn.note("phone.changed", { who: account.name, address: from.address, facts: { number, what } });
    return phonePage(visit, number, { done: words.done });
  },
};

/** An agent's own codes as buttons; a number elsewhere is ordered by whose it is. */
export const phoneAgent: Route = {
  path: "/phone/:number/agent",
  needs: "own",
  post: async (visit, form) => {
    const { world, words: { phone: words, now }, params: { number = "" } } = visit;
    const agent = textOf(form, "agent");
    const [what = "", queue] = textOf(form, "do").split(" ");
    const order = agentOrder(what, { queue, reason: textOf(form, "reason") });
    const isMine = maySeeTo(visit, number, "steer-calls") && agentsOf(world.directory(), number).includes(agent);
    if (order === undefined || !isMine) return new Response(null, { status: 404 });
    const isDone = await orderAgent(visit, agent, order);
    return phonePage(visit, number, isDone ? { done: words.done } : { fault: now.notDone });
  },
};

function say({ world }: SignedVisit, number: string, form: FormData): void {
  const state = PRESENCE_STATES.find((each) => each === textOf(form, "state"));
  const note = textOf(form, "note").trim().slice(0, LONGEST_NOTE);
  const said = state === undefined ? {} : { said: { state, ...note === "" ? {} : { note } } };
  world.ask({ type: "set-presence", number, ...said });
}

/** How somebody has set his phone; undefined where it is not one's business, or there is none. */
function lineOf(visit: SignedVisit, number: string): LineSettings | undefined {
  if (!maySeeTo(visit, number, "steer-calls")) return undefined;
  const answer = visit.world.ask({ type: "line", number });
  return answer.type === "line" ? answer.line : undefined;
}

function phonePage(
  visit: SignedVisit,
  number: string,
  { fault, done }: { readonly fault?: string; readonly done?: string },
): Answer {
  const line = lineOf(visit, number);
  if (line === undefined) return new Response(null, { status: 404 });
  const { nav } = visit.words;
  const isMine = number === visit.account.extension;
  const parts = { visit, line };
  return {
    title: nav.me,
    status: fault === undefined ? 200 : 422,
    page: (
      <>
        <header class="head">
          <h1>{isMine ? nav.me : line.name}</h1>
          <Chooser visit={visit} number={number} />
        </header>
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        {done !== undefined && <Told kind="good">{done}</Told>}
        <div class="columns">
          <div class="stack">
            <AgentCards visit={visit} number={number} />
            <HowIAm {...parts} />
            <Quiet {...parts} />
            <Calls {...parts} />
          </div>
          <div class="stack">
            <Forwards {...parts} />
            <WakeUp {...parts} />
          </div>
          <div class="stack">
            <SpeedDials {...parts} />
            <LetThroughCard {...parts} list="vips" />
            <LetThroughCard {...parts} list="exceptions" />
            <Blocked {...parts} />
          </div>
        </div>
      </>
    ),
  };
}

/** Whose phone, where he may see to several. */
function Chooser({ visit, number }: { readonly visit: SignedVisit; readonly number: string }) {
  const { words: { phone: words }, world } = visit;
  const numbers = numbersFor(visit, "steer-calls");
  if (numbers.length < 2) return <span class="number soft">{number}</span>;
  const { extensions } = world.directory();
  return (
    <form class="row" method="get" action="/phone">
      <label class="only-heard" for="number">{words.whose}</label>
      <select class="input" id="number" name="number">
        {numbers.map((each) => (
          <option key={each} value={each} selected={each === number}>{each} {extensions.get(each)?.name}</option>
        ))}
      </select>
      <button class="button" type="submit">{words.open}</button>
    </form>
  );
}
