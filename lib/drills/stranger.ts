/** An account of nobody in the organization. */
export const stranger = '999900001111';
