import { fieldsOf, type FieldSpec, type SchemaNode, waysOf } from "./spec.ts";

/** One section of the office file. */
export interface SectionSpec {
  /** `extensions` */
  readonly name: string;
  readonly about: string;
  /** Many of a kind, or one. */
  readonly isList: boolean;
  readonly fields: readonly FieldSpec[];
}

/** Every section that a form can show, in the order of the file. */
export function sectionsOf(schema: SchemaNode): readonly SectionSpec[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, node]): readonly SectionSpec[] => {
    const item = node.type === "array" ? node.items : waysOf(node).find(({ properties }) => properties !== undefined);
    if (item?.properties === undefined) return [];
    return [{ name, about: node.description ?? "", isList: node.type === "array", fields: fieldsOf(item, name) }];
  });
}
