// @ts-check
/**
 * What somebody pastes: plain lines, or a table from a spreadsheet; and what a table would make of the map. Nothing is made
 * here: a plan is shown first, and `Commands.pasteTable` makes it.
 */
import { parseDelimited, parseHtmlTable, parseMarkdown } from "./delimited.js";
import { readStatus, readTruth, readValue, roleOf } from "./headers.js";
import { Draft } from "./plan.js";

/** @typedef {import("./headers.js").Role} Role */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {{kind: "lines", lines: string[]} | {kind: "table", header: string[] | null, rows: string[][]}} Block */
/**
 * @typedef {object} PasteOptions
 * @property {string | null} [stage] id of the stage for cards whose table names none
 * @property {string | null} [lane] id of the lane for plain lines
 * @property {Role[]} [columns] what each column becomes, where the reader's guess was changed
 */

const MOST_CELLS = 100_000;
/** Meaning of the columns of a table without headings, the stage apart. */
const UNNAMED = ["lane:action", "lane:touchpoint", "lane:thought", "lane:emotion", "lane:pain", "lane:opportunity", "lane:note"];

/**
 * Tell lines from a table.
 * @param {string} text `text/plain` of the clipboard @param {string} [html] `text/html`, where it has one
 * @returns {Block}
 */
export function parseBlock(text, html = "") {
  const rows = tableOf(text, html);
  if (!rows) return { kind: "lines", lines: linesOf(text) };
  const width = Math.max(...rows.map((row) => row.length));
  if (width < 2) return { kind: "lines", lines: rows.map((row) => row[0].replace(/\s*\n\s*/g, " ")).filter(Boolean) };
  const even = rows.slice(0, Math.floor(MOST_CELLS / width)).map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ""));
  if (isMatrix(even) || isHeader(even[0])) return { kind: "table", header: even[0], rows: even.slice(1) };
  return { kind: "table", header: null, rows: even };
}

/** Lines with words, without their bullets. @param {string} text */
function linesOf(text) {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(/\t/g, " ").trim()).filter(Boolean);
  const bulleted = lines.length > 1 && lines.every((line) => /^(?:[-*•–]|\d+[.)])\s+/.test(line));
  return bulleted ? lines.map((line) => line.replace(/^(?:[-*•–]|\d+[.)])\s+/, "")) : lines;
}

/** @param {string} text @param {string} html @returns {string[][] | null} */
function tableOf(text, html) {
  const fromHtml = html ? parseHtmlTable(html) : null;
  if (fromHtml && fromHtml.some((row) => row.length > 1 || row[0].includes("\n"))) return filled(fromHtml);
  // a tab that only indents is none
  if (/[^\s][^\n]*\t/.test(text)) return filled(parseDelimited(text, "\t", false));
  const markdown = parseMarkdown(text);
  if (markdown) return filled(markdown);
  for (const delimiter of [",", ";"]) {
    const rows = filled(parseDelimited(text, delimiter));
    if (rows.length > 1 && rows[0].length > 1 && rows.every((row) => row.length === rows[0].length) && isHeader(rows[0])) return rows;
  }
  // one column of a spreadsheet, with line breaks in its cells
  if (/^"[^]*\n[^]*"\s*$/m.test(text)) {
    const rows = parseDelimited(text, "\t", false);
    if (rows.some((row) => row[0].includes("\n"))) return filled(rows);
  }
  return null;
}

/** Rows that say something. @param {string[][]} rows */
const filled = (rows) => rows.filter((row) => row.some(Boolean));

/** Two headings that we know, or a stage beside anything, make a row of headings. @param {string[]} row */
function isHeader(row) {
  const known = row.map((cell) => (cell.length <= 40 ? roleOf(cell) : null));
  const exact = known.filter((role) => role?.exact).length;
  return exact >= 2 || (exact >= 1 && known.filter(Boolean).length >= Math.max(2, row.filter(Boolean).length - 1)) || known[0]?.role === "stage";
}

/** A map drawn as a table: stages across, lanes down. @param {string[][]} rows */
function isMatrix(rows) {
  if (rows.length < 3) return false;
  const labels = rows.slice(1).map((row) => row[0]).filter(Boolean);
  const known = labels.filter((label) => label.length <= 40 && roleOf(label)).length;
  const corner = rows[0][0];
  const across = rows[0].slice(1).filter((cell) => roleOf(cell)?.exact).length;
  return known >= 2 && known * 2 >= labels.length && across * 2 < rows[0].length - 1 && (!corner || corner.length <= 40);
}

/**
 * What a block would make of the map.
 * @param {Block} block @param {import("../sync/replica.js").Replica} replica @param {PasteOptions} [options]
 * @returns {Plan}
 */
export function planPaste(block, replica, options = {}) {
  const draft = new Draft(replica, options.stage ?? null);
  if (block.kind === "lines") {
    const lane = replica.get("lane", options.lane);
    for (const line of block.lines) draft.card(draft.homeStage(), lane ? draft.laneOf(/** @type {any} */ (lane)) : draft.lane("action", ""), line);
    return draft.plan("lines", []);
  }
  const rows = block.header ? [block.header, ...block.rows] : block.rows;
  if (block.header && !options.columns && isMatrix(rows)) return planMatrix(block.header, block.rows, draft);
  return planRows(block, draft, options.columns);
}

