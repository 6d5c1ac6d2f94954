// gru: expects a sequence of vectors per sample, time×features, got 40; put embedding() before it for whole numbers, or reshape()
import { gru, sequential } from 'tslate';

sequential([40], gru(64));
