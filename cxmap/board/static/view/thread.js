// @ts-check
/** One thread of comments: what it is about, what was said, an answer, and closing it. Kept as others write; what one types in it stays. */
import { aboutOf, commentEdits, mentionEdits, resolveEdits, saidIn, since, waitsFor } from "../model/comments.js";
import { mentioned, piecesOf } from "../model/mentions.js";
import { avatar, everybody, personName } from "./presence.js";
import { compose } from "./compose.js";
import { focused, fresh, h, text } from "./dom.js";
import { laneName } from "./forms.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

/** @typedef {import("../model/mentions.js").Known} Known */
/** @typedef {import("../sync/replica.js").Rec} Rec */

/** Everybody who can be mentioned: who is here, and all who have a name. @param {any} board @returns {Known[]} */
export function knownPeople(board) {
  /** @type {Map<string, Known>} */
  const known = new Map();
  for (const person of board.host.data?.people ?? []) known.set(person.id, person);
  for (const person of everybody(board.session)) known.set(person.person, { id: person.person, name: personName(person), colour: person.colour });
  return [...known.values()];
}

/** Who writes here. @param {any} board @returns {import("../model/comments.js").Author} */
export const me = (board) => ({ person: board.session.you?.person ?? "", name: board.session.you ? personName(board.session.you) : "" });

/** What a comment is about, in words. @param {any} board @param {import("../model/comments.js").About} about */
export function aboutWords(board, { type, id }) {
  const record = board.replica.get(type, id);
  if (type === "journey") return "The whole journey";
  if (!record) return "Something that is gone";
  if (type === "card") return record.title || "Untitled";
  if (type === "lane") return `Lane ${laneName(board, record)}`;
  return `Stage ${record.name || (board.layout.stageOf.get(id)?.index ?? 0) + 1}`;
}

/** Go to what a comment is about; the focus stays where it is. @param {any} board @param {import("../model/comments.js").About} about */
export function goTo(board, { type, id }) {
  if (!board.replica.get(type, id)) return;
  board.selection.set(type === "journey" ? { kind: "journey" } : { kind: type, id });
  if (type === "card") board.reveal(id);
  const box = type === "stage" ? board.layout.stageOf.get(id) : type === "lane" ? board.layout.laneOf.get(id) : null;
  const view = board.grid.view();
  if (box && type === "stage") board.grid.reveal({ left: box.left, top: view.top + 8, width: box.width, height: 1 });
  if (box && type === "lane") board.grid.reveal({ left: view.left + 8, top: box.top, width: 1, height: box.height });
}

export class Thread {
  /**
   * @param {any} board @param {Rec} root
   * @param {{drafts: Map<string, string>, named: boolean}} of `drafts`: what was typed and not sent, by thread; `named`: say what it is about
   */
  constructor(board, root, { drafts, named }) {
    this.board = board;
    this.id = root.id;
    this.drafts = drafts;
    /** @type {Map<string, {el: HTMLElement, sign: string, time: HTMLElement}>} */
    this.said = new Map();
    this.editing = ""; // id of the comment that is being changed
    this.about = h("button", { class: "cx-thread-about", type: "button", hidden: !named, onclick: () => this._go() });
    this.asked = h("span", { class: "cx-thread-asked", hidden: true }, "Mentions you");
    this.close = h("button", { class: "cx-button cx-quiet cx-thread-close", type: "button", onclick: () => this._resolve() }, icon("check", 14), h("span", null, "Resolve"));
    this.closed = h("p", { class: "cx-thread-closed", hidden: true });
    this.list = h("ol", { class: "cx-said" });
    const key = `answer|${this.id}`;
    this.answer = compose(board, { label: "Answer", placeholder: "Reply or @mention", button: "Reply", people: () => knownPeople(board), changed: (now) => keep(drafts, key, now), send: (now) => this._answer(now) });
    this.answer.fill(drafts.get(key) ?? "");
    this.el = h("article", { class: "cx-thread", dataset: { thread: this.id } }, h("div", { class: "cx-thread-top" }, this.about, this.asked, this.close), this.list, this.closed, this.answer.el);
  }

