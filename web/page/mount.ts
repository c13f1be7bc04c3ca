import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Account, Session } from "../../core/store/mod.ts";
import { officeLanguage } from "../../core/directory/mod.ts";
import type { Still } from "../live/mod.ts";
import { limited } from "../limit/mod.ts";
import { mayIn, type Proof, seesTheSame } from "../sign_in/mod.ts";
import { languageOf, wordsIn } from "../words/mod.ts";
import { cookieOf, setCookie } from "./cookie.ts";
import { heldFields, takeProof } from "./held_form.ts";
import { documentOf } from "./document.tsx";
import type { Answer, PageAnswer, Route } from "./route.ts";
import { isFromOurPage, isLookOfOurs } from "./same_origin.ts";
import { SECURITY } from "./security.ts";
import type { SignedVisit, Visit } from "./visit.ts";
import type { DeskWorld } from "./world.ts";

/** What the web server tells of a request besides itself. */
export interface Caller {
  readonly address: string;
  readonly secure: boolean;
}

/** The parts of the desk that every page shares. */
export interface DeskFrame {
  /** Puts a page into the desk: navigation, who is signed in. */
  readonly frame: (visit: SignedVisit, page: PageAnswer) => unknown;
  readonly bare: (visit: Visit, page: PageAnswer) => unknown;
  /** Asks who sends this form, which is sent on with his proof. */
  readonly proof: (visit: SignedVisit, held: HeldForm) => PageAnswer;
  /** The page for what may not be, or is not there. */
  readonly refusal: (visit: Visit, status: 403 | 404) => PageAnswer;
}

/** What somebody has sent that waits until he has proved who he is: his browser keeps it, the box does not. */
export interface HeldForm {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What came of the proof that was sent with it; undefined: there was none yet. */
  readonly proof: Exclude<Proof, { readonly came: "in" }> | undefined;
}

/** Forms are text: what is longer than this is none of ours. */
const MOST_FORM_BYTES = 2_000_000;

type Env = { Bindings: Caller };

/** Every route, each open to whoever may: a route names what it needs, or it cannot be written down. */
export function mountDesk(world: DeskWorld, routes: readonly Route[], frames: DeskFrame): Hono<Env> {
  const app = new Hono<Env>();
  app.use(SECURITY);
  app.get(
    "/assets/*",
    ({ req }) =>
      world.assets.answer(req.path, req.header("accept-encoding") ?? "") ?? new Response("Not found", { status: 404 }),
  );
  app.post("*", limited<Caller>(world.limit, tooMany));
  const door = new Door(world, frames);
  for (const route of routes) {
    if (route.get !== undefined) app.get(route.path, (context) => door.get(context, route));
    if (route.post === undefined) continue;
    const maxSize = "mostBytes" in route ? route.mostBytes ?? MOST_FORM_BYTES : MOST_FORM_BYTES;
    app.post(route.path, bodyLimit({ maxSize }), (context) => door.post(context, route));
  }
  app.notFound((context) => door.missing(context));
  app.onError((error) => {
    throw error; // whoever serves the app logs it and answers 500
  });
  return app;
}

/** Whoever comes is known here, or sent to sign in. */
class Door {
  readonly #world: DeskWorld;
  readonly #frames: DeskFrame;

  constructor(world: DeskWorld, frames: DeskFrame) {
    this.#world = world;
    this.#frames = frames;
  }

  async get(context: Context<Env>, route: Route): Promise<Response> {
    const visit = await this.#visit(context, route.needs);
    if (route.get === undefined) return this.#refuse(visit, 404);
    if (!isLookOfOurs(visit.request, visit.url)) return this.#refuse(visit, 403);
    if (route.needs === "nobody") return this.#answer(visit, await route.get(visit));
    const barred = await this.#barred(visit, route);
    if (barred !== undefined || !isSigned(visit)) return barred ?? this.#refuse(visit, 403);
    if (await this.#wantsProof(visit, route, new FormData())) return this.#toProof(visit);
    return this.#answer(visit, await route.get(visit));
  }

  async post(context: Context<Env>, route: Route): Promise<Response> {
    const visit = await this.#visit(context, route.needs);
    if (route.post === undefined) return this.#refuse(visit, 404);
    if (!isFromOurPage(visit.request, visit.url)) return this.#refuse(visit, 403);
    const [form, json] = await sentIn(visit.request);
    if (route.needs === "nobody") return this.#answer(visit, await route.post(visit, form, json));
    const barred = await this.#barred(visit, route);
    if (barred !== undefined || !isSigned(visit)) return barred ?? this.#refuse(visit, 403);
    const typed = takeProof(form);
    if (!await this.#wantsProof(visit, route, form)) {
      return this.#answer(visit, await route.post(visit, form, json));
    }
    const fields = heldFields(form);
    if (fields === undefined || json !== undefined) return this.#toProof(visit);
    const proof = typed && await this.#world.signIn.prove(visit.session, typed, visit.from);
    if (proof?.came !== "in") return this.#answer(visit, this.#frames.proof(visit, { fields, proof }));
    const proved = { ...visit, session: proof.session };
    return this.#answer(proved, await route.post(proved, form, json), proof.token);
  }

  async missing(context: Context<Env>): Promise<Response> {
    return this.#refuse(await this.#visit(context), 404);
  }

  /** Why somebody does not get what he asks for; undefined when he does. */
  async #barred(
    visit: Visit & Partial<SignedVisit>,
    route: SignedRoute,
  ): Promise<Response | undefined> {
    const { url } = visit;
    if (!isSigned(visit)) {
      const where = this.#world.accounts.isUnclaimed ? "/claim" : `/sign-in?back=${encodeURIComponent(backOf(visit))}`;
      return this.#answer(visit, { goTo: where });
    }
    if (!mayIn(this.#world.directory(), visit.account, route.needs)) {
      // The first page of the day is another one for who sees his own things only.
      if (url.pathname === "/") return this.#answer(visit, { goTo: "/me" });
      await this.#noteRefusal(visit, route);
      return this.#refuse(visit, 403);
    }
    return undefined;
  }

  async #wantsProof(visit: SignedVisit, route: SignedRoute, form: FormData): Promise<boolean> {
    const { wantsProof = false } = route;
    const isDangerous = typeof wantsProof === "function" ? await wantsProof(visit, form) : wantsProof;
    return isDangerous && !this.#world.sessions.hasProof(visit.session);
  }

