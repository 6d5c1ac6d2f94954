// dense: expects one vector per sample, got 7×7×8; put flatten() before it
import { block, conv2d, dense, sequential } from 'tslate';

sequential([9, 9, 1], block([conv2d(8, 3), dense(10)]));
