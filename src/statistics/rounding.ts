/** What differs by less than this share of its size differs by rounding alone. */
export const ROUNDING = 1e-12;
