/**
 * The only writer of the disk. A file is written beside its place under a temporary name and moved there when it
 * is whole, so a reader never finds half of one, and what was there before stays until then.
 */
export { type FilesWriter, openFilesWriter } from "./files/files-writer.js";
export { type FolderWriter, openFolderWriter } from "./files/folder-writer.js";
export {
  folderContents,
  isSameFolder,
  makeFolder,
  removeFile,
  removeFilesIn,
  removeWhole,
} from "./files/folders.js";
export { checksumOf, type GrowingFile, moveFile, openGrowingFile } from "./files/growing-file.js";
export { type FolderLock, holdsFolder, lockFolder, releaseFolder } from "./files/lock.js";
export { removePartialFiles } from "./files/partial.js";
export { appendToFile, writeFileAtomically } from "./files/whole-file.js";
