import type { Route } from "../page/mod.ts";

export const signOut: Route = {
  path: "/sign-out",
  needs: "self",
  post: async ({ world, session, from }) => {
    await world.signIn.signOut(session, from);
    return { goTo: "/sign-in", token: null };
  },
};
