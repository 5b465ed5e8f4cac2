// @ts-check
/** Copy, cut and paste on the map: cards among boards, lines to cards, blocks of a spreadsheet to stages and cards. */
import { parseBlock } from "../model/paste.js";

const TYPE = "application/x-cxmap";

export class Clipboard {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
  }

  /** @param {ClipboardEvent} e @param {boolean} cut */
  copy(e, cut) {
    const ids = this.board.inMapOrder([...this.board.selection.ids]);
    if (!ids.length || !e.clipboardData) return;
    const { text, data } = this.board.commands.copyCards(ids, this.board.persona());
    e.clipboardData.setData("text/plain", text);
    e.clipboardData.setData(TYPE, data);
    e.preventDefault();
    if (cut && !this.board.readonly) this.board.deleteTarget();
    this.board.announce(`${ids.length === 1 ? "1 card" : `${ids.length} cards`} ${cut ? "cut" : "copied"}`);
  }

  /**
   * Paste at a place, by default where the target is.
   * @param {DataTransfer | null} data @param {{stage: string, lane: string, index: number} | null} [at]
   * @returns {boolean} whether there was something to paste
   */
  paste(data, at) {
    const { board } = this;
    if (!data || board.readonly) return false;
    const place = at ?? board.pastePlace();
    const own = data.getData(TYPE);
    if (own && place) {
      return this._pasted(board.commands.pasteCards(own, place));
    }
    const block = parseBlock(data.getData("text/plain"), data.getData("text/html"));
    if (block.kind === "table") {
      board.empty.preview(block);
      return true;
    }
    if (!block.lines.length) return false;
    if (!place) {
      board.commands.startFromLines(block.lines);
      return true;
    }
    return this._pasted(board.commands.addCards({ stage: place.stage, lane: place.lane, at: place.index, texts: block.lines, persona: board.persona() }));
  }

  /** Many cards may go where six are shown: what was pasted is not folded away. @param {string[]} ids */
  _pasted(ids) {
    const { board } = this;
    for (const id of ids) {
      const card = board.replica.get("card", id);
      if (card) board.layout.opened.add(board.layout.key(card.stage, card.lane));
    }
    board.selectCards(ids);
    board.announce(`${ids.length === 1 ? "1 card" : `${ids.length} cards`} pasted`);
    return true;
  }
}
