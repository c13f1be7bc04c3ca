import { writeSchema } from "../../core/config/mod.ts";
import { sectionsOf, type SectionSpec } from "../forms/mod.ts";

/** Every section of the office file, as its schema says. */
export const SECTIONS: readonly SectionSpec[] = sectionsOf(JSON.parse(writeSchema("office")));
