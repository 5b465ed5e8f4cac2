// @ts-check
/** Feelings: how a persona feels at a card, and points put on the curve. */
import { feelingId, newId } from "../ids.js";
import { fitTitle, fitWord, keysAt } from "../places.js";
import { CardCommands } from "./cards.js";

export class FeelingCommands extends CardCommands {
  /**
   * How a persona feels at a card; null: no feeling. A map without a persona gets "Customer" with the same edit.
   * @param {string} cardId @param {string | null} personaId @param {number | null} value −3 to +3 @param {string} [word]
   */
  setFeeling(cardId, personaId, value, word) {
    const card = this.replica.get("card", cardId);
    if (!card) return [];
    if (value === null) {
      const id = feelingId(cardId, personaId ?? this._leading() ?? "");
      if (this.replica.get("feeling", id)) this._commit([{ op: "delete", type: "feeling", id }], "Remove a feeling");
      return [];
    }
    const own = this.replica.get("lane", card.lane)?.kind === "emotion" ? fitWord(card.title) : "";
    const edits = this._feel(cardId, personaId, value, word, own);
    this._commit(edits, "Set a feeling");
    return [edits[edits.length - 1].id];
  }

  /**
   * A point on the curve: a card in the emotion lane with a feeling.
   * @param {{stage: string, lane: string, index?: number | null, value: number, word?: string, persona?: string | null}} point
   */
  addFeelingPoint({ stage, lane, index = null, value, word = "", persona = null }) {
    const [order] = keysAt(this.replica.cell(stage, lane), index, 1, this.random);
    const who = this._persona(persona);
    const id = newId();
    this._commit(
      [
        ...who.edits,
        { op: "put", type: "card", id, fields: { journey: this.journey, stage, lane, ...fitTitle(word), order } },
        this._newFeeling(id, who.id, value, fitWord(word)),
      ],
      "Add a feeling",
    );
    return [id];
  }
}
