// conv2d: expects at least 5×5 pixels for its window, got 4×4×8; use a smaller window or padding 'same'
import { conv2d, sequential } from 'tslate';

sequential([6, 6, 1], conv2d(8, 3), conv2d(8, 3, { dilation: 2 }));
