import type { CallEvent, Party } from "../../../../core/record/mod.ts";

/** An event of this type. */
export type EventOf<Type extends CallEvent["type"]> = Extract<CallEvent, { readonly type: Type }>;

/** One clause of a call's story. Durations are in ms; `at` is ms since it began. */
export type Beat =
  & { readonly at: number }
  & (
    | { readonly kind: "called"; readonly who: Party; readonly dialled: string }
    /** The box itself calls. */
    | { readonly kind: "box-called"; readonly who: Party; readonly dialled: string }
    | { readonly kind: "brought"; readonly to: string; readonly id: string }
    | { readonly kind: "chose"; readonly menu: string; readonly digits: string }
    | { readonly kind: "charged"; readonly by: Party; readonly account: string }
    | { readonly kind: "waited"; readonly queue: string; ms: number }
    | { readonly kind: "kept-out"; readonly queue: string }
    | { readonly kind: "rang"; readonly who: Party[]; ms: number }
    | { readonly kind: "unreached"; readonly who: Party; readonly why: "busy" | "declined" | "gone" }
    | { readonly kind: "answered"; readonly who: Party }
    | { readonly kind: "talked"; readonly who: readonly [Party, Party]; ms: number }
    | { readonly kind: "held"; readonly by: Party; ms: number }
    | {
      readonly kind: "sent";
      readonly by: Party;
      readonly target: string;
      readonly isAttended: boolean;
      isDone: boolean;
    }
    | { readonly kind: "took"; readonly who: Party; readonly from: Party }
    | { readonly kind: "parked"; readonly slot: string; readonly by: Party | undefined }
    | { readonly kind: "unparked"; readonly why: EventOf<"park.left">["why"]; readonly by: Party | undefined }
    /** His phone went over to a call that waited, or rang for another. */
    | { readonly kind: "moved"; readonly who: Party }
    | { readonly kind: "message"; readonly who: Party; readonly box: string }
    | { readonly kind: "joined"; readonly who: Party; readonly room: string; ms: number }
    /** To two who talk, or to a room. */
    | { readonly kind: "listened"; readonly by: Party; readonly to: readonly [Party, Party] | string; ms: number }
    /** Whoever listens speaks: to the one he listens to, or to all. */
    | { readonly kind: "whispered"; readonly by: Party; readonly to: Party }
    | { readonly kind: "barged"; readonly by: Party }
    | { readonly kind: "fax" }
    | { readonly kind: "ended"; readonly how: "hung-up" | "gave-up"; readonly by: Party }
    | { readonly kind: "ended"; readonly how: "nobody" | "network" | "cut" }
  );
/** A {@link Beat} of this kind. */
export type BeatOf<Kind extends Beat["kind"]> = Extract<Beat, { readonly kind: Kind }>;
/** A beat before it is known when it was. */
export type Untimed = Beat extends infer Each ? Each extends Beat ? Omit<Each, "at"> : never : never;
