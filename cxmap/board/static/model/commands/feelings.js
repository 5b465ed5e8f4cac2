// @ts-check
/** Feelings: how a persona feels at a card, and points put on the curve. */
import { feelingId, newId } from "../ids.js";
import { fitTitle, fitWord, keysAt } from "../places.js";
import { CardCommands } from "./cards.js";

export class FeelingCommands extends CardCommands {
  /**
   * How a persona feels at a card; null: no feeling. A map without a persona gets "Customer" with the same edit.
   * @param {string} cardId @param {string | null} personaId @param {number | null} value −3 to +3 @param {string} [word]
   * @param {string} [source] "predicted" by the team or "reported" by customers
   */
  setFeeling(cardId, personaId, value, word, source = "predicted") {
    const card = this.replica.get("card", cardId);
    if (!card) return [];
    if (value === null) {
      const id = feelingId(cardId, personaId ?? this._leading() ?? "", source);
      if (this.replica.get("feeling", id)) this._commit([{ op: "delete", type: "feeling", id }], "Remove a feeling");
      return [];
    }
    const own = this.replica.get("lane", card.lane)?.kind === "emotion" ? fitWord(card.title) : "";
    const edits = this._feel(cardId, personaId, value, word, own, source);
    this._commit(edits, "Set a feeling");
    return [edits[edits.length - 1].id];
  }

  /**
   * A word of the wheel for how a persona feels at a card: with it comes its intensity, and its value where nothing is set.
   * @param {string} cardId @param {string | null} personaId @param {{text: string, value: number, intensity: number | null}} word @param {string} [source]
   */
  chooseWord(cardId, personaId, word, source = "predicted") {
    const who = this._persona(personaId);
    const there = this.replica.get("feeling", feelingId(cardId, who.id, source));
    const intensity = word.intensity ?? null;
    if (there) {
      const was = { word: there.word, intensity: there.intensity };
      this._commit([...who.edits, { op: "patch", type: "feeling", id: there.id, fields: { word: fitWord(word.text), intensity }, was }], "Choose a word");
      return;
    }
    const made = this._newFeeling(cardId, who.id, word.value, fitWord(word.text), source);
    this._commit([...who.edits, { ...made, fields: { ...made.fields, intensity } }], "Choose a word");
  }

  /** How strong a feeling is: 1 slightly, 2 clearly, 3 strongly, null: nothing said. @param {string} feeling its id @param {number | null} intensity */
  setIntensity(feeling, intensity) {
    const there = this.replica.get("feeling", feeling);
    if (!there || there.intensity === intensity) return;
    this._commit([{ op: "patch", type: "feeling", id: feeling, fields: { intensity }, was: { intensity: there.intensity } }], "Set how strong it is");
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
