// @ts-check
/** What is one's own and unseen: ballots and drafts, as `session.unseen` keeps them. */

/** @typedef {{id: string, step: string, stage: string, lane: string, title: string, severity?: number | null, moment?: string | null, feeling?: number | null}} Draft */

/** What I gave to a card in a step. @param {any} session @param {string} step @param {string} target @returns {{value: number, effort: number | null} | null} */
export function ballotOf(session, step, target) {
  const ballot = session.unseen.mine.get(`${step}/${target}`);
  return ballot && ballot.value !== null ? ballot : null;
}

/** What I have written in a step, oldest first. @param {any} session @param {string} step @returns {Draft[]} */
export const draftsOf = (session, step) => [...session.unseen.drafts.values()].filter((draft) => draft.step === step);

/** How much of mine waits to be sent. @param {any} session */
export const waitingOf = (session) => session.unseen?.waiting ?? 0;
