import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { type CertificateFacts, type CertificateStatus, derOf } from "../../core/certificate/mod.ts";
import { fileDecides } from "../health/mod.ts";
import type { BoxDoor } from "../page/mod.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, OCTETS, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

/** A chain and its key are a few kilobytes. */
const MOST_BYTES = 200_000;
const PEM = "application/x-pem-file";
const DER = "application/x-x509-ca-cert";

const Facts = z.object({
  subject: z.string().openapi({ example: "kontor.local" }),
  issuer: z.string().openapi({ example: "Kontor at kontor.local" }),
  names: z.array(z.string()).openapi({
    description: "Names and addresses that it is good for",
    example: ["kontor.local", "192.168.1.7"],
  }),
  valid_from: Moment,
  valid_until: Moment,
  fingerprint: z.string().openapi({ description: "SHA-256, as browsers show it", example: "5F:1B:AA" }),
}).openapi("Certificate");
const Certificates = z.object({
  source: z.enum(["file", "acme", "brought", "own"]).openapi({
    description: "Whose is served: kontor.yml's files, an ACME authority's, one that was brought, the box's own",
  }),
  served: Facts.nullable(),
  renewed_at: Moment.nullable().openapi({ description: "When the box renews it; null where it does not" }),
  fault: Maybe.openapi({ description: "What is wrong with the one that kontor.yml names", example: null }),
  without: z.array(z.string()).openapi({ description: "Names of the box that the served one is not for", example: [] }),
  authority: Facts.nullable().openapi({ description: "The box's own, which devices are to trust" }),
  acme: z.object({
    directory: z.string().openapi({ example: "https://acme-v02.api.letsencrypt.org/directory" }),
    challenge: z.enum(["http-01", "dns-01"]),
    names: z.array(z.string()).openapi({ example: ["phones.example.com"] }),
    asking: z.boolean(),
    asked_at: Moment.nullable(),
    refused: Maybe.openapi({ description: "Why it gave none when it was asked last", example: null }),
    next_at: Moment,
    barred: z.boolean().openapi({ description: "It wants to be left alone until then" }),
  }).nullable(),
}).openapi("Certificates");

const READS = [{ key: ["certificates:read"] }];
const WRITES = [{ key: ["certificates:write"] }];
const BY_FILE = { description: "kontor.yml says whose certificate is served" };

export interface CertificateWorld extends AuditWorld {
  readonly box: Pick<BoxDoor, "certificates" | "settings">;
}

