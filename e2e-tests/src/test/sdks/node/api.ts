// What a page does with the API, in types: checked against the published document, never run.
import type { components, paths } from "../api.js";

type Issues = paths["/api/v1/projects/{project}/issues"]["get"];
type Query = NonNullable<Issues["parameters"]["query"]>;
type Page = Issues["responses"][200]["content"]["application/json"];
type Problem = components["schemas"]["Problem"];
type Frame = components["schemas"]["EventView"]["stacktrace"][number];

export const unresolved: Query = { status: "unresolved", sort: "last_seen", limit: 25 };

// @ts-expect-error There is no such status.
export const open: Query = { status: "open" };

export function titles(page: Page): string[] {
  return page.data.map((issue) => `${issue.title} (${issue.event_count})`);
}

export function nextPage(page: Page): Query {
  return page.has_more ? { cursor: page.next_cursor, cursor_id: page.next_cursor_id } : {};
}

export function assignee(page: Page): string {
  // @ts-expect-error Nobody may be assigned.
  return page.data[0].assigned_to;
}

export function places(frames: Frame[]): (string | null)[] {
  return frames.map((frame) => frame.function_name);
}

export function faultyFields(problem: Problem): string[] {
  return (problem.errors ?? []).map((fault) => fault.field);
}
