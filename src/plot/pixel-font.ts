/** A small fixed font of our own, 5 pixels wide and 7 high with 2 below the line, for words inside images without any canvas. */

/** Columns from one glyph to the next, and rows of a line without and with what hangs below it. */
export const glyphSize = { advance: 6, height: 7, depth: 9 } as const;

/** Glyphs side by side, each in five columns with one between them. */
const strips: readonly { readonly glyphs: string; readonly rows: readonly string[] }[] = [
  {
    glyphs: '0123456789',
    rows: [
      ' ###    #    ###   ###     #  #####   ##  #####  ###   ###',
      '#   #  ##   #   # #   #   ##  #      #        # #   # #   #',
      '#  ##   #       #     #  # #  ####  #        #  #   # #   #',
      '# # #   #      #    ##  #  #      # ####    #    ###   ####',
      '##  #   #     #       # #####     # #   #   #   #   #     #',
      '#   #   #    #    #   #    #  #   # #   #  #    #   #    #',
      ' ###   ###  #####  ###     #   ###   ###   #     ###   ##',
      '',
      '',
    ],
  },
  {
    glyphs: 'ABCDEFGHIJKLM',
    rows: [
      ' ###  ####   ###  ####  ##### #####  ###  #   #  ###    ### #   # #     #   #',
      '#   # #   # #   # #   # #     #     #   # #   #   #      #  #  #  #     ## ##',
      '#   # #   # #     #   # #     #     #     #   #   #      #  # #   #     # # #',
      '##### ####  #     #   # ####  ####  # ### #####   #      #  ##    #     # # #',
      '#   # #   # #     #   # #     #     #   # #   #   #      #  # #   #     #   #',
      '#   # #   # #   # #   # #     #     #   # #   #   #   #  #  #  #  #     #   #',
      '#   # ####   ###  ####  ##### #      ###  #   #  ###   ##   #   # ##### #   #',
      '',
      '',
    ],
  },
  {
    glyphs: 'NOPQRSTUVWXYZ',
    rows: [
      '#   #  ###  ####   ###  ####   #### ##### #   # #   # #   # #   # #   # #####',
      '##  # #   # #   # #   # #   # #       #   #   # #   # #   # #   # #   #     #',
      '# # # #   # #   # #   # #   # #       #   #   # #   # #   #  # #   # #     #',
      '#  ## #   # ####  #   # ####   ###    #   #   # #   # # # #   #     #     #',
      '#   # #   # #     # # # # #       #   #   #   # #   # # # #  # #    #    #',
      '#   # #   # #     #  #  #  #      #   #   #   #  # #  # # # #   #   #   #',
      '#   #  ###  #      ## # #   # ####    #    ###    #    # #  #   #   #   #####',
      '',
      '',
    ],
  },
  {
    glyphs: 'abcdefghijklm',
    rows: [
      '      #               #         ##        #       #      #   #     ##',
      '      #               #        #  #       #                  #      #',
      ' ###  # ##   ###   ## #  ###   #     #### # ##   ##     ##   #  #   #   ## #',
      '    # ##  # #     #  ## #   # ####  #   # ##  #   #      #   # #    #   # # #',
      ' #### #   # #     #   # #####  #    #   # #   #   #      #   ##     #   # # #',
      '#   # #   # #   # #   # #      #    #   # #   #   #      #   # #    #   #   #',
      ' #### ####   ###   ####  ###   #     #### #   #  ###     #   #  #  ###  #   #',
      '                                        #             #  #',
      '                                     ###               ##',
    ],
  },
  {
    glyphs: 'nopqrstuvwxyz',
    rows: [
      '                                     #',
      '                                     #',
      '# ##   ###  ####   #### # ##   ###  ####  #   # #   # #   # #   # #   # #####',
      '##  # #   # #   # #   # ##  # #      #    #   # #   # #   #  # #  #   #    #',
      '#   # #   # #   # #   # #      ###   #    #   # #   # # # #   #   #   #   #',
      '#   # #   # #   # #   # #         #  #  # #  ##  # #  # # #  # #  #   #  #',
      '#   #  ###  ####   #### #     ####    ##   ## #   #    # #  #   #  #### #####',
      '            #         #                                               #',
      '            #         #                                            ###',
    ],
  },
  {
    glyphs: '.,:;-−+=%()/?',
    rows: [
      '                                                ##  #    #   #           ###',
      '                                      #         ##  #   #     #       # #   #',
      '             ##    ##                 #   #####    #    #     #      #      #',
      '             ##    ##    ###  ##### #####         #     #     #     #      #',
      '                                      #   #####  #      #     #    #      #',
      ' ##    ##    ##    ##                 #         #  ##   #     #   #',
      ' ##    ##    ##    ##                           #  ##    #   #            #',
      '        #           #',
      '       #           #',
    ],
  },
  {
    glyphs: "→←≠<>✓✗×·#_!'",
    rows: [
      '                #    #   #                             # #          #     #',
      '  #     #      #    #     #       # #   #              # #          #     #',
      '   #   #    #####  #       #      #  # #              #####         #',
      '##### #####   #   #         #    #    #    # #    #    # #          #',
      '   #   #    #####  #       #  #  #   # #    #         #####         #',
      '  #     #    #      #     #    ##   #   #  # #         # #',
      '            #        #   #      #                      # #  #####   #',
      '',
      '',
    ],
  },
];

const glyphs = new Map<string, readonly string[]>([[' ', []]]);
for (const strip of strips) {
  [...strip.glyphs].forEach((glyph, i) => {
    const left = i * glyphSize.advance;
    glyphs.set(
      glyph,
      strip.rows.map((row) => row.slice(left, left + 5)),
    );
  });
}

/** Tells whether the font has every character of a text; it has no Chinese. */
export function canWrite(line: string): boolean {
  return [...line].every((character) => glyphs.has(character));
}

/** Calls `dot(x, y)` for every dark pixel of a line of text whose top left corner is at 0, 0. */
export function writePixels(line: string, dot: (x: number, y: number) => void): void {
  [...line].forEach((character, i) => {
    glyphs.get(character)?.forEach((row, y) => {
      for (let x = 0; x < row.length; x++) if (row[x] === '#') dot(i * glyphSize.advance + x, y);
    });
  });
}
