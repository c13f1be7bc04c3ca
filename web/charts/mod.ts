/**
 * Charts: what one shows as a plain value, drawn as an SVG and told as a table where no script runs, and the sums of places
 * with which `web/islands/charts.tsx` draws the same in the browser, to be zoomed and moved. All of it runs there, too.
 *
 * @module
 */
export { type Chart, type Curve, type CurveTone, type Drawing, type Point, stackOf } from "./chart.ts";
export { ChartCard, type ChartCardParts } from "./chart_card.tsx";
export { HeatMap, type HeatMapParts } from "./heat_map.tsx";
export { dayPoints, hourPoints, namedPoints } from "./points.ts";
export { ticksIn } from "./ticks.ts";
export { isWhole, panned, pinched, scaled, type View, wholeOf, zoomedTo } from "./view.ts";
export { topOf } from "./top.ts";
