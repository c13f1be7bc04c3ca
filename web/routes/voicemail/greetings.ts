import { GREETING_KINDS, GREETING_USES } from "../../mailbox/mod.ts";
import { type Route, textOf } from "../../page/mod.ts";
import { keepSound } from "../../sound/mod.ts";
import { doWith, mailboxFor, soundIn } from "./mailbox.ts";
import { boxPage } from "./page.tsx";

/** Which greeting is in use, and until when he is away. */
export const greetingChoose: Route = {
  path: "/voicemail/:box/greeting",
  needs: "own",
  post: async (visit, form) => {
    const { box = "" } = visit.params;
    const { voicemail: words } = visit.words;
    const use = GREETING_USES.find((each) => each === textOf(form, "use"));
    if (use === undefined || mailboxFor(visit, box) === undefined) return new Response(null, { status: 404 });
    const until = use === "away" ? textOf(form, "until") : "";
    const command = { type: "choose-greeting", box, use, ...until === "" ? {} : { until } } as const;
    const answer = await doWith(visit, "voicemail.greeting-chosen", command);
    if (answer.type === "done") return boxPage(visit, box, { done: words.done });
    return boxPage(visit, box, { fault: use === "own" ? words.noOwn : words.badDay });
  },
};

/** Keeps what he has recorded for his callers, or forgets it. */
export const greetingRecord: Route = {
  path: "/voicemail/:box/greeting/:kind",
  needs: "own",
  post: async (visit, form) => {
    const { box = "" } = visit.params;
    const { voicemail: words } = visit.words;
    const kind = GREETING_KINDS.find((each) => each === visit.params["kind"]);
    if (kind === undefined || mailboxFor(visit, box) === undefined) return new Response(null, { status: 404 });
    const doesForget = textOf(form, "forget") !== "";
    const sound = await soundIn(form);
    const kept = sound && await keepSound(visit.world, sound, { box, kind });
    if (!doesForget && kept === undefined) return boxPage(visit, box, { fault: words.refused["no-sound"] });
    if (kept !== undefined && "refused" in kept) return boxPage(visit, box, { fault: words.refused[kept.refused] });
    const path = kept === undefined || doesForget ? {} : { path: kept.path };
    await doWith(visit, "voicemail.greeting-recorded", { type: "record-greeting", box, kind, ...path });
    return boxPage(visit, box, { done: words.done });
  },
};
