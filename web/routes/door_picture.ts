import type { Route } from "../page/mod.ts";

/** What a door phone sees now. */
export const doorPicture: Route = {
  path: "/doors/:door/picture",
  needs: "see-live",
  get: async ({ world, params }) => {
    const door = world.directory().doors.find(({ name }) => name === params["door"]);
    const picture = door?.picture === undefined ? undefined : await world.picture(door.picture);
    if (picture === undefined) return new Response(null, { status: 404 });
    return new Response(picture.bytes, { headers: { "content-type": picture.type, "cache-control": "no-store" } });
  },
};
