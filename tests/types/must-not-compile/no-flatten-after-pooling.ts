// dense: expects one vector per sample, got 13×13×32; put flatten() before it
import { conv2d, dense, maxPool2d, sequential } from 'tslate';

sequential([28, 28, 1], conv2d(32, 3), maxPool2d(2), dense(10));
