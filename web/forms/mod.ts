/**
 * Forms for everything that `office.yml` can say, made of its schema: what a section asks for, how a form is read, and how
 * what it says is written into the owner's own text, comments and all. Whether it will do is judged by `apply`, in its words.
 *
 * @module
 */
export { addressesOf, CALLED_BY_NAME, NEW_ITEM } from "./address.ts";
export { type FieldChange, fieldChanges, type ItemChange, officeChanges } from "./changes.ts";
export { pathInItem, placeIn } from "./item_place.ts";
export { pairItems, saysTheSame } from "./pairs.ts";
export { KEPT_SECRET, type OfficeEdit, OfficeText } from "./office_text.ts";
export { type ItemsInText, listOf, OfficeReader, OfficeValues, valueIn } from "./office_values.ts";
export { objectOf, readForm, type Said, SWITCH } from "./read_form.ts";
export { ROW_ACTS, ROW_KEY, rowCount, rowField, tidyRows } from "./rows.ts";
export { type FieldKind, fieldsOf, type FieldSpec, type RowsKind, type SchemaNode } from "./spec.ts";
export { showValue } from "./show_value.ts";
export { sectionsOf, type SectionSpec } from "./section.ts";
export { spanBefore, type TextSpan } from "./text_span.ts";
