/**
 * The configuration and the office of `corpora/missed/defaults.json`: what a scenario that names neither is played on.
 * Another `defaults.json` that lies beside the scenarios wins.
 */
export const SCENARIO_DEFAULTS: Readonly<Record<string, unknown>> = {
  config: {
    voicemail_counts_as_missed: false,
    count_busy_as_missed: false,
    count_blocked_as_missed: true,
    busy_rang_min_s: 2,
    min_ring_s: 0,
    lookback_s: 86_400,
    open_ttl_days: null,
    retention_days: null,
    probe_numbers: [],
    probe_extensions: [],
    outbound_prefixes: [],
    members: {},
    followme_confirm: false,
    default_country: "RO",
    timezone: "Europe/Bucharest",
  },
  fixture: {
    extensions: ["101", "102", "103", "104", "105", "106", "107", "110", "199", "205", "208"],
    trunk_channel_prefix: "PJSIP/trunk-",
    queues: { "800": "Sales Queue", "801": "Overflow Queue" },
    ring_groups: { "600": "Reception" },
    ivr: { "ivr-1": "IVR" },
  },
};