/** `GET /certificates`, the one to be trusted, and what is done about them: asked for, brought, taken away, made anew. */
export function certificateRoutes(world: CertificateWorld): OpenAPIHono<Visitor> {
  const { box } = world;
  const app = resource();
  const state = createRoute({
    method: "get",
    path: "/",
    summary: "By what the box proves who it is, and until when",
    security: READS,
    responses: { 200: json("They are so", Certificates), ...FAULTS },
  });
  app.openapi(state, (context) => context.json(certificatesOf(box.certificates.status()), 200));

  const trusted = createRoute({
    method: "get",
    path: "/authority",
    summary:
      "The certificate of the box's own authority, which devices are to trust: DER, or PEM where that is asked for",
    security: READS,
    responses: {
      200: { description: "The certificate", content: { [DER]: { schema: OCTETS }, [PEM]: { schema: z.string() } } },
      404: { description: "The box has no authority of its own" },
      ...FAULTS,
    },
  });
  app.openapi(trusted, (context) => {
    const { root } = box.certificates.status();
    if (root === undefined) return problem(404, "Cannot find the authority: the box has none of its own") as never;
    const isPem = (context.req.header("accept") ?? "").includes(PEM);
    const headers = { "content-type": isPem ? PEM : DER, vary: "accept" };
    return context.body(isPem ? root.pem : derOf(root.pem), 200, headers) as never;
  });

  const replace = createRoute({
    method: "post",
    path: "/authority",
    summary: "Makes the box a new authority: whoever trusted the old one has to trust the new one",
    security: WRITES,
    responses: { 200: json("They are so now", Certificates), ...FAULTS },
  });
  app.openapi(replace, async (context) => {
    await box.certificates.replaceAuthority();
    await noteDone(world, context, "certificate.authority", {});
    return context.json(certificatesOf(box.certificates.status()), 200);
  });

  const ask = createRoute({
    method: "post",
    path: "/acme/ask",
    summary: "Asks the ACME authority for a certificate at once",
    security: WRITES,
    responses: {
      202: { description: "It is asked; the state tells what it says" },
      409: { description: "kontor.yml names none, or it is being asked, or wants to be left alone" },
      ...FAULTS,
    },
  });
  app.openapi(ask, async (context) => {
    const { acme } = box.certificates.status();
    const why = acme === undefined
      ? "kontor.yml names no ACME authority"
      : acme.isAsking
      ? "it is being asked"
      : acme.isBarred
      ? `it wants to be left alone until ${timeOf(acme.next)}`
      : undefined;
    if (why !== undefined) return problem(409, `Cannot ask for a certificate: ${why}`) as never;
    box.certificates.askNow();
    await noteDone(world, context, "certificate.asked", {});
    return context.body(null, 202);
  });

  app.on(
    "PUT",
    "/*",
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: () => problem(413, `Cannot bring the certificate: it is larger than ${MOST_BYTES} octets`),
    }),
  );
  const bring = createRoute({
    method: "put",
    path: "/brought",
    summary: "Serves the owner's own certificate from now on",
    security: WRITES,
    request: {
      body: {
        description: "PEM: the certificate, those who vouch for it, and its key, in any order",
        content: { [PEM]: { schema: z.string() } },
        required: true,
      },
    },
    responses: {
      200: json("They are so now", Certificates),
      409: BY_FILE,
      413: { description: "It is too large" },
      422: { description: "It cannot be served; `detail` says why, `code` says it to programs" },
      ...FAULTS,
    },
  });
  app.openapi(bring, async (context) => {
    if (fileDecides(box)) return problem(409, `Cannot bring a certificate: ${DECIDES}`) as never;
    const brought = await box.certificates.bring(await context.req.text());
    if (!brought.ok) {
      const { text, code, what } = brought.fault;
      return problem(422, text, {}, { code, what }) as never;
    }
    const { subject, fingerprint } = brought.value;
    await noteDone(world, context, "certificate.brought", { subject, fingerprint });
    return context.json(certificatesOf(box.certificates.status()), 200);
  });

  const forget = createRoute({
    method: "delete",
    path: "/brought",
    summary: "Takes away the certificate that was brought: the box serves its own again",
    security: WRITES,
    responses: { 204: { description: "It is gone" }, 404: { description: "None was brought" }, ...FAULTS },
  });
  app.openapi(forget, async (context) => {
    if (box.certificates.status().source !== "brought") {
      return problem(404, "Cannot take away the certificate: none was brought") as never;
    }
    await box.certificates.forget();
    await noteDone(world, context, "certificate.forgotten", {});
    return context.body(null, 204);
  });
  return app;
}

const DECIDES = "kontor.yml says whose is served (web.certificate, web.acme)";

const timeOf = (at: number): string => new Date(at).toISOString();

function certificatesOf(
  { source, served, renewal, fault, without, root, acme }: CertificateStatus,
): z.infer<typeof Certificates> {
  return {
    source,
    served: served === undefined ? null : factsOf(served),
    renewed_at: renewal === undefined ? null : timeOf(renewal),
    fault: fault?.text ?? null,
    without: [...without],
    authority: root === undefined ? null : factsOf(root.facts),
    acme: acme === undefined ? null : {
      ...{ directory: acme.directory, challenge: acme.challenge, names: [...acme.names] },
      ...{ asking: acme.isAsking, barred: acme.isBarred, next_at: timeOf(acme.next) },
      asked_at: acme.asked === undefined ? null : timeOf(acme.asked.at),
      refused: acme.asked?.why ?? null,
    },
  };
}

function factsOf(
  { subject, issuer, names, notBefore, notAfter, fingerprint }: CertificateFacts,
): z.infer<typeof Facts> {
  return {
    ...{ subject, issuer, names: [...names], fingerprint },
    ...{ valid_from: timeOf(notBefore), valid_until: timeOf(notAfter) },
  };
}
