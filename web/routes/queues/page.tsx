import type { CallBackView, CallListView } from "../../../core/switchboard/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { textOf } from "../../page/mod.ts";
import { DialLink, Empty, Icon, Moment } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

/** What a queue has to do besides those who wait: whom it is to call back, and how far it is with its list. */
export const queuePage: Route = {
  path: "/queues/:queue",
  needs: "see-live",
  get: (visit) => {
    const { words: { queues: words } } = visit;
    const queue = queueOf(visit);
    if (queue === undefined) return new Response(null, { status: 404 });
    const list = listOf(visit, queue.number);
    return {
      title: queue.name,
      page: (
        <>
          <header class="head">
            <h1>{queue.name === "" ? queue.number : queue.name}</h1>
            <a class="button" href="/">{words.back}</a>
          </header>
          <div class="columns">
            <Booked visit={visit} queue={queue.number} booked={bookedOf(visit, queue.number)} />
            {list !== undefined && <Progress visit={visit} list={list} />}
          </div>
        </>
      ),
    };
  },
};

/** Somebody is not called back after all. */
export const callBackCancel: Route = {
  path: "/queues/:queue/cancel",
  needs: "steer-calls",
  post: async (visit, form): Promise<Answer> => {
    const { world, account, from } = visit;
    const queue = queueOf(visit);
    const one = queue && bookedOf(visit, queue.number).find(({ key }) => key === textOf(form, "key"));
    if (queue === undefined || one === undefined) return new Response(null, { status: 404 });
    // Where he is being called this moment the page that follows still has him.
    if (world.ask({ type: "cancel-call-back", key: one.key }).type === "done") {
      const facts = { queue: queue.number, number: one.number };
      await world.signIn.note("queue.call-back-cancelled", { who: account.name, address: from.address, facts });
    }
    return { goTo: `/queues/${queue.number}` };
  },
};

/** Undefined where there is none in his part of the office. */
function queueOf({ world, account: { scope }, params: { queue: number = "" } }: SignedVisit) {
  return scope === undefined || scope.includes(number) ? world.directory().queues.get(number) : undefined;
}

function bookedOf({ world }: SignedVisit, number: string): readonly CallBackView[] {
  const answer = world.ask({ type: "call-backs" });
  return answer.type === "call-backs" ? answer.booked.filter(({ queue }) => queue === number) : [];
}

function listOf({ world }: SignedVisit, number: string): CallListView | undefined {
  const answer = world.ask({ type: "call-lists" });
  return answer.type === "call-lists" ? answer.lists.find(({ queue }) => queue === number) : undefined;
}

function Booked(
  { visit, queue, booked }: {
    readonly visit: SignedVisit;
    readonly queue: string;
    readonly booked: readonly CallBackView[];
  },
) {
  const { words: { queues: words, language }, world, account } = visit;
  const { timeZone } = world.directory().office;
  return (
    <section class="card">
      <header>
        <Icon name="phone-call" />
        <h2>{words.callBacks}</h2>
        <span class="soft">{booked.length}</span>
      </header>
      {booked.length === 0 ? <Empty text={words.nobody} /> : (
        <table class="table stacks">
          <tbody>
            {booked.map(({ key, number, name, dueAt }) => (
              <tr key={key} data-booked={number}>
                <th scope="row">
                  {name} <DialLink number={number} />
                </th>
                <td>
                  {dueAt === undefined ? words.waits : <Moment at={dueAt} timeZone={timeZone} language={language} />}
                </td>
                <td class="end">
                  {mayDo(account, "steer-calls") && (
                    <form method="post" action={`/queues/${queue}/cancel`}>
                      <button
                        class="button small danger"
                        name="key"
                        value={key}
                        type="submit"
                        aria-label={`${words.cancel}: ${name ?? number}`}
                      >
                        {words.cancel}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Progress({ visit, list }: { readonly visit: SignedVisit; readonly list: CallListView }) {
  const { words: { queues: words } } = visit;
  const all = list.waiting + list.reached + list.givenUp;
  return (
    <section class="card padded" data-list={list.queue}>
      <h2>{words.list}</h2>
      <meter min={0} max={Math.max(1, all)} value={all - list.waiting} aria-label={words.list} />
      <dl class="facts">
        <dt>{words.toCall}</dt>
        <dd>{list.waiting}</dd>
        <dt>{words.reached}</dt>
        <dd>{list.reached}</dd>
        <dt>{words.givenUp}</dt>
        <dd>{list.givenUp}</dd>
      </dl>
    </section>
  );
}
