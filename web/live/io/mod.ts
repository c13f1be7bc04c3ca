/**
 * Sends what happens in the office to every browser that looks.
 *
 * @module
 */
export { feedOf, type FeedParts, LiveFeed } from "./feed.ts";
export { NewsFeed } from "./news.ts";
