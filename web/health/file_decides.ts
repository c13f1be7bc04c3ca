import type { BoxDoor } from "../page/mod.ts";

/** Whether kontor.yml says whose certificate is served: then nobody brings another one to the desk. */
export function fileDecides({ settings: { web } }: Pick<BoxDoor, "settings">): boolean {
  return web.certificate !== undefined || web.acme !== undefined;
}
