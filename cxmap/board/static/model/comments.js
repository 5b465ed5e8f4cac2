// @ts-check
/**
 * Comments: what a thread is about, what is open, and who is asked to look. `cxmap/insights/comments.py` is the same rule in
 * Python; `tests/fixtures/comments.json` holds the two to each other. DOM-free.
 */
import { madeId, newId } from "./ids.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Edit} Edit */
/** What a thread is about. @typedef {{type: "card" | "stage" | "lane" | "journey", id: string}} About */

/** @param {Rec} a @param {Rec} b */
const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** @param {Rec} comment the one that opens a thread @returns {About} */
export function aboutOf(comment) {
  if (comment.card) return { type: "card", id: comment.card };
  if (comment.stage) return { type: "stage", id: comment.stage };
  if (comment.lane) return { type: "lane", id: comment.lane };
  return { type: "journey", id: comment.journey };
}

/** The comments that open a thread, oldest first. @param {Replica} replica @param {About | null} [about] null: of the whole map @returns {Rec[]} */
export function threads(replica, about = null) {
  const all = !about || about.type === "journey" ? [...replica.all("comment").values()] : [...replica.under("comment", about.type, about.id)];
  return all.filter((comment) => !comment.thread && (about?.type !== "journey" || aboutOf(comment).type === "journey")).sort(byTime);
}

/** A thread: the comment that opens it, then the answers by time. @param {Replica} replica @param {Rec} root @returns {Rec[]} */
export const saidIn = (replica, root) => [root, ...[...replica.under("comment", "thread", root.id)].sort(byTime)];

/** How many threads about a record are open: from an index, as often as one likes. @param {Replica} replica @param {"card" | "stage" | "lane"} type @param {string} id */
export function openAt(replica, type, id) {
  let open = 0;
  for (const comment of replica.under("comment", type, id)) if (!comment.thread && !comment.resolved) open++;
  return open;
}

/**
 * The last comment of a thread that a person is asked to look at: until it is resolved, or they have answered behind it.
 * @param {Replica} replica @param {Rec} root @param {string} person @returns {Rec | null}
 */
export function waitsFor(replica, root, person) {
  if (root.resolved || !person) return null;
  const said = saidIn(replica, root);
  const asked = said.filter((comment) => replica.get("mention", madeId("mention", { comment: comment.id, person })));
  const last = asked.sort(byTime).at(-1);
  if (!last) return null;
  return said.some((comment) => comment.author === person && byTime(comment, last) > 0) ? null : last;
}

/** Who says it. @typedef {{person: string, name: string}} Author */

/**
 * A new comment with its mentions.
 * @param {string} journey @param {{text: string, about?: About | null, thread?: string | null, people?: readonly string[]}} comment `people`: ids of those mentioned
 * @param {Author} author @param {Date} now @returns {{id: string, edits: Edit[]}}
 */
export function commentEdits(journey, { text, about = null, thread = null, people = [] }, author, now) {
  const id = newId();
  const where = !thread && about && about.type !== "journey" ? { [about.type]: about.id } : {};
  const fields = { journey, ...where, thread, text, author: author.person, author_name: author.name, at: now.toISOString() };
  return { id, edits: [{ op: "put", type: "comment", id, fields }, ...mentionEdits(journey, id, people)] };
}

/** @param {string} journey @param {string} comment @param {readonly string[]} people @returns {Edit[]} */
export function mentionEdits(journey, comment, people) {
  return people.map((person) => {
    const fields = { journey, comment, person };
    return { op: "put", type: "mention", id: madeId("mention", fields), fields };
  });
}

/** Close a thread, or open it again. @param {Rec} root @param {boolean} closed @param {Author} author @param {Date} now @returns {Edit[]} */
export function resolveEdits(root, closed, author, now) {
  const fields = closed ? { resolved: now.toISOString(), resolved_by: author.name } : { resolved: null, resolved_by: "" };
  return [{ op: "patch", type: "comment", id: root.id, fields, was: { resolved: root.resolved, resolved_by: root.resolved_by } }];
}

/** When something was said, in few words: “just now”, “4 min”, “2 h”, “3 Nov”. @param {string} at ISO @param {Date} now */
export function since(at, now) {
  const then = new Date(at);
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / 1440)} d`;
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "short", year });
}
