import type { ComponentChildren } from "preact";
import type { Right } from "../sign_in/mod.ts";
import type { SignedVisit, Visit } from "./visit.ts";

/** A page: `bare` without the desk's frame, for who is not inside yet. */
export interface PageAnswer {
  readonly title: string;
  readonly page: ComponentChildren;
  readonly status?: number;
  readonly frame?: "desk" | "bare";
  /** By which he is signed in from now on. */
  readonly token?: string;
}

/** What a page answers. */
export type Answer =
  | PageAnswer
  /** Go there (303), signed in by this token, or by none any more. */
  | { readonly goTo: string; readonly token?: string | null; readonly step?: string }
  | Response;

type Handler<Who> = (visit: Who) => Answer | Promise<Answer>;
/** What was sent: a form's fields, or JSON where a script sends it. What cannot be read is empty. */
type Taker<Who> = (visit: Who, form: FormData, json: unknown) => Answer | Promise<Answer>;

/** One page of the desk, or a thing that can be done there. */
export type Route =
  | {
    readonly path: string;
    /** Anybody at all, signed in or not. */
    readonly needs: "nobody";
    readonly get?: Handler<Visit>;
    readonly post?: Taker<Visit>;
  }
  | {
    /** As Hono writes them: `/calls/:call`. */
    readonly path: string;
    readonly needs: Right;
    /** Dangerous: wants a proof of who one is that is minutes old. Of a look the form is empty; what is sent outlives the proof. */
    readonly wantsProof?: true | ((visit: SignedVisit, form: FormData) => boolean | Promise<boolean>);
    /** How much may be sent; undefined: as much as a form of text. */
    readonly mostBytes?: number;
    readonly get?: Handler<SignedVisit>;
    readonly post?: Taker<SignedVisit>;
  };