  /** Whether somebody is writing in it. */
  get busy() {
    const active = focused(this.el);
    return active instanceof HTMLTextAreaElement && active.value !== "" && this.el.contains(active);
  }

  get root() {
    return this.board.replica.get("comment", this.id);
  }

  /** The thread was deleted: what was being written in it goes to its author's unsaved texts. @returns {boolean} whether there was any */
  rescue() {
    const words = this.answer.input.value;
    this.board.session.keep(words);
    return this._rescueEdit() || Boolean(words.trim());
  }

  _rescueEdit() {
    const { session } = this.board;
    const words = session.replica.get("comment", this.editing) ? "" : (this.said.get(this.editing)?.el.querySelector("textarea")?.value ?? "");
    session.keep(words);
    return Boolean(words.trim());
  }

  /** Bring it up to date. @param {Date} now */
  update(now) {
    const { board, root } = this;
    if (!root) return;
    const about = aboutOf(root);
    const words = aboutWords(board, about);
    if (this.about.dataset.words !== words) {
      this.about.dataset.words = words;
      fresh(this.about, icon(about.type === "card" ? "custom" : about.type === "journey" ? "map" : about.type === "stage" ? "stage" : "table", 13), h("span", { dir: "auto" }, words));
      this.about.title = `${words}: show it on the map`;
    }
    const said = saidIn(board.replica, root);
    this.el.setAttribute("aria-label", `${words}, by ${root.author_name || "Somebody"}, ${said.length === 1 ? "1 comment" : `${said.length} comments`}, ${root.resolved ? "resolved" : "open"}`);
    this.asked.hidden = !waitsFor(board.replica, root, me(board).person);
    text(this.close.lastElementChild, root.resolved ? "Reopen" : "Resolve");
    this.close.hidden = this.answer.el.hidden = board.readonly;
    this.closed.hidden = !root.resolved;
    text(this.closed, root.resolved ? `Resolved by ${root.resolved_by || "somebody"}, ${since(root.resolved, now)}` : "");
    const people = knownPeople(board);
    const here = new Set(said.map((comment) => comment.id));
    for (const [id, { el }] of this.said) {
      if (here.has(id)) continue;
      if (this.editing === id) {
        this._rescueEdit();
        this.editing = "";
      }
      const inside = el.contains(focused(el));
      el.remove();
      this.said.delete(id);
      if (inside) this.answer.input.focus();
    }
    said.forEach((comment, i) => this._comment(comment, i, people, now));
  }

