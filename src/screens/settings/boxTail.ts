/** As much of a box's number as the hotline asks for. */
export const boxTail = (id: string): string => id.slice(-4);
