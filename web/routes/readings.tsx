import type { VNode } from "preact";
import { Progress } from "../islands/mod.ts";
import type { Route, SignedVisit } from "../page/mod.ts";
import { Told } from "../parts/mod.ts";

/** Whether the tables of calls tell of all calls by now; it is asked while a page says that they do not. */
export const readings: Route = {
  path: "/readings",
  needs: "self",
  get: ({ world }) => {
    const isOver = !world.reader.isFarBehind();
    return Response.json({ done: 0, isOver }, { headers: { "cache-control": "no-store" } });
  },
};

const ASKED_EVERY_MS = 2_000;

/** Above a page of calls, while the tables that it is made of are made anew; nothing else. */
export function ReadingAnew({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { world, words: { calls: words } } = visit;
  if (!world.reader.isFarBehind()) return null;
  return (
    <Told kind="warn">
      <div>
        {words.readingAnew}
        <Progress again="/readings" title={words.readingAnew} everyMs={ASKED_EVERY_MS} />
      </div>
    </Told>
  );
}
