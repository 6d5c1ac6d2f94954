import tseslint from 'typescript-eslint';

/** A small number of rules; the compiler does the rest. A cast needs a disable comment that says why it is sound. */
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.venv*/**', '.tslate/**', 'tests/types/must-not-compile/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the seeded generator: rng(seed).' },
      ],
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  {
    // Texts, most of them.
    files: ['notebooks/chapters/*.ts', 'notebooks/exercises/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
