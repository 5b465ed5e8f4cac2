// @ts-check
/** What a persona rests on: the share of statements that are more than a guess, the three marks as a meter, and the rule in words. */
import { shortDate } from "../model/dates.js";
import { isOver, STATUSES } from "../model/evidence.js";
import { fresh, h, style, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { FACE, restsOn, RULE } from "./coverage.js";
import { groundsOf } from "./model.js";

export class Rests {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    this.bars = STATUSES.map((key) => h("i", { class: `cx-bar-${key}` }));
    this.percent = h("b", null);
    this.kind = h("b", { class: "pp-kind" });
    this.say = h("p", { class: "pp-say" });
    this.face = h("p", { class: "pp-say pp-face-only", hidden: true }, icon("warning", 14), h("span", null, FACE));
    this.line = h("div", { class: "pp-rests-line" }, h("span", { class: "cx-meter", "aria-hidden": "true" }, this.bars), this.percent);
    this.el = h("section", { class: "pp-rests", "aria-label": "What this rests on" }, this.line, this.kind, this.say, this.face,
      h("details", { class: "pp-rule" }, h("summary", null, "How this is counted"), h("p", { class: "pp-say" }, RULE)));
    this.sign = "";
  }

  /** @param {any} persona */
  update(persona) {
    const { desk } = this;
    const { statements, replica, day } = desk;
    const of = (/** @type {string} */ id) => groundsOf(replica, id);
    const found = restsOn(persona, statements, of, day);
    const grounds = statements.flatMap((/** @type {any} */ statement) => of(statement.id));
    const said = groundWords(grounds, day, (key) => desk.label("source_kinds", key));
    const sign = JSON.stringify([found, said]);
    if (sign === this.sign) return;
    this.sign = sign;
    const { counts, all, expired, percent } = found;
    this.line.hidden = percent === null;
    STATUSES.forEach((key, i) => {
      this.bars[i].hidden = !counts[key];
      style(this.bars[i], { "flex-grow": counts[key] });
    });
    text(this.percent, percent === null ? "" : `${percent} % evidenced`);
    this.line.title = `${all - counts.assumed} of ${all} statements: ${STATUSES.map((key) => `${counts[key]} ${key}`).join(", ")}`;
    text(this.kind, found.basedOnResearch ? "Research-based" : "Proto-persona");
    this.kind.classList.toggle("pp-proto", !found.basedOnResearch);
    const over = expired ? ` The grounds of ${expired === 1 ? "1 statement" : `${expired} statements`} have expired.` : "";
    fresh(this.say, (said || (all ? "No ground stands behind it yet." : "Nothing is said yet.")) + over);
    this.face.hidden = !found.onlySegment;
  }
}

/**
 * “2 observations, 1 survey; the latest of 3 Nov.”; "" without any that counts.
 * @param {readonly any[]} grounds @param {string} day ISO date @param {(kind: string) => string} label
 */
export function groundWords(grounds, day, label) {
  const counting = grounds.filter((ground) => !isOver(ground, day));
  if (!counting.length) return "";
  /** @type {Map<string, number>} */
  const kinds = new Map();
  for (const { kind } of counting) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const listed = [...kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind, n]) => `${label(kind)}: ${n}`).join(", ");
  const last = counting.map((ground) => ground.date ?? "").reduce((a, b) => (a > b ? a : b), "");
  return `${listed}.${last ? ` The latest is of ${shortDate(last)}.` : ""}`;
}
