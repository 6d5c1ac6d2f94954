/** What a diagram is: boxes, arrows from one to the next, and frames around boxes. */

/** What a box stands for; each has a form and a colour of its own. */
export type BoxKind = 'input' | 'output' | 'layer' | 'weighted' | 'operation' | 'parameter' | 'constant' | 'rest';

export interface DiagramBox {
  readonly id: string;
  readonly kind: BoxKind;
  /** In larger type; the lines below it in smaller. */
  readonly title: string;
  readonly lines: readonly string[];
  /** The frame in which it stands. */
  readonly frame?: string;
}

export interface DiagramFrame {
  readonly id: string;
  readonly title: string;
  /** The frame around this one, which comes before it. */
  readonly frame?: string;
}

export interface Diagram {
  readonly boxes: readonly DiagramBox[];
  readonly frames: readonly DiagramFrame[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
  /** The diagram in words. */
  readonly alt: string;
  /** Whether the first arrow into a box is kept upright, so that a long computation runs down straight; else boxes stand amid. */
  readonly spine?: boolean;
  readonly title?: string;
  /** A line in small type below the title. */
  readonly note?: string;
}
