import { z } from "@hono/zod-openapi";
import type { AgentView } from "../../core/switchboard/mod.ts";

const STATES = ["talking", "ringing", "logged-out", "paused", "unavailable", "busy", "wrapping-up", "free"] as const;

/** What an agent may be doing. */
export const agentStates: z.ZodType<AgentView["state"]> = z.enum(STATES);
