/** The display layer: values that show themselves, the hosts that show them, the reader's language, and progress. */
import { teachTslab } from './tslab-cells.ts';

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

teachTslab();
