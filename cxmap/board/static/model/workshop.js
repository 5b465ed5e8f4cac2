// @ts-check
/**
 * A workshop over a replica: what goes on, who may do what, and what the facilitator does, as edits for `session.commit`.
 * DOM-free; reads a replica, changes nothing. Board, participant's page and projector stand on it.
 */
export {
  asks, clockText, idOf, isoOf, lanesAsAsked, nextStep, openKinds, openLanes, personaOf, placeOf, plan, previousStep, runningStep, secondsLeft,
  stepsOf, talliesOf, targetsOf, timeOf, took, viewOf, workshopOf,
} from "./workshop/reading.js";
export { addsPersonas, isPrivate, leads, mayEdit, meIn, objection, participantsOf, refusal, whoOf } from "./workshop/rights.js";
export {
  backStep, closeWorkshop, endStep, extend, goOn, openWorkshop, pause, replanStep, resume, skipStep, startStep,
} from "./workshop/running.js";
export {
  addStep, bringBack, bringHere, decide, decisionsOf, deleteStep, editStep, handOver, letGo, lock, moveStep, park, parkedOf,
  participantId, project, seat, setState, setSwitch, settle, tablesOf, takePart,
} from "./workshop/acts.js";
