import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { LineChange, LineSettings } from "../../core/switchboard/mod.ts";
import { changeLine, dialledAs, FORWARD_WHEN, LONGEST_NOTE, PRESENCE_STATES } from "../line/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { type AuditWorld, noteDone, refusedAs } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const When = z.enum(FORWARD_WHEN);
const LetThrough = z.object({
  own: z.array(z.string()),
  usual: z.array(z.string()).openapi({ description: "Whom the office lets through besides" }),
});
const Presence = z.object({ presence: z.enum(PRESENCE_STATES), note: Maybe });
const Line = z.object({
  number: z.string(),
  name: z.string(),
  forward: z.record(When, z.object({ to: Maybe, usual: Maybe })).openapi({
    description: "Where calls go; `usual`: where the office has them go as long as he says nothing",
  }),
  do_not_disturb: z.boolean(),
  call_waiting: z.boolean(),
  find_me: z.boolean().nullable().openapi({ description: "null: the office gives him no other numbers" }),
  blocked: z.array(z.string()),
  vips: LetThrough.openapi({ description: "Who gets through while he does not wish to be disturbed" }),
  exceptions: LetThrough.nullable().openapi({
    description: "Who gets through in his quiet hours; null: the office gives him none",
  }),
  last_caller: Maybe,
  speed_dials: z.record(z.string(), z.string()).openapi({ example: { "07": "0722000111" } }),
  wake_up_at: Moment.nullable(),
  presence: Presence.openapi({ description: "How he is, as everybody sees it" }),
  said: z.object({ presence: z.string(), note: Maybe }).nullable().openapi({ description: "What he says of himself" }),
}).openapi("Line");

const Dialled = z.string().min(1).max(64);
const Change = z.strictObject({
  forward: z.partialRecord(When, Dialled.nullable()).optional().openapi({
    description: "null: as the office has it",
    example: { busy: "103", always: null },
  }),
  do_not_disturb: z.boolean().optional(),
  call_waiting: z.boolean().optional(),
  find_me: z.boolean().optional(),
  blocked: z.array(Dialled).max(1_000).optional().openapi({
    description: "All of them: who is left out may call again",
  }),
  vips: z.array(Dialled).max(1_000).optional().openapi({
    description: "His own, all of them: who is left out gets through no more",
  }),
  exceptions: z.array(Dialled).max(1_000).optional().openapi({ description: "Likewise, for his quiet hours" }),
  speed_dials: z.record(z.string().max(8), Dialled.nullable()).optional().openapi({
    description: "By their two digits; null: it is taken out",
    example: { "07": "0722000111", "08": null },
  }),
  wake_up_at: z.string().regex(/^\d\d:?\d\d$/).nullable().optional().openapi({
    description: "The next time that the office's clock shows this; null: nobody is woken",
    example: "07:30",
  }),
  said: z.object({ presence: z.enum(PRESENCE_STATES), note: z.string().max(LONGEST_NOTE).optional() }).nullable()
    .optional()
    .openapi({ description: "null: he says nothing any more, and the box judges by itself" }),
});
const params = z.object({ extension: z.string().max(32) });
const NOBODY = { description: "There is no such extension" };

export interface LineWorld extends AuditWorld {
  readonly ask: AskDesk;
}

