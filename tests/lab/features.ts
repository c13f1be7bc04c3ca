import { ECHO_TEST_CODE, reachEchoTest } from "../../features/echo_test/mod.ts";
import { reachExtension } from "../../features/extension/mod.ts";
import type { Destination } from "../../core/routing/mod.ts";
import type { ScriptTable } from "../../core/switchboard/mod.ts";

/** The same table that `main.ts` fills. */
export const scripts: ScriptTable = { "extension": reachExtension, "echo-test": reachEchoTest };

export const codes: ReadonlyMap<string, Destination> = new Map([[ECHO_TEST_CODE, { kind: "echo-test", id: "" }]]);
