// @ts-check
/** Tables as programs put them on the clipboard: cells between tabs, commas or semicolons, Markdown tables, HTML tables. */

/**
 * Cells of a delimited text. A quoted cell may hold the delimiter, line breaks and doubled quotes.
 * @param {string} text @param {string} delimiter one character
 * @param {boolean} [strict] false: quotes around a cell that needs none are part of its text, as spreadsheets copy it
 * @returns {string[][]}
 */
export function parseDelimited(text, delimiter, strict = true) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let at = 0;
  const plain = text.replace(/\r\n?/g, "\n");
  while (at <= plain.length) {
    let end = plain[at] === '"' ? closing(plain, at, delimiter) : -1;
    let cell;
    if (end > 0) {
      const inner = plain.slice(at + 1, end);
      const needed = strict || /["\n]/.test(inner) || inner.includes(delimiter);
      cell = needed ? inner.replace(/""/g, '"') : plain.slice(at, end + 1);
      end++;
    } else {
      end = at;
      while (end < plain.length && plain[end] !== delimiter && plain[end] !== "\n") end++;
      cell = plain.slice(at, end);
    }
    row.push(cell.trim());
    if (plain[end] !== delimiter) {
      rows.push(row);
      row = [];
    }
    at = end + 1;
  }
  while (rows.length && rows[rows.length - 1].every((cell) => !cell)) rows.pop();
  return rows;
}

/** Where a quoted cell ends: a quote before a delimiter, a line break or the end; -1: nowhere. @param {string} text @param {number} start @param {string} delimiter */
function closing(text, start, delimiter) {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at++;
    else return at + 1 >= text.length || text[at + 1] === delimiter || text[at + 1] === "\n" ? at : -1;
  }
  return -1;
}

/** A Markdown table, or null. @param {string} text @returns {string[][] | null} */
export function parseMarkdown(text) {
  const lines = text.trim().split(/\r?\n/).map((line) => line.trim());
  if (lines.length < 2 || !lines.every((line) => /^\|.*\|$/.test(line))) return null;
  const rows = lines.map((line) => line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, "|")));
  return rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
}

const ENTITIES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " });

/**
 * The first table of an HTML text, or null. Only words come out of it: it is read as text, never shown as HTML.
 * @param {string} html @returns {string[][] | null}
 */
export function parseHtmlTable(html) {
  const start = html.search(/<table\b/i);
  if (start < 0) return null;
  const end = html.slice(start).search(/<\/table\s*>/i);
  const body = html.slice(start, end < 0 ? undefined : start + end).replace(/<!--[^]*?-->|<(style|script)\b[^]*?<\/\1\s*>/gi, "");
  /** @type {string[][]} */
  const rows = [];
  /** Cells that reach into later rows: [column, rows left, text]. @type {[number, number, string][]} */
  let hanging = [];
  for (const [, inner] of body.matchAll(/<tr\b[^>]*>([^]*?)(?=<tr\b|<\/tr\s*>|$)/gi)) {
    /** @type {string[]} */
    const row = [];
    for (const [column, , text] of hanging) row[column] = text;
    hanging = hanging.flatMap(([column, left, text]) => (left > 1 ? [/** @type {[number, number, string]} */ ([column, left - 1, text])] : []));
    let column = 0;
    for (const [, attributes, content] of inner.matchAll(/<t[dh]\b([^>]*)>([^]*?)(?=<t[dh]\b|<\/t[dh]\s*>|$)/gi)) {
      while (row[column] !== undefined) column++;
      const text = words(content);
      const [across, down] = [span(attributes, "colspan"), span(attributes, "rowspan")];
      for (let i = 0; i < across; i++) {
        row[column + i] = i ? "" : text;
        if (down > 1) hanging.push([column + i, down - 1, i ? "" : text]);
      }
      column += across;
    }
    if (row.length) rows.push(Array.from(row, (cell) => cell ?? ""));
  }
  return rows.length ? rows : null;
}

/** @param {string} attributes @param {string} name */
function span(attributes, name) {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,3})`, "i").exec(attributes);
  return found ? Math.min(200, Math.max(1, Number(found[1]))) : 1;
}

/** The words of a piece of HTML. @param {string} html */
function words(html) {
  return html
    .replace(/\s+/g, " ")
    .replace(/<br\b[^>]*>|<\/(p|div|li)\s*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#x?[0-9a-f]{1,6}|\w{2,6});/gi, (whole, name) => {
      if (name[0] !== "#") return ENTITIES[name.toLowerCase()] ?? whole;
      const code = name[1].toLowerCase() === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}
