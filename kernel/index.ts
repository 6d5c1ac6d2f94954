/** The kernel's public surface for programs: run notebooks over the real protocol, read and write them, install the kernel. */
export { installKernelspec, type InstallPlace, uninstallKernelspec } from './cli/install.ts';
export type * from './language/language.ts';
export * from './runner/nbformat.ts';
export { type CellEvent, type CellReport, runNotebook, type RunOptions, type RunResult } from './runner/run.ts';
export { type KernelProcess, startKernel, type StartOptions } from './runner/start.ts';
