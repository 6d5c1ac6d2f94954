/** The display layer: values that show themselves, the hosts that show them, the reader's language, and progress. */
export { text, language, setLanguage, type Language, type Bilingual } from './language.ts';
export { show, type DisplayHandle, type ShowOptions } from './show.ts';
export { progress, type Progress, type ProgressOptions } from './progress.ts';
export {
  displayable,
  displaySymbol,
  isDisplayable,
  metadataSymbol,
  type Displayable,
  type MimeBundle,
  type MimeMetadata,
} from './mime.ts';
