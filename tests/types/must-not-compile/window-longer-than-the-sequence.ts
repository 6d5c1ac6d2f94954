// conv1d: expects at least 5 steps for its window, got 4×8; use a smaller window or padding 'same'
import { conv1d, sequential } from 'tslate';

sequential([4, 8], conv1d(16, 5));