/** `GET` and `PATCH /extensions/{extension}/line`: how somebody has set his phone, as on the page and by codes. */
export function lineRoutes(world: LineWorld): OpenAPIHono<Visitor> {
  const { ask } = world;
  const app = resource();
  const shown = (number: string): z.infer<typeof Line> | Response => {
    const answer = ask({ type: "line", number });
    return answer.type === "line"
      ? lineOf(answer.line)
      : problem(404, answer.type === "refused" ? answer.text : `Cannot see the phone of "${number}"`);
  };
  const one = createRoute({
    method: "get",
    path: "/{extension}/line",
    summary: "How somebody has set his phone",
    security: [{ key: ["lines:read"] }],
    request: { params },
    responses: { 200: json("His settings", Line), 404: NOBODY, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const number = context.req.valid("param").extension;
    const line = notFor(context, number) ?? shown(number);
    return line instanceof Response ? line as never : context.json(line, 200);
  });
  const change = createRoute({
    method: "patch",
    path: "/{extension}/line",
    summary: "Sets somebody's phone, as he does on the page or by codes",
    description:
      "What is left out stays (RFC 7396). All of it is set or, where something cannot be, nothing: `detail` names " +
      "the first such setting, in the order in which they stand here.",
    security: [{ key: ["lines:write"] }],
    request: { params, body: { ...json("What is to be otherwise", Change), required: true } },
    responses: {
      200: json("His settings as they are now", Line),
      404: NOBODY,
      409: { description: "It cannot be set: the number leads nowhere, or there is nothing to set" },
      ...FAULTS,
    },
  });
  app.openapi(change, async (context) => {
    const number = context.req.valid("param").extension;
    const wish = context.req.valid("json");
    const before = notFor(context, number) ?? shown(number);
    if (before instanceof Response) return before as never;
    const refused = changeLine(world, number, changesOf(wish, before));
    if (refused !== undefined) return refusedAs(refused.answer) as never;
    if (wish.said !== undefined) {
      const { presence: state, note } = wish.said ?? {};
      const said = state === undefined ? {} : { said: { state, ...note === undefined ? {} : { note } } };
      const answer = ask({ type: "set-presence", number, ...said });
      if (answer.type === "refused") return refusedAs(answer) as never;
    }
    await noteDone(world, context, "phone.changed", { number, what: Object.keys(wish).join(" ") });
    const now = shown(number);
    return now instanceof Response ? now as never : context.json(now, 200);
  });
  return app;
}

/** What has to be set, in the order in which the document names it. */
function changesOf(wish: z.infer<typeof Change>, before: z.infer<typeof Line>): readonly LineChange[] {
  const letThrough = (list: "vips" | "exceptions") =>
    listChanges(before[list]?.own ?? [], wish[list], (caller, on) => ({ set: "let-through", list, caller, on }));
  return [
    ...FORWARD_WHEN.flatMap((when): LineChange[] => {
      const to = wish.forward?.[when];
      return to === undefined ? [] : [{ set: "forward", when, ...to === null ? {} : { to: dialledAs(to) } }];
    }),
    ...SWITCHES.flatMap(([name, set]): LineChange[] => {
      const on = wish[name];
      return on === undefined ? [] : [{ set, on }];
    }),
    ...listChanges(before.blocked, wish.blocked, (caller, on) => ({ set: on ? "block" : "unblock", caller })),
    ...letThrough("vips"),
    ...letThrough("exceptions"),
    ...Object.entries(wish.speed_dials ?? {}).map(([place, to]): LineChange => {
      return { set: "speed-dial", place, ...to === null ? {} : { to: dialledAs(to) } };
    }),
    ...wish.wake_up_at === undefined
      ? []
      : [{ set: "wake-up", ...wish.wake_up_at === null ? {} : { at: wish.wake_up_at.replace(":", "") } } as const],
  ];
}

/** What makes one list of callers out of another: who is left out first. */
function listChanges(
  before: readonly string[],
  wanted: readonly string[] | undefined,
  change: (caller: string, on: boolean) => LineChange,
): readonly LineChange[] {
  if (wanted === undefined) return [];
  const after = wanted.map(dialledAs);
  return [
    ...before.filter((caller) => !after.includes(caller)).map((caller) => change(caller, false)),
    ...after.filter((caller) => !before.includes(caller)).map((caller) => change(caller, true)),
  ];
}

const SWITCHES = [
  ["do_not_disturb", "do-not-disturb"],
  ["call_waiting", "call-waiting"],
  ["find_me", "find-me"],
] as const;

function lineOf(line: LineSettings): z.infer<typeof Line> {
  const { number, name, forward, speedDials, wakeUpAt, said } = line;
  const forwarded = (when: typeof FORWARD_WHEN[number]) => {
    const { to, usual } = forward[when];
    return { to: to ?? null, usual: usual ?? null };
  };
  return {
    number,
    name,
    forward: {
      always: forwarded("always"),
      busy: forwarded("busy"),
      "no-answer": forwarded("no-answer"),
      unreachable: forwarded("unreachable"),
    },
    do_not_disturb: line.doNotDisturb,
    call_waiting: line.callWaiting,
    find_me: line.findMe ?? null,
    blocked: [...line.blocked],
    vips: shownList(line.vips),
    exceptions: line.exceptions === undefined ? null : shownList(line.exceptions),
    last_caller: line.lastCaller ?? null,
    speed_dials: Object.fromEntries(speedDials.map(({ place, to }) => [place, to])),
    wake_up_at: wakeUpAt === undefined ? null : new Date(wakeUpAt).toISOString(),
    presence: { presence: line.presence, note: line.note ?? null },
    said: said === undefined ? null : { presence: said.state, note: said.note ?? null },
  };
}

function shownList({ own, usual }: LineSettings["vips"]): z.infer<typeof LetThrough> {
  return { own: [...own], usual: [...usual] };
}
