import { type Route, textOf } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { dialable } from "../../softphone/mod.ts";

/** Calls a number for somebody: his own phones ring, and whichever he picks up calls it with his rights. */
export const dialNumber: Route = {
  path: "/call/dial",
  needs: "own",
  post: async ({ world, account, from, words: { softphone: words } }, form) => {
    const { extension } = account;
    const to = dialable(textOf(form, "number"));
    if (extension === undefined || to === "" || !world.callFor(extension, to)) {
      return { title: words.title, page: <Told kind="warn">{words.noPhoneRings}</Told>, status: 409 };
    }
    await world.signIn.note("call.dialled", { who: account.name, address: from.address, facts: { to, by: extension } });
    return { goTo: "/call?rings" };
  },
};
