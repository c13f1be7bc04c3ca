import type { OfficeReader, OfficeValues } from "../forms/mod.ts";
import type { OfficeDoor } from "../page/mod.ts";

/** An office that nobody has written down yet. */
export const EMPTY_OFFICE =
  `office: { name: Office, country: RO, time_zone: Europe/Bucharest, language: ro }\nextensions: []\n`;

/** The file as it is, and which revision of it. */
export interface OfficeNow {
  readonly text: string;
  readonly office: OfficeValues;
  readonly revision: number;
}

/** Where the files are, and who reads them. */
export interface OfficeParts {
  readonly office: Pick<OfficeDoor, "documentOf">;
  readonly officeReader: Pick<OfficeReader, "read">;
}

/** The office as it is. */
export async function officeNow(
  { office, officeReader }: Pick<OfficeParts, "officeReader"> & { readonly office: Pick<OfficeDoor, "export"> },
): Promise<OfficeNow> {
  const text = await office.export() ?? EMPTY_OFFICE;
  const values = officeReader.read(text);
  return { text, office: values, revision: Number(values.at(["revision"]) ?? 0) };
}

/** The office as it was at a revision; before the first it was empty. Undefined where there is no such revision. */
export async function officeAt(
  { office, officeReader }: OfficeParts,
  revision: number,
): Promise<OfficeNow | undefined> {
  const text = revision === 0 ? EMPTY_OFFICE : await office.documentOf(revision);
  return text === undefined ? undefined : { text, office: officeReader.read(text), revision };
}
