import type { Action } from "../entry.ts";
import { DEFAULT_POLICY, type Office, type Policy } from "../policy.ts";
import { Fields } from "../read/mod.ts";

/** One story of rows, and the moments at which it is looked at. */
export interface Scenario {
  readonly id: string;
  readonly where: string;
  readonly policy: Policy;
  readonly office: Office;
  readonly rows: Readonly<Record<"cdr" | "cel" | "queue_log" | "v_xml_cdr", readonly unknown[]>>;
  readonly asides: Readonly<Record<string, readonly unknown[]>>;
  readonly actions: readonly Action[];
  /** Undefined: when everything has been told. */
  readonly at: number | undefined;
  /** Earlier looks at the same rows, as far as they could be seen then. */
  readonly scans: readonly number[];
}

/** What stands in no table of a PBX; whatever else a scenario tells aside is for people. */
const ASIDES = ["voicemail", "ivr", "sip", "queue_status"];

/** Reads one scenario; what it does not say is as `defaults` has it. */
export function readScenario(json: unknown, defaults: unknown, position: number): Scenario {
  const place = new Fields(json, `scenario ${position}`);
  const id = place.must("id");
  const where = `scenario "${id}"`;
  const fields = new Fields(json, where);
  const common = new Fields(defaults, "defaults.json");
  const config = common.object("config").under(fields.object("config"));
  const fixture = common.object("fixture").under(fields.object("fixture"));
  const rows = fields.object("rows");
  const expect = fields.object("expect");
  const policy = policyOf(config);
  const list = (name: string) => rows.list(name);
  return {
    id,
    where,
    policy,
    office: officeOf(fixture),
    rows: { cdr: list("cdr"), cel: list("cel"), queue_log: list("queue_log"), v_xml_cdr: list("v_xml_cdr") },
    asides: Object.fromEntries(ASIDES.map((name) => [name, fields.object("aux").list(name)])),
    actions: fields.object("aux").list("actions").map((row, at) =>
      readAction(new Fields(row, `${where}.aux.actions[${at}]`), policy.timeZone)
    ),
    at: expect.has("at") ? expect.instant("at", policy.timeZone) : undefined,
    scans: expect.list("timeline").map((scan, at) =>
      new Fields(scan, `${where}.expect.timeline[${at}]`).instant("at", policy.timeZone)
    ),
  };
}

const ACTIONS = ["manual_resolve", "manual_reopen", "notified", "forget"] as const;

function readAction(fields: Fields, timeZone: string): Action {
  const type = ACTIONS.find((type) => type === fields.text("type"));
  return {
    type: type ?? fields.refuse("type", `expected one of ${ACTIONS.join(", ")}`),
    at: fields.instant("t", timeZone),
    tenant: fields.text("tenant") || "t1",
    callerKey: fields.must("caller_key"),
    did: fields.has("did") ? fields.text("did") : undefined,
    user: fields.text("user"),
    note: fields.text("note"),
  };
}

function policyOf(config: Fields): Policy {
  const { archivedForDays, keepYears } = DEFAULT_POLICY;
  return {
    archivedForDays,
    keepYears,
    countVoicemail: config.flag("voicemail_counts_as_missed"),
    countBusy: config.flag("count_busy_as_missed"),
    countBlocked: config.flag("count_blocked_as_missed"),
    busyRangS: config.amount("busy_rang_min_s"),
    minRingS: config.amount("min_ring_s"),
    lookbackS: config.amount("lookback_s"),
    openTtlDays: config.amountOrNull("open_ttl_days"),
    retentionDays: config.amountOrNull("retention_days"),
    probeNumbers: config.texts("probe_numbers"),
    probeExtensions: config.texts("probe_extensions"),
    outboundPrefixes: config.texts("outbound_prefixes"),
    members: config.names("members"),
    isForwardConfirmed: config.flag("followme_confirm"),
    country: config.country("default_country"),
    timeZone: config.zone("timezone"),
  };
}

function officeOf(fixture: Fields): Office {
  return {
    extensions: new Set(fixture.texts("extensions")),
    trunkPrefixes: fixture.texts("trunk_channel_prefix"),
    queues: fixture.names("queues"),
    groups: fixture.names("ring_groups"),
    menus: fixture.names("ivr"),
  };
}
