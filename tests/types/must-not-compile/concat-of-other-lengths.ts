// concat: expected shapes that agree but for axis 1, received 2×7 and 3×5
import { concat, zeros } from 'tslate';

concat([zeros([2, 3]), zeros([2, 4]), zeros([3, 5])], 1);
