import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { BoxDoor } from "../page/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";

const Network = z.object({
  name: Maybe.openapi({ description: "By which it is found in the office (mDNS)", example: "kontor.local" }),
  interfaces: z.array(z.object({
    name: z.string().openapi({ example: "eth0" }),
    addresses: z.array(z.string()).openapi({ example: ["192.168.1.7/24"] }),
  })),
  listening: z.array(z.string()).openapi({ example: ["udp 192.168.1.7:5060"] }),
  public_ip: Maybe.openapi({ description: "The router's, as far as it is known", example: "203.0.113.9" }),
}).openapi("Network");

export interface NetworkWorld {
  readonly box: Pick<BoxDoor, "interfaces" | "listening" | "publicIp" | "found">;
}

/** `GET /network`: where the box is reached. */
export function networkRoutes({ box }: NetworkWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const look = createRoute({
    method: "get",
    path: "/",
    summary: "Where the box is reached: its networks and ports, and its address outside",
    security: [{ key: ["health:read"] }],
    responses: { 200: json("It is reached there", Network), ...FAULTS },
  });
  app.openapi(look, (context) =>
    context.json({
      name: box.found() ?? null,
      interfaces: box.interfaces().map(({ name, addresses }) => ({ name, addresses: [...addresses] })),
      listening: [...box.listening()],
      public_ip: box.publicIp() ?? null,
    }, 200));
  return app;
}
