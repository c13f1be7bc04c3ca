/**
 * The price lists of a data folder.
 *
 * @module
 */
export { csvFilesIn } from "./csv_files.ts";
export { csvParser } from "./csv_parser.ts";
export { priceListsIn } from "./price_list_file.ts";
