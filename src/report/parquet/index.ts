/** Results as Parquet files: see docs/parquet.md. */
export type { CsvTable } from "./columns.js";
export { ParquetFile, type ParquetSource } from "./parquet-file.js";
