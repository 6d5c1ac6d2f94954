// residual: its layers give 4×4×32, and the shortcut gives 8×8×16; give it a shortcut that fits, for example a convolution with window 1
import { conv2d, residual, sequential } from 'tslate';

sequential([8, 8, 16], residual([conv2d(32, 3, { stride: 2, padding: 'same' })]));