/** @param {string[]} header @param {string[][]} rows @param {Draft} draft */
function planMatrix(header, rows, draft) {
  const stages = header.map((name, i) => (i === 0 ? -1 : draft.stage(name || `Stage ${i}`)));
  let label = "";
  rows.forEach((row) => {
    label = row[0] || label;
    const found = label ? roleOf(label) : null;
    const role = found?.role ?? "";
    const kind = role.startsWith("lane:") ? role.slice(5) : role === "value" ? "emotion" : role === "note" ? "note" : "custom";
    row.forEach((cell, i) => {
      if (i === 0 || !cell) return;
      if (role === "goal") return draft.goal(stages[i], cell);
      const lane = draft.lane(kind, found?.exact && kind !== "custom" ? "" : label);
      if (kind === "emotion") {
        const { value, word } = readValue(cell);
        if (value !== null) return draft.feel(draft.card(stages[i], lane, word, { bare: true }), value, word);
      }
      for (const line of cell.split("\n")) draft.card(stages[i], lane, line);
    });
  });
  return draft.plan("matrix", header.map((name, index) => ({ index, heading: name, role: "stage" })));
}

/** @param {Extract<Block, {kind: "table"}>} block @param {Draft} draft @param {Role[] | undefined} given */
function planRows({ header, rows }, draft, given) {
  const width = (header ?? rows[0] ?? []).length;
  const guessed = header ? headerRoles(header, rows) : plainRoles(rows, width);
  const roles = guessed.map((role, i) => given?.[i] ?? role);
  const at = (/** @type {Role} */ role) => roles.indexOf(role);
  const texts = roles.flatMap((role, i) => (role.startsWith("lane:") && role !== "lane:emotion" ? [i] : []));
  const emotion = at("lane:emotion");
  let stage = -1;
  for (const row of rows) {
    if (at("stage") >= 0 && row[at("stage")]) stage = draft.stage(row[at("stage")]);
    const home = stage >= 0 ? stage : at("stage") >= 0 ? draft.stage("Stage 1") : draft.homeStage();
    if (at("goal") >= 0 && row[at("goal")]) draft.goal(home, row[at("goal")]);
    /** @type {Map<string, number[]>} cards of this row by kind */
    const made = new Map();
    for (const i of texts) {
      const kind = roles[i].slice(5);
      const heading = header?.[i] ?? "";
      const exact = !heading || (roleOf(heading)?.exact && roleOf(heading)?.role === roles[i]);
      for (const line of row[i].split("\n")) {
        if (!line.trim()) continue;
        const lane = draft.lane(kind, exact ? "" : heading);
        made.set(kind, [...(made.get(kind) ?? []), draft.card(home, lane, line)]);
      }
    }
    const main = ["touchpoint", "action", "frontstage", "backstage", "thought", "pain"].flatMap((kind) => made.get(kind) ?? [])[0] ?? [...made.values()][0]?.[0];
    draft.emotion(home, main, emotion >= 0 ? row[emotion] : "", at("value") >= 0 ? row[at("value")] : "");
    if (main === undefined) continue;
    if (at("channel") >= 0) draft.channel(made.get("touchpoint")?.[0] ?? main, row[at("channel")]);
    if (at("severity") >= 0) draft.severity(made.get("pain")?.[0] ?? main, row[at("severity")]);
    if (at("truth") >= 0) draft.truth(main, row[at("truth")]);
    if (at("note") >= 0) draft.note(main, row[at("note")]);
    if (at("status") >= 0) for (const card of [...made.values()].flat()) draft.status(card, row[at("status")]);
  }
  return draft.plan("rows", roles.map((role, index) => ({ index, heading: header?.[index] ?? "", role })));
}

/** @param {string[]} header @param {string[][]} rows @returns {Role[]} */
function headerRoles(header, rows) {
  const values = (/** @type {number} */ i) => rows.map((row) => row[i]).filter(Boolean);
  const roles = header.map((heading, i) => {
    const role = heading ? (roleOf(heading)?.role ?? "lane:custom") : values(i).length ? "lane:custom" : "skip";
    // two headings mean different things in different tables: their values tell
    if (role === "lane:evidence" && mostly(values(i), (cell) => cell.length < 30 && readStatus(cell) !== null)) return "status";
    if (role === "lane:moment" && mostly(values(i), (cell) => readTruth(cell) !== null)) return "truth";
    if (role === "lane:emotion" && mostly(values(i), (cell) => /^[+\-−]?\d+([.,]\d+)?$/.test(cell))) return "value";
    return role;
  });
  if (!roles.includes("stage")) {
    const step = header.findIndex((heading) => /^steps?$/i.test(heading.trim()));
    if (step >= 0) roles[step] = "stage";
  }
  // a single thing can be said once; what repeats becomes a lane of its own
  return roles.map((role, i) => (!role.startsWith("lane:") && role !== "skip" && roles.indexOf(role) < i ? "lane:custom" : role));
}

/** @param {string[][]} rows @param {number} width @returns {Role[]} */
function plainRoles(rows, width) {
  if (width === 2) return ["stage", "lane:touchpoint"];
  let next = 0;
  return Array.from({ length: width }, (_, i) => {
    if (i === 0) return "stage";
    const values = rows.map((row) => row[i]).filter(Boolean);
    if (values.length && values.every((cell) => /^[+\-−]?\d+([.,]\d+)?$/.test(cell)) && values.some((cell) => /^[+\-−]/.test(cell))) return "value";
    return UNNAMED[next++] ?? "lane:note";
  });
}

/** @param {string[]} values @param {(cell: string) => boolean} test */
function mostly(values, test) {
  return values.length > 0 && values.filter(test).length * 2 > values.length;
}
