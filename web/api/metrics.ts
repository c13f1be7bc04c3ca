/** A figure's name as its maker gives it: `sip_connections`, `sip_messages_sent_total{transport="udp"}`. */
const FIGURE = /^([^{]+)(\{.*\})?$/s;
const LABELS = /^\{[a-z_]+="[^"\\\n]*"(,[a-z_]+="[^"\\\n]*")*\}$/;

interface Family {
  readonly name: string;
  readonly lines: string[];
}

/**
 * Figures as Prometheus reads them (text format 0.0.4): `kontor_` before each name, HELP and TYPE before each family. What ends
 * in `_total` is a counter, the rest are gauges. Names come from us: one that cannot stand in the format throws.
 */
export function formatMetrics(figures: Readonly<Record<string, number>>): string {
  const families = new Map<string, Family>();
  for (const [figure, value] of Object.entries(figures)) {
    const [, raw = "", labels = ""] = FIGURE.exec(figure) ?? [];
    const name = `kontor_${toName(raw)}`;
    if (name === "kontor_" || (labels !== "" && !LABELS.test(labels))) {
      throw new Error(`Cannot show figure "${figure}": expected name or name{label="value"}`);
    }
    const family = families.get(name) ?? { name, lines: [] };
    families.set(name, family);
    family.lines.push(`${name}${labels} ${toNumber(value)}\n`);
  }
  let text = "";
  for (const { name, lines } of families.values()) {
    text += `# HELP ${name} ${toHelp(name)}\n# TYPE ${name} ${isCounter(name) ? "counter" : "gauge"}\n${
      lines.join("")
    }`;
  }
  return text;
}

/** `callsRunning`, `calls-running` and `calls.running` are all `calls_running`. */
function toName(raw: string): string {
  return raw.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^a-z0-9_]+/g, "_");
}

function isCounter(name: string): boolean {
  return name.endsWith("_total");
}

/** The name is its own help: `Sip messages sent since the start`. */
function toHelp(name: string): string {
  const words = name.slice("kontor_".length).replace(/_total$/, "").replaceAll("_", " ").trim();
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return isCounter(name) ? `${sentence} since the start` : sentence;
}

function toNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