  /** Nothing is lost of what is only looked at; what a script sends is sent again by it, and files are chosen again. */
  #toProof(visit: SignedVisit): Response {
    return this.#answer(visit, { goTo: `/prove?back=${encodeURIComponent(backOf(visit))}` });
  }

  /** Whoever tries what his role does not let him do is in the audit with it. */
  async #noteRefusal({ request, url, account, from }: SignedVisit, { path, needs }: Route): Promise<void> {
    const facts = { path: url.pathname, role: account.role, needs };
    const by = { who: account.name, address: from.address, facts };
    const isLook = request.method === "GET";
    await this.#world.refusals.note(
      isLook ? { ...by, action: "page.refused", look: path } : { ...by, action: "act.refused" },
    );
  }

  async #visit(context: Context<Env>, needs?: Route["needs"]): Promise<Visit & Partial<SignedVisit>> {
    const { req, env } = context;
    const request = req.raw;
    const url = new URL(request.url);
    const agent = (request.headers.get("user-agent") ?? "").slice(0, 200);
    const token = cookieOf(request, "session", env.secure);
    const { sessions } = this.#world;
    const session = token === undefined ? undefined : await sessions.of(token);
    const account = session === undefined ? undefined : this.#world.accounts.get(session.account);
    const wanted = account?.language ?? request.headers.get("accept-language") ?? undefined;
    return {
      request,
      url,
      params: req.param() as Record<string, string>,
      from: { address: env.address, agent, secure: env.secure },
      words: wordsIn(languageOf(wanted, officeLanguage(this.#world.directory().office))),
      world: this.#world,
      ...(session === undefined || account === undefined
        ? {}
        : { session, account, still: this.#stillOf(session, account, needs) }),
    };
  }

  #stillOf(session: Session, account: Account, needs: Route["needs"] = "nobody"): Still {
    const { sessions, accounts, directory } = this.#world;
    return async () => {
      const now = await sessions.later(session);
      const his = now === undefined ? undefined : accounts.get(now.account);
      return his !== undefined && seesTheSame(account, his) && (needs === "nobody" || mayIn(directory(), his, needs));
    };
  }

  /** @param proved the token that the session goes on under, where the answer itself names no other */
  #answer(visit: Visit, given: Answer, proved?: string): Response {
    if (given instanceof Response) {
      if (proved !== undefined) given.headers.append("set-cookie", setCookie("session", proved, visit.from.secure));
      return given;
    }
    const answer = proved === undefined || given.token !== undefined ? given : { ...given, token: proved };
    const { secure } = visit.from;
    if ("goTo" in answer) {
      const headers = new Headers({ location: answer.goTo });
      if (answer.token !== undefined) headers.append("set-cookie", setCookie("session", answer.token, secure));
      if (answer.step !== undefined || answer.token !== undefined) {
        headers.append("set-cookie", setCookie("step", answer.step ?? null, secure));
      }
      return new Response(null, { status: 303, headers });
    }
    const { title, status = 200 } = answer;
    const isInside = answer.frame !== "bare" && isSigned(visit);
    const body = isInside ? this.#frames.frame(visit, answer) : this.#frames.bare(visit, answer);
    const html = documentOf({ title, words: visit.words, assets: this.#world.assets, body: body as never });
    // What one person has seen, nobody finds in a cache after him.
    const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    if (answer.token !== undefined) {
      headers.append("set-cookie", setCookie("session", answer.token, visit.from.secure));
    }
    return new Response(html, { status, headers });
  }

  #refuse(visit: Visit, status: 403 | 404): Response {
    return this.#answer(visit, { ...this.#frames.refusal(visit, status), status });
  }
}

/** Nobody's page yet: before it is known who asks, and in which language he reads. */
function tooMany(seconds: number): Response {
  const text = `Too many requests from your address: wait ${seconds} s.\n` +
    `Prea multe cereri de la adresa dumneavoastră: așteptați ${seconds} s.\n`;
  return new Response(text, { status: 429, headers: { "content-type": "text/plain; charset=utf-8" } });
}

type SignedRoute = Exclude<Route, { readonly needs: "nobody" }>;

/** Where he comes back to who is sent elsewhere first: the page that he asked for, or that a form was on. */
function backOf({ request, url }: Visit): string {
  if (request.method === "GET") return url.pathname + url.search;
  const referer = URL.parse(request.headers.get("referer") ?? "");
  return referer?.origin === url.origin ? referer.pathname : "/";
}

function isSigned(visit: Visit & Partial<SignedVisit>): visit is SignedVisit {
  return "account" in visit && visit.account !== undefined;
}

/** The fields of a form, and JSON; what cannot be read is empty. */
async function sentIn(request: Request): Promise<readonly [FormData, unknown]> {
  const isJson = (request.headers.get("content-type") ?? "").startsWith("application/json");
  try {
    return isJson ? [new FormData(), await request.json()] : [await request.formData(), undefined];
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return [new FormData(), undefined];
    throw error;
  }
}
