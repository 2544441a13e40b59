import { NO_VALUE } from "../number-format.js";
import type { ListingColumn } from "./listing.js";

/**
 * One scale for a column of figures, so that they can be compared at a glance.
 *
 * @param none what is shown where there is no figure
 */
export const fixed = <Row>(
  read: (row: Row) => number | undefined,
  digits: number,
  none = NO_VALUE,
): Pick<ListingColumn<Row>, "read"> & Required<Pick<ListingColumn<Row>, "show">> => ({
  read,
  show: (row) => read(row)?.toFixed(digits) ?? none,
});
