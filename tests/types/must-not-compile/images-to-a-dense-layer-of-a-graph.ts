// dense: expects one vector per sample, got 28×28×1; put flatten() before it
import { dense, input } from 'tslate';

input([28, 28, 1]).to(dense(10));
