import type { Route } from "../../page/mod.ts";
import { soundAnswer } from "../../sound/mod.ts";
import { mailboxFor, messageFor } from "./mailbox.ts";

/** A message as a browser plays it. */
export const messageSound: Route = {
  path: "/voicemail/:box/:message/sound",
  needs: "own",
  get: async (visit) => {
    const { request, world, account, from } = visit;
    const found = messageFor(visit);
    if (found === undefined) return new Response(null, { status: 404 });
    const { box, id, files } = found.message;
    if (world.listenings.begins(account.name, `message ${id}`, world.clock.wall())) {
      const facts = { box, message: id };
      await world.signIn.note("voicemail.heard", { who: account.name, address: from.address, facts });
    }
    return soundAnswer(request, world.sounds, { paths: files });
  },
};

/** What callers hear before they leave one. */
export const greetingSound: Route = {
  path: "/voicemail/:box/greeting/:kind/sound",
  needs: "own",
  get: (visit) => {
    const { box = "", kind = "" } = visit.params;
    const files: Readonly<Record<string, string>> = mailboxFor(visit, box)?.greeting.files ?? {};
    const path = Object.hasOwn(files, kind) ? files[kind] : undefined;
    return path === undefined
      ? new Response(null, { status: 404 })
      : soundAnswer(visit.request, visit.world.sounds, { paths: [path] });
  },
};
