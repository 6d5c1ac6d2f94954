// dense: expects one vector per sample, got 28×28×1; put flatten() before it
import { dense, sequential } from 'tslate';

sequential([28, 28, 1], dense(10));