  /** @param {Rec} comment @param {number} place @param {Known[]} people @param {Date} now */
  _comment(comment, place, people, now) {
    const { board } = this;
    const mine = comment.author === me(board).person;
    const mayDelete = !board.readonly && (mine || ["owner", "facilitator"].includes(board.session.role));
    const mentions = people.filter((person) => board.replica.get("mention", `${comment.id}.${person.id}`));
    const sign = `${comment.text}|${comment.author_name}|${mine}|${mayDelete}|${mentions.map((p) => p.name).join()}`;
    let entry = this.said.get(comment.id);
    if (!entry) {
      entry = { el: h("li", { class: "cx-comment", dataset: { comment: comment.id } }), sign: "", time: h("time", null) };
      this.said.set(comment.id, entry);
      this.list.insertBefore(entry.el, this.list.children[place] ?? null);
    }
    if (entry.sign !== sign && this.editing !== comment.id) {
      entry.sign = sign;
      const colour = people.find((person) => person.id === comment.author)?.colour ?? 1 + (comment.author_name.length % 4);
      const name = comment.author_name || "Somebody";
      const more = h("button", { class: "cx-square cx-small cx-comment-more", type: "button", "aria-haspopup": "menu", "aria-label": `More for the comment by ${name}`, hidden: !mayDelete, onclick: () => this._more(comment.id, more) }, icon("more", 14));
      fresh(entry.el, avatar({ person: comment.author ?? "", name, number: 0, colour }, { you: mine, size: 24 }),
        h("div", { class: "cx-comment-main" }, h("div", { class: "cx-comment-top" }, h("b", { dir: "auto" }, name), entry.time, more), h("p", { class: "cx-comment-text", dir: "auto" }, pieces(comment.text, mentions, me(board).person))));
    }
    text(entry.time, since(comment.at, now));
    entry.time.setAttribute("datetime", comment.at);
    entry.time.title = new Date(comment.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  }

  /** @param {string} id @param {HTMLElement} anchor */
  _more(id, anchor) {
    const comment = this.board.replica.get("comment", id);
    if (!comment) return;
    const mine = comment.author === me(this.board).person;
    const whole = id === this.id && saidIn(this.board.replica, comment).length > 1;
    openMenu(this.board, anchor, [
      ...(mine ? [{ label: "Edit", mark: icon("pencil", 15), run: () => this._edit(id) }] : []),
      { label: whole ? "Delete the thread" : "Delete", mark: icon("trash", 15), danger: true, run: () => this._delete(id) },
    ], { label: "Comment", align: "end" });
  }

  /** @param {string} id */
  _edit(id) {
    const { board } = this;
    const comment = board.replica.get("comment", id);
    const place = this.said.get(id)?.el.querySelector(".cx-comment-text");
    if (!comment || !place) return;
    const was = comment.text;
    const key = `edit|${id}`;
    this.editing = id;
    const end = () => {
      this.drafts.delete(key);
      this.editing = "";
      const entry = this.said.get(id);
      if (entry) entry.sign = "";
      this.update(new Date());
      /** @type {HTMLElement | null | undefined} */ (entry?.el.querySelector(".cx-comment-more"))?.focus();
    };
    const field = compose(board, {
      label: "Change the comment", placeholder: "", button: "Save", rows: 2, people: () => knownPeople(board), cancel: end,
      changed: (now) => keep(this.drafts, key, now === was ? "" : now),
      send: (now) => {
        this.editing = "";
        if (now !== was) {
          const asked = mentioned(now, knownPeople(board)).filter((person) => !board.replica.get("mention", `${id}.${person}`));
          board.session.commit([{ op: "patch", type: "comment", id, fields: { text: now }, was: { text: was } }, ...mentionEdits(board.session.journey, id, asked)], { label: "Change a comment" });
        }
        end();
      },
    });
    field.fill(this.drafts.get(key) ?? was);
    place.replaceWith(field.el);
    field.input.focus();
  }

  /** @param {string} id */
  _delete(id) {
    const { board } = this;
    board.session.commit([{ op: "delete", type: "comment", id }], { label: "Delete a comment" });
    board.toast(id === this.id ? "The thread is deleted." : "The comment is deleted.", board.undoLast());
  }

  /** @param {string} now */
  _answer(now) {
    const { board } = this;
    const { edits } = commentEdits(board.session.journey, { text: now, thread: this.id, people: mentioned(now, knownPeople(board)) }, me(board), new Date());
    board.session.commit(edits, { label: "Answer a comment" });
    board.announce("Sent.");
    this.answer.input.focus();
  }

  _resolve() {
    const { board, root } = this;
    if (!root) return;
    const closing = !root.resolved;
    board.session.commit(resolveEdits(root, closing, me(board), new Date()), { label: closing ? "Resolve a thread" : "Reopen a thread" });
    board.toast(closing ? "The thread is resolved." : "The thread is open again.", board.undoLast());
  }

  _go() {
    if (this.root) goTo(this.board, aboutOf(this.root));
  }
}

/** @param {Map<string, string>} drafts @param {string} key @param {string} now */
export function keep(drafts, key, now) {
  if (now) drafts.set(key, now);
  else drafts.delete(key);
}

/** A comment's text: names stand out, addresses can be followed, all of it is text. @param {string} said @param {Known[]} mentions @param {string} you */
function pieces(said, mentions, you) {
  return piecesOf(said, mentions).map((piece) => {
    if (piece.kind === "link") return h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer", title: piece.href }, piece.text);
    if (piece.kind === "mention") return h("b", { class: piece.person === you ? "cx-mention cx-you" : "cx-mention" }, piece.text);
    return piece.text;
  });
}
