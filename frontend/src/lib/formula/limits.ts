/** The bounds of the engine's `formula/limits.py`. */
export const SOURCE_BYTES = 2048;
export const NESTING = 30;
export const HEIGHT = 60;
export const STEPS = 10_000;
export const RESULT_BYTES = 102_400;
export const LIST_ITEMS_PER_STEP = 10;
export const PLACES = 12;
export const WHOLE_DIGITS = 18;
export const PATH_SEGMENTS = 8;
export const POWER_STEPS = 1000;
