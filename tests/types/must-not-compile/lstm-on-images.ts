// lstm: expects a sequence of vectors per sample, time×features, got 28×28×1; put reshape() before it
import { lstm, sequential } from 'tslate';

sequential([28, 28, 1], lstm(64));
