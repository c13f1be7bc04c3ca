import { isSame, type MdnsRecord } from "./records.ts";

/** What somebody asks for. */
export interface MdnsQuestion {
  readonly name: string;
  /** `A`, `PTR`, `ANY` */
  readonly type: string;
}

export interface MdnsAnswer {
  readonly answers: readonly MdnsRecord[];
  /** What he will ask for next (RFC 6763 §12). */
  readonly additionals: readonly MdnsRecord[];
}

/** What we say to questions; who knows something already is not told it again (RFC 6762 §7.1). */
export function answerTo(
  questions: readonly MdnsQuestion[],
  known: readonly MdnsRecord[],
  ours: readonly MdnsRecord[],
): MdnsAnswer {
  const asked = questions.flatMap((question) => answersTo(question, ours));
  const answers = unique(asked).filter((answer) =>
    !known.some((each) => isSame(each, answer) && each.ttl >= answer.ttl / 2)
  );
  const next = unique(answers.flatMap((answer) => following(answer, ours)));
  return { answers, additionals: next.filter((each) => !answers.includes(each)) };
}

function answersTo({ name, type }: MdnsQuestion, ours: readonly MdnsRecord[]): readonly MdnsRecord[] {
  const named = ours.filter((each) => each.name.toLowerCase() === name.toLowerCase());
  const fitting = named.filter((each) => type === "ANY" || each.type === type);
  const [first] = named;
  if (fitting.length > 0 || first === undefined || !first.flush) return fitting;
  // §6.1: there is none, and nobody need wait for it. iPhones ask for AAAA first.
  const rrtypes = [...new Set(named.map((each) => each.type))];
  return [{ name: first.name, type: "NSEC", ttl: first.ttl, flush: true, data: { nextDomain: first.name, rrtypes } }];
}

function following(answer: MdnsRecord, ours: readonly MdnsRecord[]): readonly MdnsRecord[] {
  const named = (name: string) => ours.filter((each) => each.name === name);
  switch (answer.type) {
    case "PTR":
      return named(answer.data).flatMap((each) => [each, ...following(each, ours)]);
    case "SRV":
      return named(answer.data.target);
    case "A":
    case "AAAA":
      return named(answer.name);
    default:
      return [];
  }
}

function unique(records: readonly MdnsRecord[]): readonly MdnsRecord[] {
  return records.filter((each, at) => records.findIndex((other) => isSame(each, other)) === at);
}
