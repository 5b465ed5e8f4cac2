// @ts-check
/** Stands for the values of several records that differ. */
export const MIXED = Symbol("mixed");
