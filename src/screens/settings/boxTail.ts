/** The part of a box's number that the hotline asks for. */
export const boxTail = (id: string): string => id.slice(-4);
