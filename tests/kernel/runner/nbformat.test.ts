import { describe, expect, test } from 'vitest';
import { formatNotebook, joinLines, parseNotebook, splitLines } from '../../../kernel/runner/nbformat.ts';

const text = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a",
   "metadata": {},
   "source": [
    "# One\\n",
    "two"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "b",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "x\\n"
     ]
    },
    {
     "data": {
      "application/vnd.vegalite.v5+json": {"mark":"line"},
      "text/plain": [
       "π"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": []
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

describe('a notebook file', () => {
  test('is written as it was read, in the form that Jupyter writes, its charts in one line', () => {
    expect(formatNotebook(parseNotebook(text))).toBe(text);
  });

  test.each([
    ['{"nbformat": 3}', 'must be of nbformat 4, received 3'],
    ['{"nbformat": 4}', 'must have a list of cells'],
    ['{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}', 'cell 1 of f.ipynb must have the cell_type code'],
    ['{"nbformat": 4, "cells": [{"cell_type": "code"}]}', 'cell 1 of f.ipynb must have its text as a string'],
    ['nonsense', 'f.ipynb must be JSON'],
  ])('%s is refused with a sentence', (bad, sentence) => expect(() => parseNotebook(bad, 'f.ipynb')).toThrow(sentence));
});

test('lines are split with their line breaks and joined again', () => {
  expect(splitLines('a\n\nb')).toEqual(['a\n', '\n', 'b']);
  expect(splitLines('')).toEqual([]);
  expect(joinLines(['a\n', 'b'])).toBe('a\nb');
});
