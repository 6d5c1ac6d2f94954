/** TypeScript's service over the files of a notebook. */
import ts from '#typescript';
import { NotebookFiles } from './files.ts';
import { LocalFiles, type Mistakes } from './local-files.ts';

/** A file in a program that has all that it imports. */
export interface Read {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
}

export class Checker {
  readonly files: NotebookFiles;
  readonly service: ts.LanguageService;
  private readonly local: LocalFiles;

  constructor(directory: string, ambient: string) {
    this.files = new NotebookFiles(directory, ambient);
    this.service = ts.createLanguageService(this.files);
    this.local = new LocalFiles(this.files);
  }

  read(fileName: string): Read {
    this.service.getProgram(); // what is read for it may ask for more of Node's types
    const program = this.service.getProgram();
    const file = program?.getSourceFile(fileName);
    if (program === undefined || file === undefined) {
      throw new Error('The TypeScript service has no program. It was probably closed; start the kernel again.');
    }
    return { program, file };
  }

  /** The mistakes in the local files that the code of a cell imports. */
  mistakesImported(code: string, { program, file }: Read): Mistakes {
    return this.local.mistakes(code, file.fileName, program);
  }
}
